using System.Text;
using Altogic.Reactive.Internal.EngineIO.Codec;
using Altogic.Reactive.Internal.Serialization;
using Altogic.Reactive.Internal.SocketIO.Codec;

namespace Altogic.Reactive.Tests.Internal.SocketIO.Codec;

/// <summary>The examples of the protocol document, and what is none of them.</summary>
public sealed class SocketPacketCodecTests
{
    [TestCase("0", "Connect", "/", null, 0, "")]
    [TestCase("0{\"token\":\"123\"}", "Connect", "/", null, 0, "{\"token\":\"123\"}")]
    [TestCase("0/admin,{\"sid\":\"oSO0OpakMV_3jnilAAAA\"}", "Connect", "/admin", null, 0, "{\"sid\":\"oSO0OpakMV_3jnilAAAA\"}")]
    [TestCase("0/admin,", "Connect", "/admin", null, 0, "")]
    [TestCase("0/admin", "Connect", "/admin", null, 0, "")]
    [TestCase("0/,", "Connect", "/", null, 0, "")]
    [TestCase("1", "Disconnect", "/", null, 0, "")]
    [TestCase("1/admin,", "Disconnect", "/admin", null, 0, "")]
    [TestCase("2[\"foo\"]", "Event", "/", null, 0, "[\"foo\"]")]
    [TestCase("212[\"foo\"]", "Event", "/", 12L, 0, "[\"foo\"]")]
    [TestCase("2/admin,[\"bar\"]", "Event", "/admin", null, 0, "[\"bar\"]")]
    [TestCase("2/admin,0[\"bar\"]", "Event", "/admin", 0L, 0, "[\"bar\"]")]
    [TestCase("2[\"a,b\",\"/x\"]", "Event", "/", null, 0, "[\"a,b\",\"/x\"]")]
    [TestCase("3/admin,13[\"bar\"]", "Ack", "/admin", 13L, 0, "[\"bar\"]")]
    [TestCase("312[]", "Ack", "/", 12L, 0, "[]")]
    [TestCase("4{\"message\":\"Not authorized\"}", "ConnectError", "/", null, 0, "{\"message\":\"Not authorized\"}")]
    [TestCase("4\"no\"", "ConnectError", "/", null, 0, "\"no\"")]
    [TestCase("51-[\"baz\",{\"_placeholder\":true,\"num\":0}]", "BinaryEvent", "/", null, 1, "[\"baz\",{\"_placeholder\":true,\"num\":0}]")]
    [TestCase("52-/admin,7[\"baz\",{}]", "BinaryEvent", "/admin", 7L, 2, "[\"baz\",{}]")]
    [TestCase("61-15[\"bar\",{\"_placeholder\":true,\"num\":0}]", "BinaryAck", "/", 15L, 1, "[\"bar\",{\"_placeholder\":true,\"num\":0}]")]
    public void TryRead_OfAPacket_GivesItsParts(string text, string type, string ns, long? id, int attachments, string payload)
    {
        Assert.That(SocketPacketCodec.TryRead(Encoding.UTF8.GetBytes(text), out var packet, out var error), Is.True, error.ToString());
        Assert.That(packet.Type.ToString(), Is.EqualTo(type));
        Assert.That(packet.Namespace, Is.EqualTo(ns));
        Assert.That(packet.Id, Is.EqualTo(id));
        Assert.That(packet.AttachmentCount, Is.EqualTo(attachments));
        Assert.That(Encoding.UTF8.GetString(packet.Payload.ToArray()), Is.EqualTo(payload));
    }

