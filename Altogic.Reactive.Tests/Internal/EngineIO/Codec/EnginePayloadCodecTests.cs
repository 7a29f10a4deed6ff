using System.Text;
using Altogic.Reactive.Internal.EngineIO.Codec;
using Altogic.Reactive.Internal.Serialization;

namespace Altogic.Reactive.Tests.Internal.EngineIO.Codec;

public sealed class EnginePayloadCodecTests
{
    private const string ThreePackets = "4hello\u001e2\u001e4world";

    [Test]
    public void TryRead_OfSeveralPackets_GivesAllInOrder()
    {
        var packets = Read(ThreePackets, PacketError.None);
        Assert.That(packets.Select(Text), Is.EqualTo(new[] { "Message hello", "Ping ", "Message world" }));
    }

    [Test]
    public void TryRead_OfBinary_DecodesIt()
    {
        var packets = Read("4hello\u001ebAQIDBA==", PacketError.None);
        Assert.That(packets[1].IsBinary, Is.True);
        Assert.That(packets[1].Type, Is.EqualTo(EnginePacketType.Message));
        Assert.That(packets[1].Data.ToArray(), Is.EqualTo(new byte[] { 1, 2, 3, 4 }));
    }

    [TestCase("b", ExpectedResult = 0)]
    [TestCase("bAQ==", ExpectedResult = 1)]
    public int TryRead_OfLittleBinary_GivesItsBytes(string body) => Read(body, PacketError.None).Single().Data.Length;

    [TestCase("", "Empty", 0)]
    [TestCase("4a\u001e", "Empty", 1)]
    [TestCase("\u001e4a", "Empty", 0)]
    [TestCase("4a\u001e\u001e4b", "Empty", 1)]
    [TestCase("4a\u001e9", "UnknownType", 1)]
    [TestCase("bAQ=", "InvalidBase64", 0)]
    [TestCase("bA", "InvalidBase64", 0)]
    [TestCase("b!!!!", "InvalidBase64", 0)]
    [TestCase("bAQ==AQ==", "InvalidBase64", 0)]
    public void TryRead_OfSomethingElse_SaysWhyAndKeepsWhatCameBefore(string body, string error, int before)
    {
        var packets = new List<EnginePacket>();
        Assert.That(EnginePayloadCodec.TryRead(Encoding.UTF8.GetBytes(body), packets, out var found), Is.False);
        Assert.That(found.ToString(), Is.EqualTo(error));
        Assert.That(packets, Has.Count.EqualTo(before));
    }

    [Test]
    public void Append_WritesTheFormOfTheProtocolDocument()
    {
        using var output = new PooledBuffer();
        EnginePayloadCodec.Append(output, new EnginePacket(EnginePacketType.Message, Encoding.UTF8.GetBytes("hello")), isFirst: true);
        EnginePayloadCodec.Append(output, new EnginePacket(EnginePacketType.Message, new byte[] { 1, 2, 3, 4 }, IsBinary: true), isFirst: false);
        Assert.That(Encoding.UTF8.GetString(output.Written.ToArray()), Is.EqualTo("4hello\u001ebAQIDBA=="));
    }

    [FsCheck.NUnit.Property]
    public void Append_ThenTryRead_GivesTheSamePackets((byte Type, byte[] Data, bool IsBinary)[] parts)
    {
        var packets = parts.Select(Make).ToList();
        if (packets.Count == 0) return;
        using var output = new PooledBuffer(1);
        var size = 0L;
        foreach (var packet in packets)
        {
            size += EnginePayloadCodec.SizeOf(packet) + (output.Length == 0 ? 0 : 1);
            EnginePayloadCodec.Append(output, packet, output.Length == 0);
        }

        Assert.That(size, Is.EqualTo(output.Length), "SizeOf says what Append writes");
        var read = new List<EnginePacket>();
        Assert.That(EnginePayloadCodec.TryRead(output.Written, read, out _), Is.True);
        Assert.That(read.Select(Describe), Is.EqualTo(packets.Select(Describe)));
    }

    [FsCheck.NUnit.Property]
    public void TryRead_OfAnyBytes_GivesPacketsOrAnError(byte[] body)
    {
        var packets = new List<EnginePacket>();
        var isRead = EnginePayloadCodec.TryRead(body, packets, out var error);
        Assert.That(error == PacketError.None, Is.EqualTo(isRead));
        Assert.That(packets.Sum(packet => (long)packet.Data.Length), Is.LessThanOrEqualTo(body.Length), "memory is bounded by the input");
    }

    private static EnginePacket Make((byte Type, byte[] Data, bool IsBinary) part) => part.IsBinary
        ? EnginePacketCodec.ReadBinary(part.Data)
        : new EnginePacket((EnginePacketType)(part.Type % 7), part.Data.Where(b => b != EnginePayloadCodec.Separator).ToArray());

    private static string Describe(EnginePacket packet) => $"{packet.Type} {packet.IsBinary} {Convert.ToBase64String(packet.Data.ToArray())}";

    private static string Text(EnginePacket packet) => $"{packet.Type} {Encoding.UTF8.GetString(packet.Data.ToArray())}";

    private static List<EnginePacket> Read(string body, PacketError expected)
    {
        var packets = new List<EnginePacket>();
        EnginePayloadCodec.TryRead(Encoding.UTF8.GetBytes(body), packets, out var error);
        Assert.That(error, Is.EqualTo(expected));
        return packets;
    }
}
