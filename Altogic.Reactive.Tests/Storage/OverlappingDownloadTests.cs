using Altogic.Reactive.Storage;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Storage;

/// <summary>An attempt that has run out of time may still be on its way out when the next one begins.</summary>
public sealed class OverlappingDownloadTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(31);

    [Test]
    public async Task AnAttemptThatEndsLate_TouchesNothingOfTheNextOne([Values] bool isFile)
    {
        using var folder = new TemporaryFolder();
        using var memory = new MemoryStream();
        var path = Path.Combine(folder.Path, "a.bin");
        using var stuck = new SyncPoint();
        using var going = new SyncPoint();
        using var fixture = Serving(
            new SteppedStream(2, 3, (piece, _) => piece == 1 ? stuck.WaitAsync() : Task.CompletedTask),
            new SteppedStream(2, 3, (piece, _) => piece == 1 ? going.WaitAsync() : Task.CompletedTask));
        var done = new TaskCompletionSource<Result<DownloadedFile>>();
        using var subscription = fixture.File.Download(isFile ? FileTarget.ToFile(path) : FileTarget.ToStream(memory)).Subscribe(done.SetResult, done.SetException);
        await stuck.Reached;
        fixture.Scheduler.AdvanceBy(Limit);
        await going.Reached;

        stuck.Release();
        going.Release();

        Assert.That((await done.Task).IsSuccess, Is.True);
        Assert.That(isFile ? await File.ReadAllBytesAsync(path) : memory.ToArray(), Is.EqualTo(new byte[] { 1, 1, 1, 2, 2, 2 }));
        // the late one removes what it has written when it ends
        await Eventually.HoldsAsync(() => Directory.GetFiles(folder.Path).Length == (isFile ? 1 : 0));
    }

    [Test]
    public async Task AWriteThatIsStillUnderWay_IsWaitedFor()
    {
        using var writing = new SyncPoint();
        using var target = new SlowTarget(writing);
        using var fixture = Serving(SteppedStream.Of(3, 3, _ => { }), SteppedStream.Of(1, 2, _ => { }));
        var done = new TaskCompletionSource<Result<DownloadedFile>>();
        using var subscription = fixture.File.Download(target).Subscribe(done.SetResult, done.SetException);
        fixture.Scheduler.AdvanceBy(Limit);
        Assert.That((fixture.Requests, target.Writes), Is.EqualTo((2, 1)), "the second attempt has its answer, and waits");

        writing.Release();

        Assert.That((await done.Task).IsSuccess, Is.True);
        Assert.That(target.ToArray(), Is.EqualTo(new byte[] { 1, 1 }));
    }

    private static TransferFixture Serving(Stream first, Stream second)
    {
        var attempt = 0;
        return new TransferFixture(
            (_, _) => Task.FromResult(TransferFixture.Ok(new StreamContent(attempt++ == 0 ? first : second))), RetryPolicy.Default);
    }

    /// <summary>The first write takes until it is let go, whatever is cancelled meanwhile.</summary>
    private sealed class SlowTarget(SyncPoint writing) : MemoryStream
    {
        public int Writes { get; private set; }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (++Writes == 1) await writing.WaitAsync();
            Write(buffer.Span);
        }

        public override async Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            await WriteAsync(buffer.AsMemory(offset, count), cancellationToken);
    }
}
