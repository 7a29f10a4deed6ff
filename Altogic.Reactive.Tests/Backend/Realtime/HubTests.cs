using System.Text;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Realtime;
using Altogic.Reactive.Backend.Realtime.EngineIO;
using Altogic.Reactive.Backend.Realtime.Hub;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Realtime;

/// <summary>The hub without sockets: what it sends to whom, and what it keeps.</summary>
public sealed class HubTests
{
    private readonly ManualTimers _time = new();
    private RealtimeHub _hub = null!;

    [SetUp]
    public void Start() => _hub = new RealtimeHub(new RealtimeSettings { LostClients = 3 }, 1 << 20, new InProcessBackplane(), _time);

    [TearDown]
    public void Stop() => _hub.Dispose();

    [Test]
    public void Publication_IsSerialisedOnceForEachForm()
    {
        var sockets = Enumerable.Range(0, 20).Select(_ => Connect(recovery: false)).Concat(Enumerable.Range(0, 20).Select(_ => Connect(recovery: true))).ToList();
        Broadcast("e");
        var messages = sockets.Select(socket => Sent(socket)[^1]).ToList();
        Assert.That(messages.Distinct().Count(), Is.EqualTo(2), "each form is one object, whatever the number of receivers");
        Assert.That(messages.Select(Text).Distinct(), Is.EquivalentTo(new[] { "42[\"e\",1]", "42[\"e\",1,1]" }));
    }

    [Test]
    public void Log_KeepsNothing_WhileNobodyCouldAskForIt()
    {
        var plain = Connect(recovery: false);
        Broadcast("before");
        var socket = Connect(recovery: true);
        var client = socket.Client!;
        _hub.Disconnect(socket, forget: false);
        Broadcast("after");
        var back = Connect(client.Token, 1);
        Assert.That(Sent(back).Skip(1).Select(Text), Is.EqualTo(new[] { "42[\"after\",1,2]" }));
        Assert.That(Sent(plain).Select(Text), Does.Contain("42[\"before\",1]"));
    }

    [Test]
    public void LostClients_AreBounded_AndTheOldestGoesFirst()
    {
        var tokens = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            var socket = Connect(recovery: true);
            tokens.Add(socket.Client!.Token);
            _hub.Disconnect(socket, forget: false);
        }

