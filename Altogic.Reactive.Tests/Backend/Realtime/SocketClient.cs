using System.Globalization;
using System.Text.Json.Nodes;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Realtime;

/// <summary>A connected Socket.IO client, spoken by hand.</summary>
internal sealed class SocketClient(RawSocket raw, JsonObject answer) : IDisposable
{
    private int _acks = 100;

    public RawSocket Raw => raw;

    /// <summary>What the server answered to CONNECT.</summary>
    public JsonObject Answer => answer;

    public string Id => (string)answer["sid"]!;

    public JsonObject Recovery => (JsonObject)answer["recovery"]!;

    public Task EmitAsync(string name, JsonNode? body) => raw.SendAsync("42" + new JsonArray(name, body?.DeepClone()).ToJsonString());

    /// <summary>Sends an event and gives the first argument of its acknowledgement; events before it are an error.</summary>
    public async Task<JsonNode?> AskAsync(string name, JsonNode? body)
    {
        var id = (++_acks).ToString(CultureInfo.InvariantCulture);
        await raw.SendAsync("42" + id + new JsonArray(name, body?.DeepClone()).ToJsonString());
        var text = await raw.ReceiveAsync();
        Assert.That(text, Does.StartWith("43" + id), "the acknowledgement was due");
        return JsonNode.Parse(text![(2 + id.Length)..])![0];
    }

    /// <summary>The next event, as the server wrote it.</summary>
    public async Task<string> NextAsync()
    {
        var text = await raw.ReceiveAsync();
        Assert.That(text, Does.StartWith("42"), "an event was due");
        return text![2..];
    }

    public Task JoinAsync(string channel, bool echo = false) => AskAsync("join", new JsonObject { ["channel"] = channel, ["echo"] = echo });

    public Task SendAsync(string channel, string name, JsonNode? message, bool echo = false) =>
        AskAsync("message", new JsonObject { ["channel"] = channel, ["eventName"] = name, ["message"] = message?.DeepClone(), ["echo"] = echo });

    /// <summary>Everything sent before has been dealt with, and nothing has come that was not read.</summary>
    public async Task SettleAsync() =>
        Assert.That((await AskAsync("members", new JsonObject { ["channel"] = "nobody is here" }))!.ToJsonString(), Is.EqualTo("[]"));

    public void Dispose() => raw.Dispose();
}
