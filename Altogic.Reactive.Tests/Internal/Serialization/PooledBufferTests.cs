using Altogic.Reactive.Internal.Serialization;

namespace Altogic.Reactive.Tests.Internal.Serialization;

public sealed class PooledBufferTests
{
    [FsCheck.NUnit.Property]
    public void Written_IsEverythingInOrder(byte[][] parts)
    {
        using var buffer = new PooledBuffer(1);
        foreach (var part in parts)
        {
            part.CopyTo(buffer.GetSpan(part.Length));
            buffer.Advance(part.Length);
        }

        Assert.That(buffer.Written.ToArray(), Is.EqualTo(parts.SelectMany(part => part).ToArray()));
    }

    [Test]
    public void Clear_KeepsTheMemoryAndForgetsTheContent()
    {
        using var buffer = new PooledBuffer();
        buffer.GetSpan(1)[0] = 1;
        buffer.Advance(1);
        buffer.Clear();
        Assert.That(buffer.Written.IsEmpty, Is.True);
    }

    [Test]
    public void Advance_BeyondTheMemory_Throws()
    {
        using var buffer = new PooledBuffer();
        var free = buffer.GetMemory().Length;
        Assert.That(() => buffer.Advance(free + 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => buffer.Advance(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Dispose_Twice_ReturnsTheMemoryOnce()
    {
        var buffer = new PooledBuffer();
        buffer.Dispose();
        buffer.Dispose();
        Assert.That(buffer.Written.IsEmpty, Is.True);
    }
}
