using System.Reactive.Linq;
using Altogic.Reactive.Realtime;
using Altogic.Reactive.Tests.Realtime;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Interop;

/// <summary>Our client against the npm server of Socket.IO, which knows nothing of our extensions.</summary>
public sealed class SocketIoServerTests
{
    private const string Package = "socket.io@4.8.4";
    private static readonly byte[][] Binaries = [[1, 2, 3], [], [0, 255]];

    [TestCase(RealtimeTransport.WebSocketFirst, "polling,websocket", "websocket")]
    [TestCase(RealtimeTransport.WebSocketOnly, "websocket", "websocket")]
    [TestCase(RealtimeTransport.PollingOnly, "polling,websocket", "polling")]
    [TestCase(RealtimeTransport.PollingFirst, "polling", "polling")]
    [TestCase(RealtimeTransport.WebSocketFirst, "polling", "polling")]
    public async Task Messages_OverEveryTransport_ArriveInOrder(RealtimeTransport transport, string offered, string used)
    {
        using var server = await StartAsync(("TRANSPORTS", offered));
        using var client = RealtimeTesting.CreateClient(server.Url, new RealtimeOptions { Transport = transport });
        var room = client.Realtime.Channel("room");
        var received = room.On<int>("number").Soon(count: 500);
        var sent = Observable.Range(0, 500).Select(n => room.Send("number", n)).Merge().ToList();
        var results = await sent;

        Assert.That(results.Select(r => r.Errors), Has.All.Null);
        Assert.That((await received).Select(r => r.Data), Is.EqualTo(Enumerable.Range(0, 500)));
        Assert.That(await server.AskAsync("transports"), Is.EqualTo($"[\"{used}\"]"));
        Assert.That(await server.AskAsync("clients"), Is.EqualTo("1"), "no session is left behind");
    }

    [Test]
    public async Task Polling_UpgradesTheSameSession()
    {
        using var server = await StartAsync();
        using var client = RealtimeTesting.CreateClient(server.Url, new RealtimeOptions { Transport = RealtimeTransport.PollingFirst });
        var numbers = client.Realtime.On<int>("number").Replay();
        using var subscription = numbers.Connect();
        var first = (await client.Realtime.Connected()).SocketId;
        var sent = 0;
        await Eventually.HoldsAsync(async () =>
        {
            if (await server.AskAsync("transports") == "[\"websocket\"]") return true;
            await client.Realtime.Broadcast("number", sent++).ShouldSucceed();
            return false;
        });
        for (var i = 0; i < 100; i++) await client.Realtime.Broadcast("number", sent++).ShouldSucceed();

        Assert.That((await numbers.Soon(sent)).Select(r => r.Data), Is.EqualTo(Enumerable.Range(0, sent)), "none lost, none twice, in order");
        Assert.That(await server.AskAsync("clients"), Is.EqualTo("1"));
        Assert.That(client.Realtime.SocketId, Is.EqualTo(first));
    }

    [TestCase(RealtimeTransport.WebSocketOnly)]
    [TestCase(RealtimeTransport.PollingOnly)]
    public async Task Bytes_TravelAsAttachments_AndComeBackAsBytes(RealtimeTransport transport)
    {
        using var server = await StartAsync();
        using var client = RealtimeTesting.CreateClient(server.Url, new RealtimeOptions { Transport = transport });
        var received = client.Realtime.On("bin").Soon(count: 2);
        await client.Realtime.Broadcast("bin", new { parts = Binaries, memory = new ReadOnlyMemory<byte>([7]), text = "ş" }).ShouldSucceed();
        await client.Realtime.Broadcast("bin", Array.Empty<byte>()).ShouldSucceed();

        var messages = await received;
        var parts = messages[0].Message["parts"]!.Select(part => (byte[])part!);
        Assert.That(parts, Is.EqualTo(Binaries));
        Assert.That(messages[0].As<WithMemory>().Data!.Memory.ToArray(), Is.EqualTo(new byte[] { 7 }));
        Assert.That(messages[1].As<byte[]>().Data, Is.Empty);
    }

    [Test]
    public async Task BytesFromManyThreads_AllArrive()
    {
        using var server = await StartAsync();
        using var client = RealtimeTesting.CreateClient(server.Url);
        var received = client.Realtime.On<byte[]>("bin").Soon(count: 400);
        await Task.WhenAll(Enumerable.Range(0, 400).Select(n => Task.Run(async () =>
            await client.Realtime.Broadcast("bin", BitConverter.GetBytes(n)).ShouldSucceed())));

        Assert.That((await received).Select(r => BitConverter.ToInt32(r.Data)), Is.EquivalentTo(Enumerable.Range(0, 400)));
    }

