using System.Net.Http.Headers;
using System.Reactive.Linq;
using System.Security.Cryptography;
using Altogic.Reactive.Internal.Execution;
using Altogic.Reactive.Internal.Serialization;
using Altogic.Reactive.Internal.Transfers;
using Altogic.Reactive.Storage;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Storage;

public sealed class DownloadTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 200_000).Select(n => (byte)(n % 251))];

    [Test]
    public async Task Download_WritesToTheStream_AndVerifiesTheChecksum()
    {
        using var fixture = Serving(() => Whole(Digest(Content)));
        using var stream = new MemoryStream();
        stream.WriteByte(7);
        var file = await fixture.File.Download(stream).ShouldSucceed();
        Assert.That(file, Is.EqualTo(new DownloadedFile(Content.Length, "image/png", IsVerified: true)));
        Assert.That(stream.ToArray()[1..], Is.EqualTo(Content));
    }

    [TestCase(null)]
    [TestCase("sha-512=:AAAA:")]
    [TestCase("nonsense")]
    public async Task Download_FromAServerWithoutChecksums_IsUnverified(string? header)
    {
        using var fixture = Serving(() => Whole(header));
        Assert.That((await fixture.File.Download(new MemoryStream()).ShouldSucceed()).IsVerified, Is.False);
    }

    [Test]
    public async Task WrongBytes_AreAFailure()
    {
        using var fixture = Serving(() => Whole("sha-512=:AAAA:, " + Digest([1, 2, 3])));
        var error = await fixture.File.Download().ShouldFail();
        Assert.That((error.Kind, error.Items[0].Code), Is.EqualTo((ErrorKind.Serialization, ErrorCodes.ChecksumMismatch)));
    }

    [Test]
    public async Task File_IsPutInItsPlace_OnlyWhenItIsWholeAndRight()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "a.bin");
        await File.WriteAllTextAsync(path, "old");
        string? digest = Digest([1]);
        using var fixture = Serving(() => Whole(digest));
        await fixture.File.Download(FileTarget.ToFile(path)).ShouldFail();
        Assert.That(Directory.GetFiles(folder.Path), Is.EqualTo(new[] { path }));
        Assert.That(await File.ReadAllTextAsync(path), Is.EqualTo("old"));

        digest = Digest(Content);
        await fixture.File.Download(FileTarget.ToFile(path)).ShouldSucceed();
        Assert.That(Directory.GetFiles(folder.Path), Is.EqualTo(new[] { path }));
        Assert.That(await File.ReadAllBytesAsync(path), Is.EqualTo(Content));
    }

    [Test]
    public void Cancellation_RemovesThePartialFile()
    {
        using var folder = new TemporaryFolder();
        using var cancellation = new CancellationTokenSource();
        var scheduler = new TestScheduler();
        var writer = FileTarget.ToFile(Path.Combine(folder.Path, "a.bin")).CreateWriter();
        var answer = new DownloadAnswer(writer, new TransferMeter(scheduler, new TransferPulse(scheduler), report: null));
        using var response = TransferFixture.Ok(new StreamContent(SteppedStream.Of(2, 3, piece =>
        {
            if (piece == 0) return;
            Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(1), "it is being written");
            cancellation.Cancel();
            cancellation.Token.ThrowIfCancellationRequested();
        })));
        Assert.That(() => answer.ReadAsync(response, JsonFormat.Default, long.MaxValue, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Directory.GetFiles(folder.Path), Is.Empty);
    }

    [Test]
    public async Task Folder_ThatIsNotThere_IsAFailureOfTheClient()
    {
        using var folder = new TemporaryFolder();
        using var fixture = Serving(() => Whole(null));
        var error = await fixture.File.Download(FileTarget.ToFile(Path.Combine(folder.Path, "no", "a.bin"))).ShouldFail();
        Assert.That((error.Kind, error.Items[0].Code), Is.EqualTo((ErrorKind.Client, ErrorCodes.TargetUnwritable)));
    }

    [Test]
    public async Task Download_CutOff_IsAFailure()
    {
        using var fixture = Serving(() =>
        {
            var response = TransferFixture.Ok(new StreamContent(new UnseekableStream([1, 2, 3])));
            response.Content.Headers.ContentLength = 10;
            return response;
        });
        var error = await fixture.File.Download(new MemoryStream()).ShouldFail();
        Assert.That((error.Kind, error.Items[0].Code), Is.EqualTo((ErrorKind.Network, ErrorCodes.ConnectionLost)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void BrokenDownload_IsRepeatedOnlyWhereItCanStartAgain(bool canSeek)
    {
        var attempt = 0;
        using var fixture = new TransferFixture(
            (_, _) => Task.FromResult(attempt++ == 0 ? TransferFixture.Ok(new StreamContent(new BreakingStream([9, 9, 9]))) : Whole(Digest(Content))),
            RetryPolicy.Default);
        using var seekable = new MemoryStream();
        Stream target = canSeek ? seekable : new WriteOnlyStream(seekable);
        var observer = fixture.Scheduler.CreateObserver<Result<DownloadedFile>>();
        using var subscription = fixture.File.Download(target).Subscribe(observer);
        fixture.Scheduler.AdvanceBy(TimeSpan.FromSeconds(10));
        Assert.That(observer.Messages[0].Value.Value.IsSuccess, Is.EqualTo(canSeek));
        Assert.That(seekable.ToArray(), Is.EqualTo(canSeek ? Content : [9, 9, 9]));
    }

    [Test]
    public async Task Refusal_IsReadAsAnError_AndTouchesNothing()
    {
        using var folder = new TemporaryFolder();
        using var fixture = Serving(() => TransferFixture.Json("""{"errors":[{"origin":"client_error","code":"file_not_found","message":"No."}]}""", 400));
        var error = await fixture.File.Download(FileTarget.ToFile(Path.Combine(folder.Path, "a.bin"))).ShouldFail();
        Assert.That((error.Status, error.Items[0].Code), Is.EqualTo((400, "file_not_found")));
        Assert.That(Directory.GetFiles(folder.Path), Is.Empty);
    }

    [Test]
    public async Task Bytes_AreLimitedLikeOtherAnswers()
    {
        using var http = new StubHttp();
        http.On("POST", "/_api/rest/v1/storage/bucket/file/download").Bytes(new byte[2000], "image/png");
        using var client = http.CreateClient(new AltogicClientOptions { RetryPolicy = RetryPolicy.None, MaxAnswerBytes = 1000 });
        var error = await client.Storage.Root.File("a").Download().ShouldFail();
        Assert.That(error.Items[0].Code, Is.EqualTo(ErrorCodes.ResponseTooLarge));
        Assert.That((await client.Storage.Root.File("a").Download(new MemoryStream()).ShouldSucceed()).Bytes, Is.EqualTo(2000), "streams are not");
    }

    private static TransferFixture Serving(Func<HttpResponseMessage> answer) => new((_, _) => Task.FromResult(answer()));

    private static HttpResponseMessage Whole(string? digest)
    {
        var response = TransferFixture.Ok(new ByteArrayContent(Content));
        response.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("image/png");
        if (digest is not null) response.Headers.TryAddWithoutValidation("Repr-Digest", digest);
        return response;
    }

    private static string Digest(byte[] bytes) => $"sha-256=:{Convert.ToBase64String(SHA256.HashData(bytes))}:";
}
