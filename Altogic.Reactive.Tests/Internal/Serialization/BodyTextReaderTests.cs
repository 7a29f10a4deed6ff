using System.Text;
using Altogic.Reactive.Internal.Serialization;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Internal.Serialization;

public sealed class BodyTextReaderTests
{
    private const string Text = "aş漢😀\n\"é\"";

    [Test]
    public async Task Read_InAnyBlockSize_GivesTheSameText([Range(1, 12)] int size)
    {
        Assert.That(await ReadAll(Encoding.UTF8.GetBytes(Text), size), Is.EqualTo(Text));
    }

    [Test]
    public async Task Read_AcrossPieces_GivesTheSameText()
    {
        var text = string.Concat(Enumerable.Repeat(Text, 20_000));

        Assert.That(await ReadAll(Encoding.UTF8.GetBytes(text), 4096), Is.EqualTo(text));
        Assert.That(await ReadAll(Encoding.UTF8.GetBytes("x" + text), 4095), Is.EqualTo("x" + text));
    }

    [Test]
    public void Read_ACharacterCutOffByTheEnd_Throws([Values(1, 2, 100)] int size)
    {
        var bytes = Encoding.UTF8.GetBytes("a😀")[..^1];

        Assert.That(async () => await ReadAll(bytes, size), Throws.InstanceOf<DecoderFallbackException>());
    }

    [Test]
    public async Task Read_Nothing_IsTheEnd() => Assert.That(await ReadAll([], 10), Is.Empty);

    private static async Task<string> ReadAll(byte[] bytes, int size)
    {
        using var content = new StreamContent(new UnseekableStream(bytes));
        using var body = await PooledBody.ReadAsync(content, long.MaxValue, CancellationToken.None);
        using var reader = new BodyTextReader(body);
        var text = new StringBuilder();
        var buffer = new char[size];
        while (reader.Read(buffer, 0, size) is var count && count > 0) text.Append(buffer, 0, count);
        Assert.That(reader.Read(buffer, 0, size), Is.Zero);
        return text.ToString();
    }
}
