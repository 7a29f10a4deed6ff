using System.Net.WebSockets;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using Altogic.Reactive.Realtime;
using Altogic.Reactive.Storage;

namespace Altogic.Reactive.Tests.Packages;

/// <summary>
/// What touches the framework most: sockets, files, streams, sessions on disk. Compiled twice: here, and for .NET Framework 4.7.2, where
/// Mono runs it on the netstandard2.0 build of the client.
/// </summary>
public static class ClientTour
{
    /// <summary>The last line of a tour without a fault.</summary>
    public const string End = "end of the tour";

    private const int FileSize = 3_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs it; throws at the first fault.</summary>
    public static async Task RunAsync(string url, string key, string folder, TextWriter output)
    {
        await SessionOutlivesTheClientAsync(url, key, Path.Combine(folder, "sessions", "session.json"));
        output.WriteLine("session");
        foreach (var transport in new[] { RealtimeTransport.WebSocketOnly, RealtimeTransport.PollingOnly, RealtimeTransport.WebSocketFirst })
        {
            await MessagesArriveAsync(url, key, transport);
            output.WriteLine(transport);
        }

        await LostConnectionComesBackAsync(url, key);
        output.WriteLine("lost connection");
        using var client = new AltogicClient(url, key);
        await DocumentsAsync(client);
        output.WriteLine("documents");
        await FilesAsync(client, folder);
        output.WriteLine("files");
        await FailuresAsync(url, key);
        output.WriteLine("failures");
        output.WriteLine(End);
    }

    private static async Task SessionOutlivesTheClientAsync(string url, string key, string file)
    {
        string token;
        using (var client = new AltogicClient(url, key, new AltogicClientOptions { SessionStore = new FileSessionStore(file) }))
        {
            var grant = (await client.Auth.SignUpWithEmail($"{Guid.NewGuid():n}@example.com", "secret-1", "Ğülşah")).ValueOrThrow();
            token = grant.Session!.Token;
        }

        using var again = new AltogicClient(url, key, new AltogicClientOptions { SessionStore = new FileSessionStore(file) });
        Expect(again.Auth.CurrentSession?.Token, token);
        Expect((await again.Auth.GetUserFromDB()).ValueOrThrow().Name, "Ğülşah");
        (await again.Auth.SignOut()).ValueOrThrow();
        Expect(again.Auth.CurrentSession, null);
    }

    private static async Task MessagesArriveAsync(string url, string key, RealtimeTransport transport)
    {
        using var client = new AltogicClient(url, key, new AltogicClientOptions { Realtime = new RealtimeOptions { Transport = transport } });
        var room = client.Realtime.Channel("tour-" + transport);
        foreach (var text in new[] { "Çay, ☕ and 🫖", new string('x', 200_000) })
        {
            var heard = room.On<string>("line").FirstAsync().Timeout(Patience).ToTask();
            (await room.Send("line", text)).ValueOrThrow();
            Expect((await heard).ValueOrThrow(), text);
        }

        var closed = client.Realtime.ConnectionChanges.LastAsync().Timeout(Patience).ToTask();
        client.Dispose();
        await closed;
    }

    private static async Task LostConnectionComesBackAsync(string url, string key)
    {
        var sockets = new List<ClientWebSocket>();
        var realtime = new RealtimeOptions
        {
            Transport = RealtimeTransport.WebSocketOnly,
            ReconnectionDelay = TimeSpan.FromMilliseconds(10),
            WebSocketFactory = async (address, cancel) =>
            {
                sockets.Add(new ClientWebSocket());
                await sockets[sockets.Count - 1].ConnectAsync(address, cancel);
                return sockets[sockets.Count - 1];
            },
        };
        using var client = new AltogicClient(url, key, new AltogicClientOptions { Realtime = realtime });
        var room = client.Realtime.Channel("tour-lost");
        var heard = room.On<string>("line").Take(2).Timeout(Patience).ToList().ToTask();
        (await room.Send("line", "before")).ValueOrThrow();
        var back = client.Realtime.ConnectionChanges.OfType<ConnectionState.Connected>().Skip(1).FirstAsync().Timeout(Patience).ToTask();
        sockets[0].Abort();
        await back;
        (await room.Send("line", "after")).ValueOrThrow();
        Expect(string.Join(",", (await heard).Select(r => r.ValueOrThrow())), "before,after");
        Expect(sockets.Count, 2);
    }

    private static async Task DocumentsAsync(AltogicClient client)
    {
        var notes = client.Db.Model<Note>("notes-" + Guid.NewGuid().ToString("n"));
        await Observable.Range(0, 40).Select(i => notes.Create(new Note { Text = "İ" + i, Rank = i })).Merge(16).ForEachAsync(r => r.ValueOrThrow());
        var pages = await notes.Where(n => n.Rank >= 10).OrderBy(n => n.Rank).Page(7).ToObservable().ValueOrThrow().ToList();
        Expect(string.Join(",", pages.Select(p => p.Items.Count)), "7,7,7,7,2");
        Expect(pages[0].Items[0].Text, "İ10");
    }

    private static async Task FilesAsync(AltogicClient client, string folder)
    {
        var content = new byte[FileSize];
        new Random(42).NextBytes(content);
        var (source, target) = (Path.Combine(folder, "source.bin"), Path.Combine(folder, "target.bin"));
        File.WriteAllBytes(source, content);

        var up = await client.Storage.Root.UploadWithProgress("tour.bin", FileSource.FromFile(source)).ToList();
        Expect(up[up.Count - 1].Result!.ValueOrThrow().Size, FileSize);
        Expect(up[up.Count - 1].Progress.Bytes, FileSize);
        var down = await client.Storage.Root.File("tour.bin").DownloadWithProgress(FileTarget.ToFile(target)).ToList();
        Expect(down[down.Count - 1].Result!.ValueOrThrow().IsVerified, true);
        Expect(File.ReadAllBytes(target).SequenceEqual(content), true);

        // an upload that is given up holds on to nothing: its file can be deleted, and the next call works
        client.Storage.Root.UploadWithProgress("given-up.bin", FileSource.FromFile(source)).Subscribe().Dispose();
        Expect((await client.Storage.Root.File("tour.bin").GetInfo()).ValueOrThrow().Size, FileSize);
    }

    private static async Task FailuresAsync(string url, string key)
    {
        using var wrongKey = new AltogicClient(url, key + "0");
        Expect((await wrongKey.Db.Model("notes").Get()).Errors!.Kind, ErrorKind.Api);
        using var nobody = new AltogicClient("http://127.0.0.1:9", key, new AltogicClientOptions { RetryPolicy = RetryPolicy.None });
        Expect((await nobody.Db.Model("notes").Get()).Errors!.Kind, ErrorKind.Network);
    }

    private static void Expect<T>(T actual, T expected)
    {
        if (!EqualityComparer<T>.Default.Equals(actual, expected)) throw new InvalidOperationException($"{actual} is not {expected}.");
    }

    private sealed class Note
    {
        public string? Text { get; set; }

        public int Rank { get; set; }
    }
}
