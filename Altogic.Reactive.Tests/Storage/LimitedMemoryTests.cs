using Altogic.Reactive.Internal.Serialization;
using Altogic.Reactive.Internal.Transfers;

namespace Altogic.Reactive.Tests.Storage;

public sealed class LimitedMemoryTests
{
    [Test]
    public async Task Bytes_ThatWereAnnounced_AreNotCopied()
    {
        using var memory = new LimitedMemory(100);
        memory.Expect(4);
        await memory.WriteAsync(new byte[] { 1, 2 });
        await memory.WriteAsync(new byte[] { 3, 4 });
        Assert.That(memory.Take(), Is.EqualTo(new byte[] { 1, 2, 3, 4 }).And.SameAs(memory.GetBuffer()));
    }

    [TestCase(null)]
    [TestCase(1L)]
    [TestCase(50L)]
    public async Task Bytes_OfAnotherNumberThanAnnounced_AreThoseThatCame(long? announced)
    {
        using var memory = new LimitedMemory(100);
        if (announced is { } length) memory.Expect(length);
        await memory.WriteAsync(new byte[] { 1, 2, 3 });
        Assert.That(memory.Take(), Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    [Test]
    public void Announcement_BeyondTheLimit_IsRefusedAtOnce()
    {
        using var memory = new LimitedMemory(100);
        Assert.That(() => memory.Expect(101), Throws.TypeOf<AnswerTooLargeException>());
        Assert.That(memory.Capacity, Is.Zero);
    }
}
