using System.Reactive.Linq;
using Altogic.Reactive.Realtime;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Realtime;

/// <summary>The realtime calls of the official client as ours.</summary>
internal static class RealtimeWireCalls
{
    private const string Blank = "A required argument is missing; it is an exception at the call.";
    private const string Auth = """>1 40{"echoMessages":true,"subdomain":"app","envId":"","clientKey":"client-key-1"}""";
    private const string Once = "It is sent once: a command that waits is not repeated.";
    private const string OneArgument = "Servers of Altogic send one argument; ours are read from it.";

    /// <summary>Examples without a counterpart in C#, with the reason.</summary>
    public static readonly IReadOnlyDictionary<string, string> Without = new Dictionary<string, string>
    {
        ["realtime.onConnect/null-listener"] = "Rx itself refuses an observer that is null.",
        ["realtime.once/null-listener"] = "The same.",
        ["realtime.off/plain"] = "Subscriptions are disposed one by one.",
        ["realtime.off/event-only-two-listeners"] = "The same; nobody can end somebody else's.",
        ["realtime.offAny/plain"] = "The same.",
        ["realtime.getListeners/plain"] = "Whoever subscribes holds its subscription.",
    };

    public static readonly IReadOnlyDictionary<string, RealtimeWireCall> Table = new Dictionary<string, RealtimeWireCall>
    {
        ["realtime.getMembers/plain"] = Members(connect: false),
        ["realtime.getMembers/with-connection"] = Members(connect: true),
        ["realtime.getMembers/blank"] = RealtimeWireCall.Refused(Blank, realtime => realtime.GetMembers("  ")),
        ["realtime.connect/plain"] = RealtimeWireCall.Connected(_ => { }),
        ["realtime.connect/path-without-env-id"] = RealtimeWireCall.Connected(_ => { }),
        ["realtime.connect/url-loopback-address"] = RealtimeWireCall.Connected(_ => { }) with
        {
            Why = "An IP address has no labels; the official client makes realtime.0.0.1 of it. The rest is in RealtimeAddressTests.",
            Instead = [""">1 40{"echoMessages":true,"subdomain":"","envId":"","clientKey":"client-key-1"}"""],
        },
        ["realtime.connect/url-https-engine"] = RealtimeWireCall.Connected(_ => { }) with
        {
            Why = "The recording has no packets; the address is in RealtimeAddressTests.",
            Instead = [""">1 40{"echoMessages":true,"subdomain":"","envId":"62a1f6b5","clientKey":"client-key-1"}"""],
        },
        ["realtime.connect/refused"] = Refusal(),
        ["realtime.onError/plain"] = Refusal(),
        ["realtime.onConnect/plain"] = States(state => state is ConnectionState.Connected, "[true]"),
        ["realtime.onConnect/after-connected"] = RealtimeWireCall.Connected(fixture => fixture.Observe(fixture.Manager.ConnectionChanges)),
        ["realtime.onDisconnect/plain"] = States(state => state is ConnectionState.Closed, "[true]", fixture => fixture.ResultOf(fixture.Manager.Close())),
        ["realtime.onDisconnect/transport-lost"] = Drop(state => state.NextAttempt is not null, state => state.Cause!.Items[0].Code) with
        {
            Why = "A listener of the official client gets a text and the error of its transport; ours gets the state with its cause.",
            Heard = "[\"connection_lost\"]",
        },
        ["realtime.onReconnectAttempt/plain"] = Drop(state => state.NextAttempt is null, state => state.Attempt),
        ["realtime.open/plain"] = RealtimeWireCall.Connected(fixture =>
        {
            fixture.ResultOf(fixture.Manager.Close());
            fixture.Connect();
        }),
        ["realtime.open/when-open"] = RealtimeWireCall.Connected(fixture =>
        {
            fixture.Connect();
            Assert.That(fixture.Manager.IsConnected, Is.True);
        }),
        ["realtime.close/plain"] = RealtimeWireCall.Connected(fixture =>
        {
            fixture.ResultOf(fixture.Manager.Close());
            Assert.That(fixture.Manager.IsConnected, Is.False);
        }),
        ["realtime.getSocketId/plain"] = RealtimeWireCall.Connected(fixture => Assert.That(fixture.Manager.SocketId, Is.EqualTo("socket-1"))),
        ["realtime.getSocketId/before-connected"] = new(fixture =>
        {
            Assert.That(fixture.Manager.SocketId, Is.Null);
            fixture.Connect();
            return null;
        }),
        ["realtime.isConnected/plain"] = RealtimeWireCall.Connected(fixture => Assert.That(fixture.Manager.IsConnected, Is.True)),
        ["realtime.join/plain"] = RealtimeWireCall.Command(realtime => realtime.Join("room1")),
        ["realtime.join/echo-true"] = RealtimeWireCall.Command(realtime => realtime.Join("room1", echo: true)),
        ["realtime.join/echo-false"] = RealtimeWireCall.Command(realtime => realtime.Join("room1", echo: false)),
        ["realtime.join/special"] = RealtimeWireCall.Command(realtime => realtime.Join("a+b&c=d %41?#é 漢 😀\"'\\/")),
        ["realtime.join/blank"] = RealtimeWireCall.Refused(Blank, realtime => realtime.Join("  ")),
        ["realtime.join/before-connected"] = RealtimeWireCall.First(realtime => realtime.Join("room1")) with
        {
            Why = Once,
            Instead = [Auth, """>1 42["join",{"channel":"room1"}]"""],
        },
        ["realtime.join/before-connected-no-auto"] = RealtimeWireCall.First(realtime => realtime.Join("room1")),
        ["realtime.join/before-connected-echo-off"] = RealtimeWireCall.First(realtime => realtime.Join("room1")) with
        {
            Why = Once,
            Instead = [Auth.Replace("true", "false", StringComparison.Ordinal), """>1 42["join",{"channel":"room1"}]"""],
        },
        ["realtime.join/rejoin-after-close-open"] = RealtimeWireCall.Connected(fixture =>
        {
            fixture.ResultOf(fixture.Manager.Join("room1"));
            fixture.ResultOf(fixture.Manager.Close());
            fixture.Connect();
        }),
        ["realtime.leave/plain"] = RealtimeWireCall.Command(realtime => realtime.Leave("room1")),
        ["realtime.send/plain"] = RealtimeWireCall.Command(realtime => realtime.Send("room1", "hello", new { text = "hi" })),
        ["realtime.send/echo-dropped-when-buffering"] = RealtimeWireCall.Command(realtime => realtime.Send("room1", "hello", new { text = "hi" }, echo: false)) with
        {
            Why = "An echo that is given is sent, whether messages are buffered or not.",
            Instead = [Auth, """>1 42["message",{"channel":"room1","eventName":"hello","message":{"text":"hi"},"echo":false}]"""],
        },
        ["realtime.send/unbuffered-echo-true"] = RealtimeWireCall.Command(realtime => realtime.Send("room1", "hello", new { text = "hi" }, echo: true)),
        ["realtime.send/message-null"] = RealtimeWireCall.Command(realtime => realtime.Send("room1", "hello", null)),
        ["realtime.send/message-buffer"] = RealtimeWireCall.Command(realtime => realtime.Send("room1", "hello", new byte[] { 0, 1, 255 })),
        ["realtime.send/message-empty-buffer"] = RealtimeWireCall.Command(realtime => realtime.Send("room1", "hello", Array.Empty<byte>())),
        ["realtime.send/before-connected-unbuffered"] = RealtimeWireCall.First(realtime => realtime.Send("room1", "one", 1)),
        ["realtime.send/order-many"] = RealtimeWireCall.Command(realtime => Enumerable.Range(0, 12).Select(i => realtime.Send("room1", "n", i)).Merge()),
        ["realtime.broadcast/plain"] = RealtimeWireCall.Command(realtime => realtime.Broadcast("hello", new { text = "hi" })),
        ["realtime.broadcast/unbuffered-echo-false"] = RealtimeWireCall.Command(realtime => realtime.Broadcast("hello", 1, echo: false)),
        ["realtime.broadcast/blank-event"] = RealtimeWireCall.Refused(Blank, realtime => realtime.Broadcast("  ", 1)),
        ["realtime.broadcast/binary"] = RealtimeWireCall.Command(realtime => realtime.Broadcast("bin", new byte[] { 1, 2, 3 })),
        ["realtime.updateProfile/plain"] = RealtimeWireCall.Command(realtime => realtime.UpdateProfile(new { name = "Ada", age = 36 })),
        ["realtime.updateProfile/resent-before-joins"] = RealtimeWireCall.Connected(fixture =>
        {
            fixture.ResultOf(fixture.Manager.Join("room1"));
            fixture.ResultOf(fixture.Manager.UpdateProfile(new { a = 1 }));
            fixture.Server.Last.End();
        }),
        ["realtime.on/plain"] = On(),
        ["realtime.on/two-listeners"] = RealtimeWireCall.Observing(realtime => realtime.On("hello").Merge(realtime.On("hello")), Official),
        ["realtime.on/same-listener-twice"] = RealtimeWireCall.Observing(realtime => realtime.On("hello").Merge(realtime.On("hello")), Official),
        ["realtime.on/several-arguments"] = RealtimeWireCall.Observing(realtime => realtime.On("hello"), message => message.Message) with
        {
            Why = OneArgument,
            Heard = "[1]",
        },
        ["realtime.onAny/plain"] = RealtimeWireCall.Observing(realtime => realtime.OnAny(), message => message.Event),
        ["realtime.once/plain"] = RealtimeWireCall.Observing(realtime => realtime.On("hello").Take(1), message => message.Message),
        ["realtime.onJoin/plain"] = Change(realtime => realtime.Joins),
        ["realtime.onLeave/plain"] = Change(realtime => realtime.Leaves),
        ["realtime.onUpdate/plain"] = Change(realtime => realtime.Updates),
        ["realtime.onUserEvent/plain"] = RealtimeWireCall.Observing(
            realtime => realtime.UserEvents, change => new JArray(change.Name, change.Session?.ToJson() ?? (JToken)JValue.CreateNull())) with
        {
            Why = "The event's name comes with the session; what is no session is none.",
            Heard = """
                [["user:signin",{"token":"t","userId":"u"}],["user:signout",null],["user:update",null],["user:delete",null],
                ["user:pwdchange",null],["user:emailchange",null],["user:phonechange",null]]
                """,
        },
        ["realtime.ack/server-asks-ack"] = On(),
        ["realtime.ping/answers-ping"] = RealtimeWireCall.Connected(_ => { }),
    };

