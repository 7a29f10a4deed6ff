using System.Reactive.Concurrency;
using System.Reactive.Linq;
using Altogic.Reactive.Realtime;

namespace Altogic.Reactive.Examples.DesktopBoard.ViewModels;

/// <summary>The banner over the board while the backend cannot be reached; empty when all is well.</summary>
public sealed class ConnectionViewModel(IObservable<ConnectionState> changes, IScheduler scheduler) : IDisposable
{
    /// <summary>A connection that is back within this time has not been away.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    public BoundProperty<string> Banner { get; } = changes.Select(Describe).DistinctUntilChanged()
        .Select(text => text.Length == 0 ? Observable.Return(text) : Observable.Return(text).Delay(Grace, scheduler))
        .Switch()
        .ToProperty("", scheduler);

    public void Dispose() => Banner.Dispose();

    private static string Describe(ConnectionState state) => state switch
    {
        ConnectionState.Connecting { Cause: not null } => "Offline. What you see may be old, what you type stays. Trying again …",
        ConnectionState.Disconnected { Error: { } error } => "The server does not let us in: " + error.Message,
        _ => "",
    };
}
