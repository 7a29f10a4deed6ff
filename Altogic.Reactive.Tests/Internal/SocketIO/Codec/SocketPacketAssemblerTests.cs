using System.Text;
using Altogic.Reactive.Internal.EngineIO.Codec;
using Altogic.Reactive.Internal.SocketIO.Codec;

namespace Altogic.Reactive.Tests.Internal.SocketIO.Codec;

public sealed class SocketPacketAssemblerTests
{
    [Test]
    public void Add_OfAPlainPacket_CompletesItWhereItStands()
    {
        var text = Encoding.UTF8.GetBytes("2[\"x\"]");
        var status = new SocketPacketAssembler().Add(Text(text), out var message, out _);
        Assert.That(status, Is.EqualTo(AssemblyStatus.Complete));
        text[3] = (byte)'y';
        Assert.That(Encoding.UTF8.GetString(message.Packet.Payload.ToArray()), Is.EqualTo("[\"y\"]"), "nothing is copied");
    }

    [Test]
    public void Add_OfAPacketWithAttachments_CompletesItWithTheLastOne()
    {
        var assembler = new SocketPacketAssembler();
        var (text, first) = (Encoding.UTF8.GetBytes("52-7[\"x\",0,1]"), new byte[] { 1, 2 });
        Assert.That(assembler.Add(Text(text), out _, out _), Is.EqualTo(AssemblyStatus.Pending));
        Array.Clear(text, 0, text.Length);
        Assert.That(assembler.Add(EnginePacketCodec.ReadBinary(first), out _, out _), Is.EqualTo(AssemblyStatus.Pending));
        Array.Clear(first, 0, first.Length);
        var status = assembler.Add(EnginePacketCodec.ReadBinary(Array.Empty<byte>()), out var message, out _);
        Assert.That(status, Is.EqualTo(AssemblyStatus.Complete), "an empty attachment is one too");
        Assert.That(message.Packet.Id, Is.EqualTo(7));
        Assert.That(Encoding.UTF8.GetString(message.Packet.Payload.ToArray()), Is.EqualTo("[\"x\",0,1]"), "the text was copied");
        Assert.That(message.Attachments.Select(a => a.ToArray()), Is.EqualTo(new[] { new byte[] { 1, 2 }, [] }));
    }

    [Test]
    public void Add_AfterAPacketWithAttachments_StartsAnew()
    {
        var assembler = new SocketPacketAssembler();
        for (var i = 0; i < 3; i++)
        {
            assembler.Add(Text("51-[\"x\",0]"), out _, out _);
            Assert.That(assembler.Add(EnginePacketCodec.ReadBinary(new byte[i]), out var message, out _), Is.EqualTo(AssemblyStatus.Complete));
            Assert.That(message.Attachments.Single().Length, Is.EqualTo(i));
            Assert.That(assembler.Add(Text("2[\"y\"]"), out _, out _), Is.EqualTo(AssemblyStatus.Complete));
        }
    }

    [Test]
    public void Add_OfTextBetweenAttachments_Fails()
    {
        var assembler = new SocketPacketAssembler();
        assembler.Add(Text("52-[\"x\",0,1]"), out _, out _);
        assembler.Add(EnginePacketCodec.ReadBinary(new byte[1]), out _, out _);
        Assert.That(assembler.Add(Text("2[\"y\"]"), out _, out var error), Is.EqualTo(AssemblyStatus.Failed));
        Assert.That(error, Is.EqualTo(PacketError.UnexpectedText));
    }

    [Test]
    public void Add_OfAnAttachmentNobodyAnnounced_Fails()
    {
        var status = new SocketPacketAssembler().Add(EnginePacketCodec.ReadBinary(new byte[1]), out _, out var error);
        Assert.That((status, error), Is.EqualTo((AssemblyStatus.Failed, PacketError.UnexpectedBinary)));
    }

    [Test]
    public void Add_OfTooManyAttachments_Fails()
    {
        var status = new SocketPacketAssembler(maxAttachments: 10).Add(Text("511-[\"x\"]"), out _, out var error);
        Assert.That((status, error), Is.EqualTo((AssemblyStatus.Failed, PacketError.TooManyAttachments)));
    }

    [Test]
    public void Add_BeyondTheSizeLimit_Fails()
    {
        var assembler = new SocketPacketAssembler(maxBytes: 20);
        Assert.That(assembler.Add(Text("2[\"" + new string('x', 20) + "\"]"), out _, out var error), Is.EqualTo(AssemblyStatus.Failed));
        Assert.That(error, Is.EqualTo(PacketError.TooLarge));
        Assert.That(assembler.Add(Text("52-[\"x\",0,1]"), out _, out _), Is.EqualTo(AssemblyStatus.Pending));
        Assert.That(assembler.Add(EnginePacketCodec.ReadBinary(new byte[5]), out _, out _), Is.EqualTo(AssemblyStatus.Pending));
        Assert.That(assembler.Add(EnginePacketCodec.ReadBinary(new byte[5]), out _, out error), Is.EqualTo(AssemblyStatus.Failed));
        Assert.That(error, Is.EqualTo(PacketError.TooLarge));
    }

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public void Add_OfAnySequence_NeverThrowsAndKeepsNoMoreThanTheLimit((bool IsBinary, byte[] Data)[] messages)
    {
        var assembler = new SocketPacketAssembler(maxAttachments: 3, maxBytes: 64);
        foreach (var (isBinary, data) in messages)
        {
            var packet = new EnginePacket(EnginePacketType.Message, data, isBinary);
            var status = assembler.Add(packet, out var message, out var error);
            Assert.That(error == PacketError.None, Is.EqualTo(status != AssemblyStatus.Failed));
            if (status != AssemblyStatus.Complete) continue;
            var size = message.Packet.Payload.Length + message.Attachments.Sum(a => a.Length);
            Assert.That(size, Is.LessThanOrEqualTo(64));
        }
    }

    private static EnginePacket Text(string text) => Text(Encoding.UTF8.GetBytes(text));

    private static EnginePacket Text(byte[] text) => new(EnginePacketType.Message, text);
}
