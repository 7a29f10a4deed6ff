using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Realtime;

namespace Altogic.Reactive.Tests.Snippets;

/// <summary>The code of docs/realtime.md, compiled and run.</summary>
public sealed class RealtimeSnippets
{
    [Test]
    public async Task Publishing_FromTheAppsOwnCode_IsAccepted()
    {
        await using var backend = await AltogicBackend.StartAsync();
        Assert.DoesNotThrow(() => Publish(backend));
    }

    [Test]
    public async Task Messages_AreStreams()
    {
        await using var backend = await AltogicBackend.StartAsync();
        using var client = new AltogicClient(backend.Url, backend.ClientKey);
        var shown = client.Realtime.Channel("room-1").On("chat").FirstAsync().ToTask();

        client.Realtime.On("chat").Subscribe(message => Show(message.Message));          // every "chat" there is
        client.Realtime.Channel("room-1").On<ChatLine>("chat").WhereSuccess().Subscribe(line => Show(line));   // Result<ChatLine> each
        await client.Realtime.Channel("room-1").Send("chat", new ChatLine("Ada", "hello"));

        Assert.That((await shown).As<ChatLine>().Data, Is.EqualTo(new ChatLine("Ada", "hello")));
    }

    [Test]
    public async Task Connections_AreAStreamOfStates()
    {
        await using var backend = await AltogicBackend.StartAsync();
        using var client = new AltogicClient(backend.Url, backend.ClientKey);

        client.Realtime.ConnectionChanges.Subscribe(state => Show(state switch
        {
            ConnectionState.Connected connected => "connected as " + connected.SocketId,
            ConnectionState.Connecting { NextAttempt: { } next } waiting => $"attempt {waiting.Attempt} at {next:t}: {waiting.Cause?.Message}",
            ConnectionState.Connecting => "connecting",
            ConnectionState.Disconnected { Error: { } error } => "the server does not want us: " + error.Message,
            _ => "not connected",
        }));
        client.Realtime.Gaps.Subscribe(gap => Reload(gap.Channel, gap.Since));

        Assert.That((await client.Realtime.Connect()).IsSuccess, Is.True);
    }

    private static void Show(object? what) => TestContext.Out.WriteLine(what);

    private static void Reload(string? channel, DateTimeOffset since) => Assert.Fail($"nothing was missed in {channel} since {since}");

    private sealed record ChatLine(string From, string Text);

    private static void Publish(AltogicBackend backend)
    {
        backend.Realtime.Send("room-1", "chat", new JsonObject { ["text"] = "hello" });
        backend.Realtime.Broadcast("maintenance", "in 5 minutes");
    }
}
