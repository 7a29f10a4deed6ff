using System.Reactive.Linq;
using Altogic.Reactive.Storage;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Storage;

public sealed class UploadTests
{
    private const string Path = "/_api/rest/v1/storage/bucket/upload-formdata";

    [Test]
    public async Task Upload_IsCold_AndSendsOncePerSubscription()
    {
        using var http = new StubHttp();
        http.On("POST", Path).Reply(TransferFixture.FileJson);
        using var client = http.CreateClient();
        using var stream = new MemoryStream([9, 1, 2, 3]) { Position = 1 };
        var upload = client.Storage.Root.Upload("a.bin", stream);
        Assert.That(http.Requests, Is.Empty);

        await upload;
        await upload;
        foreach (var request in http.Requests) Assert.That((await SentForm.ReadAsync(request)).Bytes, Is.EqualTo(new byte[] { 1, 2, 3 }), "from where it stood");
        Assert.That(http.Requests, Has.Count.EqualTo(2));
        Assert.That(stream.CanRead, Is.True, "it stays the app's");
    }

    [Test]
    public async Task Upload_OfAFile_ReadsItWhenSubscribed()
    {
        using var folder = new TemporaryFolder();
        var path = System.IO.Path.Combine(folder.Path, "notes.md");
        using var http = new StubHttp();
        http.On("POST", Path).Reply(TransferFixture.FileJson);
        using var client = http.CreateClient();
        var upload = client.Storage.Root.Upload("notes.md", FileSource.FromFile(path));
        var missing = await upload.ShouldFail();
        Assert.That((missing.Kind, missing.Items[0].Code), Is.EqualTo((ErrorKind.Client, ErrorCodes.SourceUnreadable)));

        await File.WriteAllTextAsync(path, "hello");
        await upload.ShouldSucceed();
        var form = await SentForm.ReadAsync(http.Single);
        Assert.That((form.ContentType, System.Text.Encoding.UTF8.GetString(form.Bytes)), Is.EqualTo(("text/markdown", "hello")));
    }

    [TestCase("a\"b.txt", "a%22b.txt")]
    [TestCase("line\r\nX-Evil: 1.txt", "line%0D%0AX-Evil: 1.txt")]
    [TestCase("é 漢 😀.txt", "é 漢 😀.txt")]
    public async Task FileName_CannotEndItsHeader(string name, string inForm)
    {
        using var http = new StubHttp();
        http.On("POST", Path).Reply(TransferFixture.FileJson);
        using var client = http.CreateClient();
        await client.Storage.Root.Upload(name, new byte[] { 1 }).ShouldSucceed();
        Assert.That((await SentForm.ReadAsync(http.Single)).FileName, Is.EqualTo(inForm));
    }

