using System.Buffers;
using Altogic.Reactive.Backend.Api;
using Altogic.Reactive.Backend.Modules;

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
}
