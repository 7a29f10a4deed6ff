using System.Reactive;
using System.Reactive.Linq;
using Altogic.Reactive.Storage;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Storage;

public sealed class ProgressTests
{
    [Test]
    public void Upload_TellsItsProgress_AtMostTwentyTimesASecond()
    {
        TransferFixture? fixture = null;
        using var made = fixture = new TransferFixture(TransferFixture.Store);
        var observer = fixture.Scheduler.CreateObserver<Transfer<StoredFile>>();
        // 1,000 pieces, one a millisecond
        var stream = SteppedStream.Of(1000, 100, _ => fixture.Scheduler.Sleep(TimeSpan.FromMilliseconds(1).Ticks));
        using var subscription = fixture.Bucket.UploadWithProgress("a.bin", stream).Subscribe(observer);

        var transfers = Values(observer);
        var progress = transfers[..^1];
        Assert.That(progress, Has.Count.InRange(15, 22));
        Assert.That(progress[0].Progress, Is.EqualTo(new TransferProgress(0, null, 0)));
        Assert.That(progress.Select(p => p.Progress.Bytes), Is.Ordered.Ascending.And.Unique);
        Assert.That(progress.All(p => !p.IsEnded), Is.True);
        Assert.That(progress[^1].Progress.BytesPerSecond, Is.EqualTo(100_000).Within(5_000));
        Assert.That(transfers[^1].Progress.Bytes, Is.EqualTo(100_000));
        Assert.That(transfers[^1].Result!.IsSuccess, Is.True);
        Assert.That(observer.Messages[^1].Value.Kind, Is.EqualTo(NotificationKind.OnCompleted));
    }

    [Test]
    public void Upload_KnowsTheTotal_WhenTheSourceDoes()
    {
        using var fixture = new TransferFixture(TransferFixture.Store);
        var observer = fixture.Scheduler.CreateObserver<Transfer<StoredFile>>();
        using var subscription = fixture.Bucket.UploadWithProgress("a.bin", new byte[1000]).Subscribe(observer);
        var transfers = Values(observer);
        Assert.That(transfers.Select(t => t.Progress.Total), Is.All.EqualTo(1000));
        Assert.That(transfers.Select(t => t.Progress.Fraction), Is.EqualTo(new double?[] { 0, 1 }));
    }

    [Test]
    public void Download_TellsItsProgress()
    {
        TransferFixture? fixture = null;
        using var made = fixture = new TransferFixture((_, _) =>
        {
            var response = TransferFixture.Ok(new StreamContent(SteppedStream.Of(10, 100, _ => fixture!.Scheduler.Sleep(TimeSpan.FromMilliseconds(100).Ticks))));
            response.Content.Headers.ContentLength = 1000;
            return Task.FromResult(response);
        });
        var observer = fixture.Scheduler.CreateObserver<Transfer<DownloadedFile>>();
        using var target = new MemoryStream();
        using var subscription = fixture.File.DownloadWithProgress(target).Subscribe(observer);
        var transfers = Values(observer);
        Assert.That(transfers.Select(t => t.Progress.Bytes), Is.EqualTo(Enumerable.Range(0, 11).Select(n => n * 100).Append(1000)));
        Assert.That(transfers[5].Progress.BytesPerSecond, Is.EqualTo(1000).Within(1));
        Assert.That(transfers[^1].Result!.Data!.Bytes, Is.EqualTo(1000));
        Assert.That(target.Length, Is.EqualTo(1000));
    }

    [Test]
    public void Failure_ComesAsTheLastNotification()
    {
        using var fixture = new TransferFixture((_, _) => Task.FromResult(TransferFixture.Json(
            """{"errors":[{"origin":"client_error","code":"bucket_not_found","message":"No."}]}""", 400)));
        var observer = fixture.Scheduler.CreateObserver<Transfer<StoredFile>>();
        using var subscription = fixture.Bucket.UploadWithProgress("a.bin", new byte[10]).Subscribe(observer);
        var transfers = Values(observer);
        Assert.That(transfers.Single().Result!.Errors!.HasCode("bucket_not_found"), Is.True);
        Assert.That(observer.Messages[^1].Value.Kind, Is.EqualTo(NotificationKind.OnCompleted));
    }

    [Test]
    public void RepeatedAttempt_NeverGoesBack()
    {
        var attempt = 0;
        TransferFixture? fixture = null;
        using var made = fixture = new TransferFixture(
            async (request, cancellation) =>
            {
                using var sink = new SleepingSink(fixture!.Scheduler);
                await request.Content!.CopyToAsync(sink, cancellation);
                return attempt++ == 0 ? TransferFixture.Json("""{"errors":[]}""", 429) : TransferFixture.Json(TransferFixture.FileJson);
            },
            RetryPolicy.Default);
        var observer = fixture.Scheduler.CreateObserver<Transfer<StoredFile>>();
        using var subscription = fixture.Bucket.UploadWithProgress("a.bin", new byte[1_000_000]).Subscribe(observer);
        fixture.Scheduler.AdvanceBy(TimeSpan.FromSeconds(60));
        var transfers = Values(observer);
        Assert.That(fixture.Requests, Is.EqualTo(2));
        Assert.That(transfers.Select(t => t.Progress.Bytes), Is.Ordered.Ascending);
        Assert.That(transfers[^1].Result!.IsSuccess, Is.True);
    }

    [Test]
    public void Observer_ThatThrows_EndsItsTransfer_AndIsHeardOf()
    {
        using var fixture = new TransferFixture(TransferFixture.Store);
        using var subscription = fixture.Bucket.UploadWithProgress("a.bin", new byte[10]).Subscribe(_ => throw new InvalidOperationException("mine"));
        Assert.That(() => fixture.Scheduler.AdvanceBy(TimeSpan.FromSeconds(1)), Throws.InvalidOperationException.With.Message.EqualTo("mine"));
    }

    [Test]
    public async Task Result_WaitsForTheProgressThatIsBeingDelivered()
    {
        using var point = new SyncPoint();
        using var fixture = new TransferFixture(TransferFixture.Store);
        var checker = new RxContractChecker<Transfer<StoredFile>>(transfer =>
        {
            if (!transfer.IsEnded) point.Block();
        });
        var subscribing = Task.Run(() => fixture.Bucket.UploadWithProgress("a.bin", new byte[10]).Subscribe(checker));
        await point.Reached;
        // the time limit ends the upload on this thread, while the other one is inside the observer
        fixture.Scheduler.AdvanceBy(TimeSpan.FromSeconds(31));
        Assert.That(checker.Values, Has.Count.EqualTo(1));
        point.Release();
        using var subscription = await subscribing;
        checker.Verify();
        Assert.That(checker.Values[^1].Result!.Errors!.Kind, Is.EqualTo(ErrorKind.Timeout));
        Assert.That(checker.IsCompleted, Is.True);
    }

    private static List<Transfer<T>> Values<T>(ITestableObserver<Transfer<T>> observer) =>
        [.. observer.Messages.Where(m => m.Value.Kind == NotificationKind.OnNext).Select(m => m.Value.Value)];

    /// <summary>Takes time for every piece.</summary>
    private sealed class SleepingSink(TestScheduler scheduler) : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            scheduler.Sleep(TimeSpan.FromMilliseconds(60).Ticks);
            return base.WriteAsync(buffer, cancellationToken);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            scheduler.Sleep(TimeSpan.FromMilliseconds(60).Ticks);
            return base.WriteAsync(buffer, offset, count, cancellationToken);
        }
    }
}