    [Test]
    public async Task ServerThatRestarts_GetsTheChannelsAndTheProfileBack_OnceEach()
    {
        using var server = await StartAsync();
        using var client = RealtimeTesting.CreateClient(server.Url);
        var room = client.Realtime.Channel("observed");
        var joins = new List<MemberChange>();
        using var subscription = client.Realtime.Joins.Subscribe(change =>
        {
            lock (joins) joins.Add(change);
        });
        using var observation = room.On("x").Subscribe();
        await client.Realtime.Join("joined").ShouldSucceed();
        await client.Realtime.UpdateProfile(new { name = "Ada" }).ShouldSucceed();
        var first = client.Realtime.SocketId;
        var gaps = client.Realtime.Gaps.Soon(count: 3);
        var lost = client.Realtime.ConnectionChanges.Soon(state => state is ConnectionState.Connecting);
        server.Dispose();
        await lost;
        var waiting = client.Realtime.Send("observed", "x", "sent meanwhile");
        var received = room.On<string>("x").Soon();
        var result = waiting.Soon();
        using var again = await StartAsync(("PORT", server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        await result;

        Assert.That((await received).Data, Is.EqualTo("sent meanwhile"));
        Assert.That(await again.AskAsync("rooms"), Is.EqualTo("[[\"joined\",\"observed\"]]"));
        Assert.That(client.Realtime.SocketId, Is.Not.Null.And.Not.EqualTo(first));
        Assert.That((await gaps).Select(gap => gap.Channel), Is.EquivalentTo(new[] { "observed", "joined", null }));
        lock (joins)
        {
            var later = joins.Where(change => change.Member.Id != first).ToList();
            Assert.That(later.Select(change => change.Channel), Is.EquivalentTo(new[] { "observed", "joined" }));
            Assert.That(later.Select(change => (string?)change.Member.Data!["name"]), Is.All.EqualTo("Ada"), "the profile comes first");
        }
    }

    [Test]
    public async Task ServerWhosePingsDoNotArrive_IsLeft_AndFoundAgain()
    {
        using var server = await StartAsync(("PING_INTERVAL", "300"), ("PING_TIMEOUT", "200"));
        await using var proxy = FaultProxy.To(server.Url);
        using var client = RealtimeTesting.CreateClient(proxy.Url);
        using var subscription = client.Realtime.On("x").Subscribe();
        await client.Realtime.Connected();
        var left = client.Realtime.ConnectionChanges.OfType<ConnectionState.Connecting>().Soon(state => state.Cause is not null);
        var found = client.Realtime.ConnectionChanges.OfType<ConnectionState.Connected>().Skip(1).Soon();
        proxy.ForgetConnections();

        Assert.That((await left).Cause!.Kind, Is.EqualTo(ErrorKind.Timeout), "the server has closed nothing");
        await found;
        Assert.That(await client.Realtime.Broadcast("x", 1).Soon(), Has.Property("IsSuccess").True);
    }

    [Test]
    public async Task ServerWhosePingsAreAnswered_Stays()
    {
        using var server = await StartAsync(("PING_INTERVAL", "50"), ("PING_TIMEOUT", "2000"));
        using var client = RealtimeTesting.CreateClient(server.Url);
        using var subscription = client.Realtime.On("x").Subscribe();
        var first = (await client.Realtime.Connected()).SocketId;
        await Eventually.HoldsAsync(async () => int.Parse(await server.AskAsync("pongs"), System.Globalization.CultureInfo.InvariantCulture) >= 10);

        Assert.That(client.Realtime.SocketId, Is.EqualTo(first));
    }

    [Test]
    public async Task Refusal_IsAStateAndAnErrorWithItsData()
    {
        using var server = await StartAsync(("REQUIRED_KEY", "another"));
        using var client = RealtimeTesting.CreateClient(server.Url);

        var error = await client.Realtime.Connect().ShouldFail();

        Assert.That((error.Kind, error.Items[0].Code, error.StatusText), Is.EqualTo((ErrorKind.Api, "invalid_client_key", "not authorized")));
        Assert.That(client.Realtime.CurrentConnection, Is.InstanceOf<ConnectionState.Disconnected>());
        Assert.That(await client.Realtime.Broadcast("x", 1).ShouldFail(), Is.SameAs(error), "nothing waits for ever");
    }

    [Test]
    public async Task Dispose_ClosesTheConnection()
    {
        using var server = await StartAsync();
        var client = RealtimeTesting.CreateClient(server.Url);
        await client.Realtime.Connect().ShouldSucceed();
        var end = client.Realtime.ConnectionChanges.LastAsync().Soon();

        client.Dispose();

        Assert.That(await end, Is.EqualTo(new ConnectionState.Closed()));
        await Eventually.HoldsAsync(async () => await server.AskAsync("clients") == "0");
    }

    private static Task<NodeServer> StartAsync(params (string Name, string Value)[] environment) =>
        NodeServer.StartAsync("socketio-server.cjs", Package, environment);

    private sealed record WithMemory(ReadOnlyMemory<byte> Memory);
}