    [Test]
    public async Task Length_IsAnnounced_WhenItIsKnown()
    {
        using var http = new StubHttp();
        http.On("POST", Path).Reply(TransferFixture.FileJson);
        using var client = http.CreateClient();
        await client.Storage.Root.Upload("a.bin", new byte[1000]).ShouldSucceed();
        Assert.That(http.Last.Header("Content-Length"), Is.EqualTo(http.Last.Bytes!.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.That(http.Last.Header("Expect"), Is.Null);
        await client.Storage.Root.Upload("a.bin", new UnseekableStream([1, 2])).ShouldSucceed();
        Assert.That(http.Last.Header("Transfer-Encoding"), Is.EqualTo("chunked"));
        Assert.That(http.Last.Header("Expect"), Is.EqualTo("100-continue"), "it may be large");
    }

    [Test]
    public async Task Source_ThatCannotBeRead_IsAFailureOfTheClient()
    {
        using var fixture = new TransferFixture(TransferFixture.Store);
        var error = await fixture.Bucket.Upload("a.bin", new BreakingStream([1, 2, 3])).ShouldFail();
        Assert.That((error.Kind, error.Items[0].Code), Is.EqualTo((ErrorKind.Client, ErrorCodes.SourceUnreadable)));
        Assert.That(error.Exception, Is.InstanceOf<IOException>());
        Assert.That(error.IsTransient, Is.False);
    }

    [TestCase(-1)]
    [TestCase(1)]
    public async Task Source_ThatChangesItsLength_IsAFailureOfTheClient(int change)
    {
        using var stream = new MemoryStream();
        stream.SetLength(100_000);
        using var fixture = new TransferFixture(async (request, cancellation) =>
        {
            Assert.That(request.Content!.Headers.ContentLength, Is.GreaterThan(100_000));
            stream.SetLength(100_000 + change);
            return await TransferFixture.Store(request, cancellation);
        });
        var error = await fixture.Bucket.Upload("a.bin", stream).ShouldFail();
        Assert.That(error.Items[0].Code, Is.EqualTo(ErrorCodes.SourceUnreadable));
    }

    [Test]
    public async Task Stream_ThatCannotBeWoundBack_IsSentOnce()
    {
        using var fixture = new TransferFixture(TransferFixture.Store);
        var upload = fixture.Bucket.Upload("a.bin", new UnseekableStream([1, 2, 3]));
        await upload.ShouldSucceed();
        Assert.That((await upload.ShouldFail()).Items[0].Code, Is.EqualTo(ErrorCodes.SourceUnreadable));
    }

    [TestCase(true, 2)]
    [TestCase(false, 1)]
    public void Busy_Server_IsAskedAgainOnlyWhenTheSourceCanBeReadAgain(bool canSeek, int requests)
    {
        var attempt = 0;
        using var fixture = new TransferFixture(
            async (request, cancellation) =>
            {
                await request.Content!.CopyToAsync(Stream.Null, cancellation);
                return attempt++ == 0
                    ? TransferFixture.Json("""{"errors":[{"origin":"client_error","code":"rate_limit_exceeded","message":"No."}]}""", 429)
                    : TransferFixture.Json(TransferFixture.FileJson);
            },
            RetryPolicy.Default);
        Stream stream = canSeek ? new MemoryStream([1, 2, 3]) : new UnseekableStream([1, 2, 3]);
        var observer = fixture.Scheduler.CreateObserver<Result<StoredFile>>();
        using var subscription = fixture.Bucket.Upload("a.bin", stream).Subscribe(observer);
        fixture.Scheduler.AdvanceBy(TimeSpan.FromSeconds(10));
        Assert.That(fixture.Requests, Is.EqualTo(requests));
        Assert.That(observer.Messages[0].Value.Value.Errors?.Status, Is.EqualTo(canSeek ? null : 429));
    }

    [Test]
    public void Upload_ThatMoves_MayTakeLongerThanTheTimeLimits()
    {
        TransferFixture? fixture = null;
        using var made = fixture = new TransferFixture(TransferFixture.Store);
        var observer = fixture.Scheduler.CreateObserver<Result<StoredFile>>();
        var stream = SteppedStream.Of(20, 1000, _ => fixture.Scheduler.Sleep(TimeSpan.FromSeconds(29).Ticks));
        using var subscription = fixture.Bucket.Upload("a.bin", stream).Subscribe(observer);
        Assert.That(observer.Messages[0].Value.Value.IsSuccess, Is.True);
        Assert.That(fixture.Scheduler.Clock, Is.GreaterThan(TimeSpan.FromSeconds(500).Ticks));
    }

    [Test]
    public void Upload_ThatStandsStill_TimesOutAndIsCancelled()
    {
        var cancelled = false;
        var stream = new SteppedStream(5, 1000, async (piece, cancellation) =>
        {
            if (piece < 3) return;
            var never = new TaskCompletionSource();
            using var registration = cancellation.Register(() =>
            {
                cancelled = true;
                never.TrySetCanceled(cancellation);
            });
            await never.Task;
        });
        using var fixture = new TransferFixture(TransferFixture.Store);
        var observer = fixture.Scheduler.CreateObserver<Result<StoredFile>>();
        using var subscription = fixture.Bucket.Upload("a.bin", stream).Subscribe(observer);
        fixture.Scheduler.AdvanceBy(TimeSpan.FromSeconds(29));
        Assert.That(observer.Messages, Is.Empty);
        fixture.Scheduler.AdvanceBy(TimeSpan.FromSeconds(2));
        var error = observer.Messages[0].Value.Value.Errors!;
        Assert.That((error.Kind, error.Message), Is.EqualTo((ErrorKind.Timeout, "Nothing has moved for 30 seconds.")));
        Assert.That(cancelled, Is.True);
    }

    [Test]
    public void Dispose_CancelsTheUpload()
    {
        var cancelled = false;
        using var fixture = new TransferFixture((_, cancellation) =>
        {
            var never = new TaskCompletionSource<HttpResponseMessage>();
            cancellation.Register(() =>
            {
                cancelled = true;
                never.TrySetCanceled(cancellation);
            });
            return never.Task;
        });
        var observer = fixture.Scheduler.CreateObserver<Transfer<StoredFile>>();
        fixture.Bucket.UploadWithProgress("a.bin", new byte[10]).Subscribe(observer).Dispose();
        Assert.That(cancelled, Is.True);
        Assert.That(observer.Messages, Is.Empty);
    }

    [Test]
    public void BadArguments_ThrowAtTheCall()
    {
        using var http = new StubHttp();
        using var client = http.CreateClient();
        var bucket = client.Storage.Root;
        Assert.Multiple(() =>
        {
            Assert.That(() => bucket.Upload(" ", new byte[1]), Throws.ArgumentException);
            Assert.That(() => bucket.Upload("a", null!), Throws.ArgumentNullException);
            Assert.That(() => bucket.Upload("a", (Stream)null!), Throws.ArgumentNullException);
            Assert.That(() => bucket.Upload("a", new byte[1], new UploadOptions { ContentType = "nonsense" }), Throws.ArgumentException);
            Assert.That(() => bucket.Upload("a", new byte[1], new UploadOptions { ContentType = "text/plain\r\nX: 1" }), Throws.ArgumentException);
            Assert.That(() => bucket.Upload("a", new byte[1], new UploadOptions { Tags = [null!] }), Throws.ArgumentException);
            Assert.That(() => FileSource.FromFile(""), Throws.ArgumentException);
            Assert.That(() => FileTarget.ToFile(""), Throws.ArgumentException);
            Assert.That(() => FileTarget.ToStream(new MemoryStream([], writable: false)), Throws.ArgumentException);
            Assert.That(() => bucket.DeleteFiles(), Throws.ArgumentException);
            Assert.That(() => bucket.AddTags([]), Throws.ArgumentException);
            Assert.That(() => bucket.ListFiles(new ListOptions { Limit = 0 }), Throws.InstanceOf<ArgumentException>());
            Assert.That(() => client.Storage.Bucket(""), Throws.ArgumentException);
            Assert.That(() => client.Storage.SearchFiles(" "), Throws.ArgumentException);
            Assert.That(() => bucket.File(""), Throws.ArgumentException);
        });
    }
}
