using System.Reactive;
using System.Reactive.Linq;
using Altogic.Reactive.Auth;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Auth;

/// <summary>Our call for one wire example, and where and why it differs from the official one.</summary>
internal sealed record WireCall(Func<WireContext, Task<JObject?>> Run)
{
    /// <summary>Why anything below is set.</summary>
    public string? Why { get; init; }

    /// <summary>Our requests, where the official form is to be bettered; null for the official ones.</summary>
    public string[]? Requests { get; init; }

    /// <summary>No session goes with the first request, although the official client sends one.</summary>
    public bool HidesSession { get; init; }

    /// <summary>The body of the request, where it differs.</summary>
    public string? Body { get; init; }

    /// <summary>Our failure, where the official client has none, hangs or throws.</summary>
    public (ErrorKind Kind, string Code)? Fails { get; init; }

    /// <summary>The call is refused with an <see cref="ArgumentException"/> before anything is sent.</summary>
    public bool IsRefused { get; init; }

    /// <summary>Our outcome, where it differs.</summary>
    public string? Outcome { get; init; }

    /// <summary>The state stays as it was before, although the official client changes it.</summary>
    public bool KeepsState { get; init; }

    public static WireCall Grant(Func<AuthManager, IObservable<Result<AuthGrant>>> call) => new(async context =>
    {
        var result = await call(context.Client.Auth);
        return WireContext.Outcome(
            result.Errors, ("user", result.Data?.User.ToJson()), ("session", result.Data?.Session?.ToJson()));
    });

    public static WireCall Done(Func<AuthManager, IObservable<Result<Unit>>> call) => new(async context =>
        WireContext.Outcome((await call(context.Client.Auth)).Errors));

    public static WireCall User(Func<AuthManager, IObservable<Result<User>>> call) => new(async context =>
    {
        var result = await call(context.Client.Auth);
        return WireContext.Outcome(result.Errors, ("user", result.Data?.ToJson()));
    });

    public static WireCall Refused(string why, Action<AltogicClient> call) => new(context =>
    {
        call(context.Client);
        return Task.FromResult<JObject?>(null);
    })
    {
        IsRefused = true,
        Why = why,
    };

    public static WireCall Local(Func<WireContext, JObject?> call) => new(context => Task.FromResult(call(context)));

    /// <summary>Reads the JSON of an endpoint.</summary>
    public static WireCall Get(string path) => new(context => context.Get(path));
}
