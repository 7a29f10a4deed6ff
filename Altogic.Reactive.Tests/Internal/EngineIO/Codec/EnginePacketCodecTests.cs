using System.Text;
using Altogic.Reactive.Internal.EngineIO.Codec;
using Altogic.Reactive.Internal.Serialization;

namespace Altogic.Reactive.Tests.Internal.EngineIO.Codec;

/// <summary>Packets in WebSocket frames; the texts are those of the protocol document.</summary>
public sealed class EnginePacketCodecTests
{
    [TestCase("0{\"sid\":\"lv_VI97HAXpY6yYWAAAC\",\"upgrades\":[\"websocket\"],\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000}", 0)]
    [TestCase("1", 1)]
    [TestCase("2", 2)]
    [TestCase("2probe", 2)]
    [TestCase("3probe", 3)]
    [TestCase("4hello", 4)]
    [TestCase("4€", 4)]
    [TestCase("5", 5)]
    [TestCase("6", 6)]
    public void TryReadText_OfAPacket_GivesTypeAndTheRest(string text, int type)
    {
        Assert.That(EnginePacketCodec.TryReadText(Encoding.UTF8.GetBytes(text), out var packet, out var error), Is.True);
        Assert.That(error, Is.EqualTo(PacketError.None));
        Assert.That((int)packet.Type, Is.EqualTo(type));
        Assert.That(packet.IsBinary, Is.False);
        Assert.That(Encoding.UTF8.GetString(packet.Data.ToArray()), Is.EqualTo(text[1..]));
    }

    [TestCase("", "Empty")]
    [TestCase("7", "UnknownType")]
    [TestCase("abc", "UnknownType")]
    [TestCase("bAQIDBA==", "UnknownType")]
    [TestCase("\u00044", "UnknownType")]
    public void TryReadText_OfSomethingElse_SaysWhy(string text, string error)
    {
        Assert.That(EnginePacketCodec.TryReadText(Encoding.UTF8.GetBytes(text), out _, out var found), Is.False);
        Assert.That(found.ToString(), Is.EqualTo(error));
    }

    [Test]
    public void ReadBinary_IsAMessageOfTheWholeFrame()
    {
        var packet = EnginePacketCodec.ReadBinary(new byte[] { 1, 2, 3, 4 });
        Assert.That(packet.Type, Is.EqualTo(EnginePacketType.Message));
        Assert.That(packet.IsBinary, Is.True);
        Assert.That(packet.Data.ToArray(), Is.EqualTo(new byte[] { 1, 2, 3, 4 }));
    }

    [Test]
    public void WriteText_PutsTheTypeBeforeTheData()
    {
        using var output = new PooledBuffer();
        EnginePacketCodec.WriteText(output, EnginePacketType.Message, Encoding.UTF8.GetBytes("2[\"x\"]"));
        EnginePacketCodec.WriteText(output, EnginePacketType.Ping, default);
        Assert.That(Encoding.UTF8.GetString(output.Written.ToArray()), Is.EqualTo("42[\"x\"]2"));
    }
}
