using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Stores;
using Altogic.Reactive.Tests.Testing;

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

    [Test]
    public void Write_BeyondWhatAllAnswersShare_IsRefusedUntilOthersAreSent()
    {
        var memory = new AnswerMemory(4_000_000);
        var sent = new AnswerBuffer(memory: memory);
        sent.Write(new byte[1_500_000]);

        var refusal = Assert.Throws<ApiException>(Collect)!;
        sent.Dispose();

        Assert.That((refusal.Status, refusal.Items[0].Code), Is.EqualTo((503, "server_busy")));
        Assert.That(refusal.RetryAfter, Is.Not.Null);
        Assert.That(Collect, Throws.Nothing);

        void Collect()
        {
            using var late = new AnswerBuffer(memory: memory);
            late.Write(new byte[1_500_000]);
        }
    }

    [Test]
    public void Dispose_GivesEverythingBackThatWasTakenOnTheWay()
    {
        var memory = new AnswerMemory(1_000_000);
        for (var i = 0; i < 20; i++)
        {
            using var answer = new AnswerBuffer(memory: memory);
            for (var written = 0; written < 300_000; written += 1000) answer.Write(new byte[1000]);
        }

        Assert.That(() => memory.Take(1_000_000), Throws.Nothing);
    }

    [Test]
    public async Task Query_WhileOtherAnswersFillTheMemory_IsAskedToComeBack()
    {
        await using var backend = await BackendFixture.StartAsync();
        const string path = "/_api/rest/v1/db/get-list";
        var query = new JsonObject { ["model"] = "notes" };
        await backend.PostAsync("/_api/rest/v1/db/create", new JsonObject { ["model"] = "notes", ["values"] = new JsonObject { ["text"] = new string('x', 200_000) } });
        var memory = backend.Service<AnswerMemory>();
        var taken = 0;
        const int part = 16 << 20;
        while (TryTake(memory, part)) taken++;
        while (TryTake(memory, 65 << 10)) taken++;

        var busy = await backend.PostAsync(path, query);
        for (; taken > 0; taken--) memory.Give(part);

        Assert.That((busy.Status, busy.Code, busy.Header("Retry-After")), Is.EqualTo((503, "server_busy", "2")));
        Assert.That((await backend.PostAsync(path, query)).Status, Is.EqualTo(200));
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

    private static bool TryTake(AnswerMemory memory, int bytes)
    {
        try
        {
            memory.Take(bytes);
            return true;
        }
        catch (ApiException)
        {
            return false;
        }
    }
}
