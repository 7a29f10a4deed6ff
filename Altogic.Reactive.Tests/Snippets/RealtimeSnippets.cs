using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;

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

    private static void Publish(AltogicBackend backend)
    {
        backend.Realtime.Send("room-1", "chat", new JsonObject { ["text"] = "hello" });
        backend.Realtime.Broadcast("maintenance", "in 5 minutes");
    }
}
