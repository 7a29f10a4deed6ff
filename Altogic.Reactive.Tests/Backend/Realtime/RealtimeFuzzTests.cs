using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Realtime.EngineIO;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Realtime;

/// <summary>Whatever bytes come, the backend answers or hangs up, logs no error, and serves the others as before.</summary>
public sealed class RealtimeFuzzTests
{
    private static readonly string[] Pieces =
    [
        "0", "1", "2", "3", "4", "40", "41", "42", "43", "44", "451-", "462-", "2probe", "5", "6", "/", "/admin,", "\u001e", "b", "bAQID", "{", "}", "[", "]",
        "\"message\"", "\"join\"", "\"leave\"", "\"update\"", "\"members\"", "{\"channel\":\"a\"}", "{\"eventName\":\"e\",\"message\":", "\"echo\":true", "null",
        "{\"_placeholder\":true,\"num\":0}", "{\"_placeholder\":true,\"num\":99999999999}", "\"connect\"", ",", ":", "17", "-1", "1e999", "\\ud800", "\0", "é", "🎈",
        "{\"recovery\":{\"version\":1,\"token\":\"x\",\"offset\":-5}}", "\"seq\":9223372036854775807", "\"seq\":-1",
    ];

    [Test]
    public async Task WebSocket_WithAnyFrames_SurvivesThem()
    {
        await using var backend = await StartAsync();
        var (witness, random) = (await backend.ConnectAsync(), new Random(1));
        for (var round = 0; round < 150; round++)
        {
            using var socket = round % 2 == 0 ? await backend.OpenAsync() : (await backend.ConnectAsync()).Raw;
            await SendAnyAsync(socket, random);
        }

        await RequireServiceAsync(backend, witness);
    }

    [Test]
    public async Task Polling_WithAnyBodies_SurvivesThem()
    {
        await using var backend = await StartAsync();
        var (witness, random) = (await backend.ConnectAsync(), new Random(2));
        for (var round = 0; round < 150; round++)
        {
            var sid = await backend.Polling.OpenAsync();
            if (round % 2 == 0)
                await backend.Polling.PostAsync(sid, "40" + new JsonObject { ["clientKey"] = backend.Fixture.ClientKey }.ToJsonString());
            using var content = new ByteArrayContent(random.Next(2) == 0 ? Bytes(random, random.Next(200)) : Encoding.UTF8.GetBytes(Text(random)));
            var answer = await backend.Polling.SendAsync("POST", EngineHttp.Of(sid), content);
            Assert.That(answer.Status, Is.EqualTo(200).Or.EqualTo(400));
            Assert.That((await backend.Polling.PostAsync(sid, "1")).Status, Is.EqualTo(200).Or.EqualTo(400));
        }

        await RequireServiceAsync(backend, witness);
    }

    [Test]
    public async Task Requests_WithAnyQuery_AreNeverAServerError()
    {
        await using var backend = await StartAsync();
        var random = new Random(3);
        string[] values = ["4", "3", "", "polling", "websocket", "%00", "%ff", "x", "4&EIO=4", new('a', 2000)];
        for (var round = 0; round < 300; round++)
        {
            var query = string.Join('&', ((string[])["EIO", "transport", "sid", "t", "b64", "j"]).Select(name => $"{name}={values[random.Next(values.Length)]}"));
            var method = ((string[])["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD"])[random.Next(6)];
            var answer = await backend.Polling.SendAsync(method, query);
            Assert.That(answer.Status, Is.InRange(200, 499), query);
        }
    }

    private static Task<RealtimeBackend> StartAsync() =>
        RealtimeBackend.StartAsync(new AppDefinition { Limits = new LimitsDefinition { RealtimeMessageBytes = 4096 } });

    private static async Task SendAnyAsync(RawSocket socket, Random random)
    {
        try
        {
            for (var i = 0; i < 8; i++)
            {
                if (random.Next(4) == 0) await socket.SendAsync(Bytes(random, random.Next(100)), WebSocketMessageType.Binary);
                else await socket.SendAsync(Encoding.UTF8.GetBytes(Text(random)), WebSocketMessageType.Text);
            }

            await socket.SendAsync("1");
        }
        catch (WebSocketException)
        {
            // The server has hung up already.
        }

        await socket.ReceiveToEndAsync();
    }

    private static string Text(Random random)
    {
        var text = new StringBuilder(random.Next(2) == 0 ? "42[\"message\"," : "");
        for (var i = random.Next(8); i >= 0; i--) text.Append(Pieces[random.Next(Pieces.Length)]);
        return text.ToString();
    }

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static async Task RequireServiceAsync(RealtimeBackend backend, SocketClient witness)
    {
        await witness.EmitAsync("message", new JsonObject { ["eventName"] = "still here", ["message"] = 1, ["echo"] = true });
        while (!(await witness.Raw.ReceiveAsync())!.Contains("still here", StringComparison.Ordinal))
        {
            // what the fuzz has broadcast by chance
        }

        var engine = backend.Fixture.Service<EngineServer>();
        await Eventually.HoldsAsync(() => engine.Count == 1);
        Assert.That(backend.Fixture.Log.Where(entry => entry.Exception is not null), Is.Empty);
    }
}
