using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Stores;

namespace Altogic.Reactive.Tests.Backend.Database.Api;

internal sealed class AnswerBufferTests
{
    private const int Limit = 100_000;

    [Test]
    public void Write_UpToTheLimit_KeepsEverything()
    {
        using var buffer = new AnswerBuffer(Limit);
        var bytes = Enumerable.Range(0, Limit - 300).Select(i => (byte)i).ToArray();

        foreach (var part in bytes.Chunk(777)) buffer.Write(part);

        Assert.That(buffer.Written.ToArray(), Is.EqualTo(bytes));
    }

    [TestCase(1)]
    [TestCase(1000)]
    [TestCase(int.MaxValue)]
    public void Write_BeyondTheLimit_IsRefused(int size)
    {
        using var buffer = new AnswerBuffer(Limit);
        for (var i = 0; i < 99; i++) buffer.Write(new byte[1000]);

        var refusal = Assert.Throws<ApiException>(() =>
        {
            while (true) buffer.Advance(Math.Min(size, buffer.GetSpan(size).Length));
        });

        Assert.That((refusal!.Status, refusal.Items[0].Code), Is.EqualTo((413, "content_too_large")));
    }

    [TestCase(10)]
    [TestCase(50_000)]
    public void Prepend_PutsWhatIsKnownLateInFront(int size)
    {
        using var buffer = new AnswerBuffer(Limit);
        buffer.Write(new byte[size].Select(_ => (byte)'x').ToArray());

        buffer.Prepend("second "u8);
        buffer.Prepend("first "u8);
        buffer.Write("!"u8);

        Assert.That(Encoding.UTF8.GetString(buffer.Written.Span), Is.EqualTo("first second " + new string('x', size) + "!"));
    }

    [TestCase(3 * SharedBytes.Largest, false)]
    [TestCase(SharedBytes.Largest / 4, true)]
    public void Dispose_GivesThePoolSmallMemoryOnly(int size, bool isPooled)
    {
        var buffer = new AnswerBuffer();
        buffer.Write(new byte[size]);
        MemoryMarshal.TryGetArray(buffer.Written, out var memory);
        buffer.Dispose();

        var rented = ArrayPool<byte>.Shared.Rent(memory.Array!.Length);

        Assert.That(ReferenceEquals(rented, memory.Array), Is.EqualTo(isPooled));
        ArrayPool<byte>.Shared.Return(rented);
    }
}
