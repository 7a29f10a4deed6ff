using System.Reactive.Linq;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Realtime;

/// <summary>Our client puts the same packets on the wire as the official one, and makes the same of those that come.</summary>
public sealed class RealtimeWireTests
{
    private static readonly WireExamples Examples = new("realtime-wire.json");

    private static IEnumerable<string> Names => RealtimeWireCalls.Table.Keys;

    [Test]
    public void Examples_AreAllCalledOrExcused() =>
        Assert.That(RealtimeWireCalls.Table.Keys.Concat(RealtimeWireCalls.Without.Keys), Is.EquivalentTo(Examples.Names));

    [Test]
    public void Differences_AllHaveAReason() => Assert.That(
        RealtimeWireCalls.Table.Where(c => c.Value.Why is null && (c.Value.Instead is not null || c.Value.Heard is not null || c.Value.IsRefused)).Select(c => c.Key),
        Is.Empty);

    [TestCaseSource(nameof(Names))]
    public void Call_OfAnExample_IsTheOfficialOne(string name)
    {
        var (example, call) = (Examples[name], RealtimeWireCalls.Table[name]);
        var packets = example["packets"]?.Select(packet => (string)packet!).ToList() ?? [];
        using var fixture = new RealtimeFixture(Options(example), url: (string?)example["envUrl"] ?? "http://app.c1.altogic.localhost");
        if (packets.FirstOrDefault(packet => packet.StartsWith("<1 44", StringComparison.Ordinal)) is { } refusal) fixture.Server.Answer = _ => refusal[3..];
        if (example["request"] is { } request) fixture.Http.On("POST", ((string)request!).Split(' ')[1]).Reply((int)example["status"]!, (string)example["reply"]!);
        if (call.IsRefused)
        {
            Assert.That(() => call.Run(fixture), Throws.InstanceOf<ArgumentException>());
            return;
        }

        var heard = call.Run(fixture);
        foreach (var packet in packets.Where(packet => packet[0] == '<' && !packet.StartsWith("<1 44", StringComparison.Ordinal))) fixture.Server.Last.Send(packet[3..]);
        fixture.Advance(TimeSpan.FromSeconds(1));

        var sent = fixture.Server.Transports.SelectMany((transport, index) => transport.Written.Select(frame => $">{index + 1} {frame}"));
        Assert.That(sent, Is.EqualTo(call.Instead ?? packets.Where(packet => packet[0] == '>')));
        CheckHeard(example, call, heard);
        if (example["body"] is { } body) Assert.That(fixture.Http.Single.Json!.ToString(Formatting.None), Is.EqualTo(body.ToString(Formatting.None)));
    }

    private static void CheckHeard(JObject example, RealtimeWireCall call, RxContractChecker<JToken?>? heard)
    {
        if (heard is null)
        {
            Assert.That(example["listeners"], Is.Null, "what a listener of the official client gets is observed in ours too");
            return;
        }

        heard.Verify();
        var official = call.Heard is { } other
            ? JArray.Parse(other).Select(token => token)
            : example["listeners"] is { } listeners ? listeners.Select(listener => listener["args"]![0]!) : new JArray(JToken.Parse((string)example["reply"]!));
        Assert.That(
            heard.Values.Select(token => (token ?? JValue.CreateNull()).ToString(Formatting.None)), Is.EqualTo(official.Select(token => token.ToString(Formatting.None))));
    }

    private static RealtimeOptions Options(JObject example)
    {
        var given = example["options"]?["realtime"] as JObject ?? [];
        return new RealtimeOptions
        {
            Recovery = false,
            AutoJoinChannels = (bool?)given["autoJoinChannels"] ?? true,
            EchoMessages = (bool?)given["echoMessages"] ?? true,
            BufferMessages = (bool?)given["bufferMessages"] ?? true,
        };
    }
}