        Assert.That(tokens.Select(token => Connect(token, 0).Client!.Token == token), Is.EqualTo(new[] { false, false, true, true, true }));
    }

    [Test]
    public void LostClients_AreBoundedInBytes()
    {
        using var hub = new RealtimeHub(new RealtimeSettings { LostBytes = 10_000 }, 1 << 20, new InProcessBackplane(), _time);
        var tokens = new List<string>();
        foreach (var size in (int[])[5000, 1000, 3000])
        {
            var socket = new HubSocket(EngineServer.NewId(), new RecordedConnection()) { Profile = new Profile(new byte[size], null) };
            hub.Connect(socket, new RecoveryRequest(null, null));
            hub.Execute(socket, new Command(CommandKind.Update) { Profile = new Profile(new byte[size], null) }, "update", null);
            tokens.Add(socket.Client!.Token);
            hub.Disconnect(socket, forget: false);
        }

        Assert.That(tokens.Select(IsKnown), Is.EqualTo(new[] { false, true, true }));

        bool IsKnown(string token)
        {
            var socket = new HubSocket(EngineServer.NewId(), new RecordedConnection());
            hub.Connect(socket, new RecoveryRequest(token, 0));
            return socket.Client!.Token == token;
        }
    }

    [Test]
    public void SessionThatEndsBeforeTheHubKnows_IsEndedAfterwards()
    {
        var socket = Connect(null, null, "ada", "t1");
        _hub.EndSession("ada", "t2");
        Assert.That(socket.UserId, Is.EqualTo("ada"));
        _hub.EndSession("ada", "t1");
        Assert.That((socket.UserId, socket.SessionToken, socket.IsConnected), Is.EqualTo(((string?)null, (string?)null, true)));
    }

    [Test]
    public void LostClient_ThatCameBack_IsNotForgottenByTheSweep()
    {
        var socket = Connect(recovery: true);
        var token = socket.Client!.Token;
        _hub.Disconnect(socket, forget: false);
        var back = Connect(token, 0);
        _time.Advance(TimeSpan.FromMinutes(30));
        _hub.Disconnect(back, forget: false);
        Assert.That(Connect(token, 0).Client!.Token, Is.EqualTo(token));
    }

    [Test]
    public void ClientThatComesAndGoes_TakesOnePlaceAmongTheLost()
    {
        var others = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            var other = Connect(recovery: true);
            others.Add(other.Client!.Token);
            _hub.Disconnect(other, forget: false);
        }

        var socket = Connect(recovery: true);
        var token = socket.Client!.Token;
        for (var i = 0; i < 50; i++)
        {
            _hub.Disconnect(socket, forget: false);
            socket = Connect(token, 0);
            Assert.That(socket.Client!.Token, Is.EqualTo(token), "never forgotten by an earlier loss of its own");
        }

        _hub.Disconnect(socket, forget: false);
        Assert.That(others.Append(token).Select(known => Connect(known, 0).Client!.Token == known), Is.All.True);
    }

    [Test]
    public void LostClient_IsForgottenAfterTheWindow()
    {
        var socket = Connect(recovery: true);
        _hub.Disconnect(socket, forget: false);
        _time.Advance(TimeSpan.FromMinutes(12));
        Assert.That(Connect(socket.Client!.Token, 0).Client!.Token, Is.Not.EqualTo(socket.Client.Token));
    }

    [Test]
    public void Return_AfterAJoinBetween_BringsOnlyWhatCameAfterTheJoin()
    {
        var socket = Connect(recovery: true);
        Send("a", "too early");
        Execute(socket, new Command(CommandKind.Join) { Channel = "a", ChannelJson = "\"a\""u8.ToArray(), Seq = 1 });
        Send("a", "in time");
        _hub.Disconnect(socket, forget: false);
        var back = Connect(socket.Client!.Token, 0);
        var replayed = Sent(back).Skip(1).Select(Text).ToList();
        Assert.That(replayed, Has.None.Contains("too early"));
        Assert.That(replayed, Has.Exactly(1).Contains("in time"));
    }

    [Test]
    public void Return_OfAnotherUser_BringsNoUserEvents()
    {
        var socket = Connect(null, null, userId: "ada");
        _hub.Disconnect(socket, forget: false);
        _hub.OnUserEvents([new UserEvent(UserEvent.Update, "ada", null)]);
        Assert.That(Sent(Connect(socket.Client!.Token, 0, userId: "eve")).Select(Text), Has.None.Contains("user:update"));
    }

    [Test]
    public void Return_OfTheSameUser_BringsUserEvents()
    {
        var socket = Connect(null, null, userId: "ada");
        _hub.Disconnect(socket, forget: false);
        _hub.OnUserEvents([new UserEvent(UserEvent.Update, "ada", new JsonObject { ["token"] = "t" })]);
        Assert.That(
            Sent(Connect(socket.Client!.Token, 0, userId: "ada")).Select(Text),
            Has.Exactly(1).EqualTo("""42["user:update","user:update",{"token":"t"},1]"""));
    }

    [Test]
    public void EndOfASession_IsToldToAllBeforeItCountsForAny()
    {
        var sockets = new[] { Connect(null, null, "ada", "t1"), Connect(null, null, "ada", "t2") };
        _hub.OnUserEvents([SignOut("t1"), SignOut("t2")]);
        foreach (var socket in sockets) Assert.That(Sent(socket).Count(message => Text(message).Contains("user:signout", StringComparison.Ordinal)), Is.EqualTo(2));
        _hub.OnUserEvents([new UserEvent(UserEvent.Update, "ada", null)]);
        foreach (var socket in sockets) Assert.That(Sent(socket).Select(Text), Has.None.Contains("user:update"));

        static UserEvent SignOut(string token) => new(UserEvent.SignOut, "ada", null) { EndedToken = token };
    }

    [Test]
    public void DisconnectedSocket_IsIgnored()
    {
        var (socket, witness) = (Connect(recovery: false), Connect(recovery: false));
        _hub.Disconnect(socket, forget: false);
        _hub.Disconnect(socket, forget: false);
        Execute(socket, new Command(CommandKind.Message) { Json = "[\"e\",1]"u8.ToArray() });
        Assert.That(Sent(witness).Select(Text), Has.None.Contains("[\"e\""));
    }

    [Test]
    public void StoppedHub_PublishesNothing()
    {
        var (socket, witness) = (Connect(recovery: false), Connect(recovery: false));
        foreach (var member in (HubSocket[])[socket, witness])
            Execute(member, new Command(CommandKind.Join) { Channel = "a", ChannelJson = "\"a\""u8.ToArray(), Echo = false });
        var before = Sent(witness).Count;
        _hub.Stop();
        _hub.Disconnect(socket, forget: false);
        Broadcast("e");
        Assert.That(Sent(witness), Has.Count.EqualTo(before));
    }

    [Test]
    public void MemberList_ThatIsTooLong_IsRefusedInAPacket()
    {
        var socket = Connect(recovery: false);
        Execute(socket, new Command(CommandKind.Update) { Profile = new Profile(new byte[(1 << 20) + 1], null) });
        Execute(socket, new Command(CommandKind.Join) { Channel = "a", ChannelJson = "\"a\""u8.ToArray(), Echo = false });
        _hub.Execute(socket, new Command(CommandKind.Members) { Channel = "a" }, "members", 7);
        Assert.That(Text(Sent(socket)[^1]), Does.StartWith("437[{\"ok\":false,\"code\":\"content_too_large\""));
    }

    [Test]
    public void Refusals_AreRememberedUpToALimit()
    {
        var client = new LogicalClient("t");
        for (var seq = 1; seq <= 300; seq++)
        {
            Assert.That(client.TryProcess(seq, out _), Is.True);
            client.Refused(seq, Refusal.ReservedName);
        }

        Assert.That(client.TryProcess(300, out var last), Is.False);
        Assert.That(last, Is.EqualTo(Refusal.ReservedName));
        Assert.That(client.TryProcess(1, out var first), Is.False);
        Assert.That(first, Is.Null, "long ago");
    }

    [Test]
    public void EventLog_IsBoundedInBytesAndTime()
    {
        var log = new EventLog(TimeSpan.FromMinutes(10), 5000);
        for (var id = 1; id <= 10; id++) log.Add(Entry(id, 400, _time.GetUtcNow()));
        Assert.That((log.Count, log.GoneThrough), Is.EqualTo((5, 5L)));
        Assert.That(log.Bytes, Is.LessThanOrEqualTo(5000));
        Assert.That((log.Covers(4), log.Covers(5)), Is.EqualTo((false, true)));
        Assert.That(log.After(7).Select(e => e.Id), Is.EqualTo(new[] { 8L, 9, 10 }));
        log.Expire(_time.GetUtcNow() + TimeSpan.FromMinutes(10));
        Assert.That(log.Count, Is.EqualTo(5));
        log.Expire(_time.GetUtcNow() + TimeSpan.FromMinutes(10) + TimeSpan.FromTicks(1));
        Assert.That((log.Count, log.GoneThrough, log.Bytes), Is.EqualTo((0, 10L, 0L)));
        log.Skip(12);
        Assert.That((log.Covers(11), log.Covers(12)), Is.EqualTo((false, true)));
    }

    [Test]
    public void EventLog_OfNoSize_KeepsNothing()
    {
        var log = new EventLog(TimeSpan.FromMinutes(10), 0);
        log.Add(Entry(1, 10, _time.GetUtcNow()));
        Assert.That((log.Count, log.Covers(0), log.Covers(1)), Is.EqualTo((0, false, true)));
    }

    private static Publication Entry(long id, int bytes, DateTimeOffset at)
    {
        var publication = new Publication(Audience.Everybody, null, new byte[bytes]);
        publication.Publish(id, at);
        return publication;
    }

    private void Broadcast(string name) => _hub.Publish(new Publication(Audience.Everybody, null, Encoding.UTF8.GetBytes($"[\"{name}\",1]")));

    private void Send(string channel, string text) =>
        _hub.Publish(new Publication(Audience.Channel, channel, Encoding.UTF8.GetBytes($"[\"e\",\"{text}\"]")));

    private void Execute(HubSocket socket, Command command) => _hub.Execute(socket, command, "e", null);

    private HubSocket Connect(bool recovery) => Connect(new RecoveryRequest(null, null), recovery, null, null);

    private HubSocket Connect(string? token, long? offset, string? userId = null, string? session = null) =>
        Connect(new RecoveryRequest(token, offset), true, userId, session);

    private HubSocket Connect(RecoveryRequest request, bool recovery, string? userId, string? session)
    {
        var socket = new HubSocket(EngineServer.NewId(), new RecordedConnection()) { UserId = userId, SessionToken = session };
        _hub.Connect(socket, recovery ? request : null);
        return socket;
    }

    private static List<OutboundMessage> Sent(HubSocket socket) => ((RecordedConnection)socket.Connection).Sent;

    private static string Text(OutboundMessage message) => RecordedConnection.Text(message);
}
