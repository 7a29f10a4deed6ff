using System.Text;
using Altogic.Reactive.Backend.Realtime.EngineIO;
using Altogic.Reactive.Backend.Realtime.SocketIO;

namespace Altogic.Reactive.Tests.Backend.Realtime;

/// <summary>What goes out: frames, chains and the queue of a client.</summary>
public sealed class OutboundTests
{
    [TestCase(0, new byte[] { 0x81, 0 })]
    [TestCase(125, new byte[] { 0x81, 125 })]
    [TestCase(126, new byte[] { 0x81, 126, 0, 126 })]
    [TestCase(65535, new byte[] { 0x81, 126, 255, 255 })]
    [TestCase(65536, new byte[] { 0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0 })]
    public void Frame_HasTheHeadForItsLength(int length, byte[] head)
    {
        var message = OutboundMessage.Text(new byte[length]);
        Assert.That(message.Frame[..head.Length].ToArray(), Is.EqualTo(head));
        Assert.That(message.Frame.Length, Is.EqualTo(head.Length + length));
        Assert.That(message.Payload.Length, Is.EqualTo(length));
    }

    [Test]
    public void Chain_KeepsTheOrderOfTheAttachments()
    {
        var chain = OutboundMessage.Chain([new byte[] { 1 }, Array.Empty<byte>(), new byte[] { 3 }])!;
        Assert.That(chain.Frame.ToArray(), Is.EqualTo(new byte[] { 0x82, 1, 1 }));
        Assert.That(chain.Next!.Frame.ToArray(), Is.EqualTo(new byte[] { 0x82, 0 }));
        Assert.That(chain.Next.Next!.Payload.ToArray(), Is.EqualTo(new byte[] { 3 }));
        Assert.That((chain.Bytes, chain.Next.Next.Next), Is.EqualTo((8, (OutboundMessage?)null)));
        Assert.That(OutboundMessage.Chain([]), Is.Null);
    }

    [Test]
    public void Queue_IsBoundedInPackets()
    {
        var queue = new OutboundQueue(2, 1000);
        Assert.That((queue.TryAdd(Message(1)), queue.TryAdd(Message(1)), queue.TryAdd(Message(1))), Is.EqualTo((true, true, false)));
        Assert.That(queue.TryTake(out _), Is.True);
        Assert.That(queue.TryAdd(Message(1)), Is.True);
        Assert.That(queue.Count, Is.EqualTo(2));
    }

    [Test]
    public void Queue_IsBoundedInBytes_ButTakesOneMessageOfAnySize()
    {
        var queue = new OutboundQueue(100, 100);
        Assert.That((queue.TryAdd(Message(500)), queue.TryAdd(Message(1))), Is.EqualTo((true, false)));
        queue.TryTake(out _);
        Assert.That((queue.TryAdd(Message(50)), queue.TryAdd(Message(60)), queue.TryAdd(Message(40))), Is.EqualTo((true, false, true)));
    }

    [Test]
    public void Queue_TakesAReplayOnTopOfItsBounds()
    {
        var queue = new OutboundQueue(2, 1000);
        for (var i = 0; i < 50; i++) queue.AddReplay(Message(500));
        Assert.That((queue.TryAdd(Message(1)), queue.TryAdd(Message(1)), queue.TryAdd(Message(1))), Is.EqualTo((true, true, false)));
        for (var i = 0; i < 52; i++) Assert.That(queue.TryTake(out _), Is.True);
        Assert.That(queue.TryTake(out _), Is.False);
        Assert.That((queue.TryAdd(Message(600)), queue.TryAdd(Message(600))), Is.EqualTo((true, false)), "back to normal");
    }

    [TestCase("{}", 1, true)]
    [TestCase("""{"_placeholder":true,"num":0}""", 1, true)]
    [TestCase("""{"num":0,"_placeholder":true}""", 1, true)]
    [TestCase("""[{"a":{"_placeholder":true,"num":1}},{"_placeholder":true,"num":0}]""", 2, true)]
    [TestCase("""{"_placeholder":false,"num":9}""", 1, true)]
    [TestCase("""{"_placeholder":{"num":1},"num":{"_placeholder":1}}""", 1, true)]
    [TestCase("""{"_placeholder":true,"num":1}""", 1, false)]
    [TestCase("""{"_placeholder":true,"num":0.5}""", 1, false)]
    [TestCase("""{"_placeholder":true,"num":{"num":0}}""", 1, false)]
    [TestCase("""{"a":{"_placeholder":true}}""", 1, false)]
    [TestCase("""{"\u005fplaceholder":true,"num":5}""", 1, false)]
    public void Placeholders_MustNameAnAttachment(string json, int count, bool fit) =>
        Assert.That(Placeholders.Fit(Encoding.UTF8.GetBytes(json), count), Is.EqualTo(fit));

    private static OutboundMessage Message(int bytes) => OutboundMessage.Text(new byte[bytes - (bytes > 2 ? 2 : 0)]);
}
