using Altogic.Reactive.Internal.Serialization;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Internal.Serialization;

public sealed class JsonBodyTests
{
    [Test]
    public async Task Body_KnowsItsLengthAndType_AndCanBeSentAgain()
    {
        using var body = JsonFormat.Default.Write(new { a = "ş" });

        Assert.That(body.Headers.ContentLength, Is.EqualTo(10));
        Assert.That(body.Headers.ContentType!.ToString(), Is.EqualTo("application/json"));
        Assert.That(await Send(body), Is.EqualTo("""{"a":"ş"}"""));
        Assert.That(await Send(body), Is.EqualTo("""{"a":"ş"}"""));
    }

    [Test]
    public async Task Dispose_DuringAWrite_DoesNotGiveTheBufferAwayYet()
    {
        var body = JsonFormat.Default.Write(new string('a', 5000));
        using var middle = new SyncPoint();
        using var target = new StagedStream(middle);
        var sending = body.CopyToAsync(target);
        await middle.Reached;

        body.Dispose();
        // whoever rents next must not get the array that is being sent
        using var next = JsonFormat.Default.Write(new string('b', 5000));
        middle.Release();
        await sending;

        Assert.That(target.Text, Does.Match("^\"a{5000}\"$"));
    }

    [Test]
    public void Dispose_Twice_ReturnsTheBufferOnce()
    {
        var body = JsonFormat.Default.Write("x");
        body.Dispose();
        body.Dispose();

        using var one = JsonFormat.Default.Write("1");
        using var two = JsonFormat.Default.Write("2");
        Assert.That(async () => (await Send(one), await Send(two)), Is.EqualTo(("\"1\"", "\"2\"")));
    }

    private static async Task<string> Send(JsonBody body)
    {
        using var target = new MemoryStream();
        await body.CopyToAsync(target);
        return System.Text.Encoding.UTF8.GetString(target.ToArray());
    }

    /// <summary>Takes the first half, waits, takes the rest.</summary>
    private sealed class StagedStream(SyncPoint middle) : MemoryStream
    {
        public string Text => System.Text.Encoding.UTF8.GetString(ToArray());

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span[..(buffer.Length / 2)]);
            await middle.WaitAsync();
            Write(buffer.Span[(buffer.Length / 2)..]);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }
}