    private static RealtimeWireCall On() => RealtimeWireCall.Observing(realtime => realtime.On("hello"), Official);

    private static JToken Official(RealtimeMessage message) => new JObject { ["channel"] = message.Channel, ["message"] = message.Message };

    private static RealtimeWireCall Change(Func<RealtimeManager, IObservable<MemberChange>> stream) => RealtimeWireCall.Observing(stream, change =>
        new JObject { ["channel"] = change.Channel, ["message"] = new JObject { ["id"] = change.Member.Id, ["data"] = change.Member.Data } });

    private static RealtimeWireCall Members(bool connect) => new(fixture =>
    {
        if (connect) fixture.Connect();
        return fixture.Observe(fixture.Manager.GetMembers("room1").Select(
            result => (JToken?)JToken.FromObject(result.ValueOrThrow().Select(member => new { id = member.Id, data = member.Data }))));
    });

    private static RealtimeWireCall States(Func<ConnectionState, bool> isWanted, string heard, Action<RealtimeFixture>? then = null) => new(fixture =>
    {
        var states = fixture.Observe(fixture.Manager.ConnectionChanges.Where(isWanted).Select(_ => (JToken?)true));
        fixture.Connect();
        then?.Invoke(fixture);
        return states;
    })
    {
        Why = "A listener of the official client gets nothing, or a text; ours gets the state.",
        Heard = heard,
    };

    private static RealtimeWireCall Refusal() => new(fixture => fixture.Observe(fixture.Manager.Connect().Select(result => (JToken?)new JObject
    {
        ["$error"] = new JObject { ["name"] = "Error", ["message"] = result.Errors!.StatusText, ["data"] = result.Errors.Items[0].Details },
    })));

    private static RealtimeWireCall Drop(Func<ConnectionState.Connecting, bool> isWanted, Func<ConnectionState.Connecting, JToken?> heard) => new(fixture =>
    {
        fixture.Connect();
        var states = fixture.Observe(fixture.Manager.ConnectionChanges.OfType<ConnectionState.Connecting>().Where(isWanted).Select(heard));
        fixture.Server.Last.End();
        fixture.Advance(TimeSpan.FromSeconds(1));
        Assert.That(fixture.Manager.SocketId, Is.EqualTo("socket-2"));
        return states;
    });
}
