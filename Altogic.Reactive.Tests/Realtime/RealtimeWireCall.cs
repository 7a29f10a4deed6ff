using System.Reactive.Linq;
using Altogic.Reactive.Realtime;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Realtime;

/// <summary>Our calls for one wire example, and where and why they differ from the official ones.</summary>
/// <param name="Run">Makes the calls; gives what an observer hears, as the JSON a listener of the official client gets.</param>
internal sealed record RealtimeWireCall(Func<RealtimeFixture, RxContractChecker<JToken?>?> Run)
{
    /// <summary>Why anything below is set.</summary>
    public string? Why { get; init; }

    /// <summary>What we send in the place of the official packets.</summary>
    public string[]? Instead { get; init; }

    /// <summary>What is heard in the place of what a listener gets, as a JSON list.</summary>
    public string? Heard { get; init; }

    /// <summary>The call is refused with an <see cref="ArgumentException"/> before anything is sent.</summary>
    public bool IsRefused { get; init; }

    /// <summary>Connects, then does this.</summary>
    public static RealtimeWireCall Connected(Action<RealtimeFixture> call) => new(fixture =>
    {
        fixture.Connect();
        call(fixture);
        return null;
    });

    /// <summary>Connects, then runs a command.</summary>
    public static RealtimeWireCall Command<T>(Func<RealtimeManager, IObservable<Result<T>>> command) =>
        Connected(fixture => fixture.Observe(command(fixture.Manager)));

    /// <summary>Runs a command without connecting first.</summary>
    public static RealtimeWireCall First<T>(Func<RealtimeManager, IObservable<Result<T>>> command) => new(fixture =>
    {
        fixture.Observe(command(fixture.Manager));
        return null;
    });

    /// <summary>Observes something.</summary>
    public static RealtimeWireCall Observing<T>(Func<RealtimeManager, IObservable<T>> stream, Func<T, JToken?> toJson) =>
        new(fixture => fixture.Observe(stream(fixture.Manager).Select(toJson)));

    public static RealtimeWireCall Refused(string why, Action<RealtimeManager> call) => new(fixture =>
    {
        call(fixture.Manager);
        return null;
    })
    {
        IsRefused = true,
        Why = why,
    };
}