    [TestCase("", "Empty")]
    [TestCase("7", "UnknownType")]
    [TestCase("x[\"a\"]", "UnknownType")]
    [TestCase("2", "InvalidPayload")]
    [TestCase("2{}", "InvalidPayload")]
    [TestCase("2[\"x\",", "InvalidPayload")]
    [TestCase("2\"x\"", "InvalidPayload")]
    [TestCase("2/admin", "InvalidPayload")]
    [TestCase("0[]", "InvalidPayload")]
    [TestCase("0\"x\"", "InvalidPayload")]
    [TestCase("1{}", "InvalidPayload")]
    [TestCase("3[]", "InvalidId")]
    [TestCase("31{}", "InvalidPayload")]
    [TestCase("4", "InvalidPayload")]
    [TestCase("4[]", "InvalidPayload")]
    [TestCase("012", "InvalidId")]
    [TestCase("41{}", "InvalidId")]
    [TestCase("21234567890123456[\"x\"]", "InvalidId")]
    [TestCase("5[\"x\"]", "InvalidAttachmentCount")]
    [TestCase("5-[\"x\"]", "InvalidAttachmentCount")]
    [TestCase("50-[\"x\"]", "InvalidAttachmentCount")]
    [TestCase("51[\"x\"]", "InvalidAttachmentCount")]
    [TestCase("51", "InvalidAttachmentCount")]
    [TestCase("59999999-[\"x\"]", "InvalidAttachmentCount")]
    [TestCase("2/admin[\"a,b\"]", "InvalidNamespace")]
    public void TryRead_OfSomethingElse_SaysWhy(string text, string error)
    {
        Assert.That(SocketPacketCodec.TryRead(Encoding.UTF8.GetBytes(text), out _, out var found), Is.False);
        Assert.That(found.ToString(), Is.EqualTo(error));
    }

    [TestCase("Connect", "/", null, 0, "0")]
    [TestCase("Connect", "/admin", null, 0, "0/admin,")]
    [TestCase("Event", "/", 12L, 0, "212")]
    [TestCase("BinaryEvent", "/admin", 3L, 2, "52-/admin,3")]
    [TestCase("Ack", "/", 0L, 0, "30")]
    public void WriteHead_WritesTheFormOfTheProtocolDocument(string type, string ns, long? id, int attachments, string expected)
    {
        using var output = new PooledBuffer(1);
        SocketPacketCodec.WriteHead(output, Enum.Parse<SocketPacketType>(type), ns, id, attachments);
        Assert.That(Encoding.UTF8.GetString(output.Written.ToArray()), Is.EqualTo(expected));
    }

    [FsCheck.NUnit.Property]
    public void WriteHead_ThenTryRead_GivesTheSameParts(byte kind, uint number, byte attachments, bool isNamed, string? argument)
    {
        var type = (SocketPacketType)(kind % 7);
        var isBinary = type is SocketPacketType.BinaryEvent or SocketPacketType.BinaryAck;
        var isAck = type is SocketPacketType.Ack or SocketPacketType.BinaryAck;
        long? id = isAck || (type is SocketPacketType.Event or SocketPacketType.BinaryEvent && number % 2 == 0) ? number : null;
        var count = isBinary ? attachments + 1 : 0;
        var ns = isNamed ? "/çay-" + number : "/";
        var payload = Payload(type, argument);
        using var output = new PooledBuffer(1);
        SocketPacketCodec.WriteHead(output, type, ns, id, count);
        var whole = output.Written.ToArray().Concat(payload).ToArray();
        Assert.That(SocketPacketCodec.TryRead(whole, out var packet, out var error), Is.True, error.ToString());
        Assert.That(
            (packet.Type, packet.Namespace, packet.Id, packet.AttachmentCount), Is.EqualTo((type, ns, id, count)));
        Assert.That(packet.Payload.ToArray(), Is.EqualTo(payload));
    }

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public void TryRead_OfAnyBytes_GivesAPacketOrAnError(byte[] text)
    {
        var isRead = SocketPacketCodec.TryRead(text, out var packet, out var error);
        Assert.That(error == PacketError.None, Is.EqualTo(isRead));
        Assert.That(packet.Payload.Length, Is.LessThanOrEqualTo(text.Length));
    }

    private static byte[] Payload(SocketPacketType type, string? argument) => Encoding.UTF8.GetBytes(type switch
    {
        SocketPacketType.Connect or SocketPacketType.ConnectError => Newtonsoft.Json.JsonConvert.SerializeObject(new { message = argument }),
        SocketPacketType.Disconnect => "",
        _ => Newtonsoft.Json.JsonConvert.SerializeObject(new[] { argument }),
    });
}
