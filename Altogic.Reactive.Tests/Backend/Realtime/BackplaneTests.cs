using Altogic.Reactive.Backend.Realtime;
using Altogic.Reactive.Backend.Realtime.EngineIO;
using Altogic.Reactive.Backend.Realtime.Hub;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Realtime;

/// <summary>The hub hands everything it publishes to its backplane, so that a backplane between nodes joins them into one backend.</summary>
public sealed class BackplaneTests
{
    [Test]
    public async Task Nodes_ThatShareABackplane_AreOneBackend()
    {
        var bus = new List<Node>();
        using var first = Hub(bus);
        using var second = Hub(bus);
        var (ada, bob) = (Connect(first), Connect(second));
        Execute(second, bob, new Command(CommandKind.Join) { Channel = "a", ChannelJson = "\"a\""u8.ToArray(), Echo = false });
        Execute(first, ada, new Command(CommandKind.Join) { Channel = "a", ChannelJson = "\"a\""u8.ToArray(), Echo = false });
        Execute(first, ada, new Command(CommandKind.Message) { Channel = "a", Json = "[\"e\",1]"u8.ToArray(), Echo = false });
        first.Publish(new Publication(Audience.Everybody, null, "[\"all\",1]"u8.ToArray()));
        first.Disconnect(ada, forget: false);

        Assert.That(
            Texts(bob).Select(text => text.Split('"')[1]).Skip(1), Is.EqualTo(new[] { "channel:join", "e", "all", "channel:leave" }), "in their order");
        Assert.That(Texts(ada).Skip(1), Is.EqualTo(new[] { "42[\"all\",1]" }));
        Assert.That((await first.MembersAsync("a", default)).Select(member => member.Id), Is.EqualTo(new[] { bob.Id }));
    }

    private static RealtimeHub Hub(List<Node> bus) => new(new RealtimeSettings(), 0, new Node(bus), new ManualTimers());

    private static HubSocket Connect(RealtimeHub hub)
    {
        var socket = new HubSocket(EngineServer.NewId(), new RecordedConnection());
        hub.Connect(socket, null);
        return socket;
    }

    private static void Execute(RealtimeHub hub, HubSocket socket, Command command) => hub.Execute(socket, command, "e", null);

    private static IEnumerable<string> Texts(HubSocket socket) => ((RecordedConnection)socket.Connection).Texts;

    /// <summary>One node's end of a bus that copies publications, as a network would.</summary>
    private sealed class Node : IRealtimeBackplane
    {
        private readonly List<Node> _bus;
        private IRealtimeNode? _node;

        public Node(List<Node> bus)
        {
            _bus = bus;
            bus.Add(this);
        }

        public void Attach(IRealtimeNode node) => _node = node;

        public void Publish(Publication publication)
        {
            foreach (var other in _bus.Where(other => other != this))
                other._node!.Deliver(new Publication(publication.Audience, publication.Key, publication.Json, publication.Attachments));
            _node!.Deliver(publication);
        }

        public ValueTask<IReadOnlyList<Member>> MembersAsync(string channel, CancellationToken cancel) =>
            new([.. _bus.SelectMany(node => node._node!.MembersHere(channel))]);
    }
}
