using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using Altogic.Reactive.Realtime;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Realtime;

/// <summary>Waiting for what must come; a limit keeps a broken test from hanging, and measures nothing.</summary>
internal static class RealtimeTesting
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static Task<T> Soon<T>(this IObservable<T> source) => source.FirstAsync().Timeout(Limit).ToTask();

    public static Task<IList<T>> Soon<T>(this IObservable<T> source, int count) => source.Take(count).ToList().Timeout(Limit).ToTask();

    public static Task<T> Soon<T>(this IObservable<T> source, Func<T, bool> isWanted) => source.Where(isWanted).Soon();

    public static Task<ConnectionState.Connected> Connected(this RealtimeManager realtime) =>
        realtime.ConnectionChanges.OfType<ConnectionState.Connected>().Soon();

    public static AltogicClient CreateClient(string url, RealtimeOptions? options = null) =>
        new(url, "client-key-1", new AltogicClientOptions { Realtime = options ?? new RealtimeOptions() });

    /// <summary>Sends until the connection has moved to a WebSocket.</summary>
    public static async Task OverWebSocket(this AltogicClient client)
    {
        for (var i = 0; i < 1000 && !client.Realtime.Session.Connection.IsWebSocket; i++) await client.Realtime.Broadcast("move", i).ShouldSucceed();
        Assert.That(client.Realtime.Session.Connection.IsWebSocket, Is.True);
    }
}
