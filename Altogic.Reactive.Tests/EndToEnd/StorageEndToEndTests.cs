using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Storage;
using Altogic.Reactive.Tests.Backend.Storage;
using Altogic.Reactive.Tests.Storage;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.EndToEnd;

/// <summary>Files between our client and our backend, over a real connection.</summary>
public sealed class StorageEndToEndTests
{
    private static readonly AltogicClientOptions Once = new() { RetryPolicy = RetryPolicy.None };

    private TemporaryFolder _folder = null!;
    private BackendFixture _backend = null!;
    private AltogicClient _client = null!;

    [SetUp]
    public async Task Start()
    {
        _folder = new TemporaryFolder();
        _backend = await BackendFixture.StartAsync(new AltogicBackendOptions
        {
            DataDirectory = Path.Combine(_folder.Path, "data"),
            App = new AppDefinition { Limits = new LimitsDefinition { FileBytes = 300L << 20 } },
        });
        _client = new AltogicClient(_backend.Url, _backend.ClientKey, Once);
    }

    [TearDown]
    public async Task Stop()
    {
        _client.Dispose();
        await _backend.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task File_ComesBackAsItWent()
    {
        var path = Path.Combine(_folder.Path, "back.bin");
        var bytes = new byte[3_000_000];
        new Random(1).NextBytes(bytes);
        var uploaded = await _client.Storage.Bucket("photos").Upload("a.png", bytes, new UploadOptions { CreateBucket = true, Tags = ["red"] }).ShouldSucceed();
        Assert.That((uploaded.Size, uploaded.MimeType), Is.EqualTo((3_000_000L, "image/png")));
        var downloaded = await _client.Storage.Bucket("photos").File(uploaded.Id).Download(FileTarget.ToFile(path)).ShouldSucceed();
        Assert.That(downloaded, Is.EqualTo(new DownloadedFile(3_000_000, "image/png", IsVerified: true)));
        Assert.That(await File.ReadAllBytesAsync(path), Is.EqualTo(bytes));
        var tag = "red";
        Assert.That((await _client.Storage.SearchFiles($"IN(tags, {tag})").ShouldSucceed()).Single(), Is.EqualTo(uploaded with { Tags = uploaded.Tags }).Using<StoredFile>((a, b) => a.Id == b.Id));
        Assert.That(await _backend.Http.GetByteArrayAsync(new Uri(uploaded.PublicPath!)), Is.EqualTo(bytes));
    }

    [Test]
    public async Task EveryOperation_Works()
    {
        var storage = _client.Storage;
        await storage.CreateBucket("photos", isPublic: false, ["t"]).ShouldSucceed();
        await storage.CreateBucket("archive").ShouldSucceed();
        var bucket = storage.Bucket("photos");
        Assert.That(await bucket.Exists().ShouldSucceed(), Is.True);
        Assert.That((await bucket.MakePublic(true).ShouldSucceed()).IsPublic, Is.True);
        Assert.That((await bucket.MakePrivate().ShouldSucceed()).IsPublic, Is.False);
        Assert.That((await bucket.AddTags(["u", "v"]).ShouldSucceed()).Tags, Is.EqualTo(new[] { "t", "u", "v" }));
        Assert.That((await bucket.RemoveTags("t").ShouldSucceed()).Tags, Is.EqualTo(new[] { "u", "v" }));
        Assert.That((await bucket.Rename("pics").ShouldSucceed()).Name, Is.EqualTo("pics"));
        bucket = storage.Bucket("pics");
        Assert.That((await bucket.UpdateInfo(null, true, ["x"]).ShouldSucceed()).Tags, Is.EqualTo(new[] { "x" }));
        await bucket.Upload("a.txt", "hello"u8.ToArray()).ShouldSucceed();
        var file = bucket.File("a.txt");
        Assert.That(await file.Exists().ShouldSucceed(), Is.True);
        Assert.That((await file.Replace("other"u8.ToArray(), new ReplaceOptions { IsPublic = false }).ShouldSucceed()).IsPublic, Is.False);
        Assert.That(await file.Download().ShouldSucceed(), Is.EqualTo("other"u8.ToArray()));
        Assert.That((await file.MakePublic().ShouldSucceed()).IsPublic, Is.True);
        Assert.That((await file.MakePrivate().ShouldSucceed()).IsPublic, Is.False);
        Assert.That((await file.AddTags("k").ShouldSucceed()).Tags, Is.EqualTo(new[] { "k" }));
        Assert.That((await file.RemoveTags(["k"]).ShouldSucceed()).Tags, Is.Empty);
        Assert.That((await file.Duplicate("b.txt").ShouldSucceed()).FileName, Is.EqualTo("b.txt"));
        Assert.That((await file.CopyTo("archive").ShouldSucceed()).FileName, Is.EqualTo("a.txt"));
        Assert.That((await bucket.File("b.txt").MoveTo("archive").ShouldSucceed()).FileName, Is.EqualTo("b.txt"));
        Assert.That((await file.Rename("c.txt").ShouldSucceed()).FileName, Is.EqualTo("c.txt"));
        Assert.That((await bucket.File("c.txt").UpdateInfo("d.txt", true, ["z"]).ShouldSucceed()).FileName, Is.EqualTo("d.txt"));
        Assert.That((await bucket.File("d.txt").GetInfo().ShouldSucceed()).Tags, Is.EqualTo(new[] { "z" }));
        Assert.That((await storage.Bucket("archive").ListFilesWithCountInfo(null, new ListOptions { Limit = 1 }).ShouldSucceed()).Info.Count, Is.EqualTo(2));
        Assert.That((await storage.ListBucketsWithCountInfo("name != 'root'").ShouldSucceed()).Data, Has.Count.EqualTo(2));
        Assert.That((await storage.GetStats().ShouldSucceed()).ObjectsCount, Is.EqualTo(3));
        Assert.That((await bucket.GetInfo(detailed: true).ShouldSucceed()).Stats!.TotalStorageSize, Is.EqualTo(5));
        await storage.Bucket("archive").DeleteFiles("a.txt").ShouldSucceed();
        await storage.DeleteFile((await storage.Bucket("archive").File("b.txt").GetInfo().ShouldSucceed()).PublicPath!).ShouldSucceed();
        await bucket.File("d.txt").Delete().ShouldSucceed();
        await bucket.Empty().ShouldSucceed();
        await bucket.Delete().ShouldSucceed();
        Assert.That(await bucket.Exists().ShouldSucceed(), Is.False);
        Assert.That(_backend.Contents(), Is.Empty);
    }

    [Test]
    public async Task Dispose_InTheMiddle_LeavesNothingOnTheServer()
    {
        var partial = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var stream = new SteppedStream(1000, 60_000, async (piece, cancellation) =>
        {
            if (piece < 100) return;
            partial.TrySetResult();
            var never = new TaskCompletionSource();
            using var registration = cancellation.Register(() => never.TrySetCanceled(cancellation));
            await never.Task;
        });
        var upload = _client.Storage.Root.Upload("a.bin", stream).Subscribe();
        await partial.Task;
        upload.Dispose();
        Assert.That(await _client.Storage.Root.File("a.bin").Exists().ShouldSucceed(), Is.False);
        _client.Dispose();

        // stopped, the backend has finished with the request
        await _backend.DisposeAsync();
        Assert.That(StorageCalls.ContentsOf(_backend.Backend.DataDirectory), Is.Empty);
    }

    [Test]
    public async Task BytesThatChangeOnTheWay_AreRefused()
    {
        using var spoiling = new SpoilingHandler();
        using var client = new AltogicClient(_backend.Url, _backend.ClientKey, Once with { HttpMessageHandler = spoiling });
        var error = await client.Storage.Root.Upload("a.bin", new byte[100_000]).ShouldFail();
        Assert.That((error.Status, error.Items[0].Code), Is.EqualTo((400, ErrorCodes.ChecksumMismatch)));
        Assert.That(_backend.Contents(), Is.Empty);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task TooLargeAFile_Is413(bool isLengthKnown)
    {
        await using var small = await BackendFixture.StartAsync(new AppDefinition { Limits = new LimitsDefinition { FileBytes = 1 << 20 } });
        using var client = new AltogicClient(small.Url, small.ClientKey, Once);
        FileSource source = isLengthKnown ? new byte[5 << 20] : SteppedStream.Of(100, 60_000, _ => { });
        var error = await client.Storage.Root.Upload("a.bin", source).ShouldFail();
        Assert.That((error.Status, error.Items[0].Code), Is.EqualTo((413, "content_too_large")));
        Assert.That(small.Contents(), Is.Empty);
    }

    [Test]
    public async Task LargeFile_TakesConstantMemoryOnBothSides()
    {
        const int Piece = 60_000;
        const int Pieces = 4_470; // 256 MiB
        await Warm();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var most = GC.GetTotalMemory(forceFullCollection: true);
        var floor = most;
        var file = await _client.Storage.Root.Upload("large.bin", SteppedStream.Of(Pieces, Piece, Look)).ShouldSucceed();
        var downloaded = await _client.Storage.Root.File("large.bin").Download(new WriteOnlyStream(Stream.Null)).ShouldSucceed();
        Look(0);
        Assert.That((file.Size, downloaded.Bytes, downloaded.IsVerified), Is.EqualTo(((long)Piece * Pieces, (long)Piece * Pieces, true)));
        Assert.That(most - floor, Is.LessThan(32L << 20), "live bytes of client and backend together");
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan((long)Piece * Pieces), "allocated on the way, for 256 MiB up and 256 MiB down");

        void Look(int piece)
        {
            if (piece % 256 == 0) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
        }
    }

    [Test]
    public async Task UploadAgainstDelete_EndsInOneOfTheTwo()
    {
        for (var round = 0; round < 20; round++)
        {
            var bucket = _client.Storage.Bucket("race" + round.ToString(System.Globalization.CultureInfo.InvariantCulture));
            await _client.Storage.CreateBucket(bucket.NameOrId).ShouldSucceed();
            var uploads = Enumerable.Range(0, 8).Select(n => bucket.Upload("same.txt", new byte[20_000]).ToTask()).ToList();
            var deletes = new[] { bucket.DeleteFiles("same.txt").ToTask(), bucket.Empty().ToTask(), round % 2 == 0 ? bucket.Delete().ToTask() : bucket.Empty().ToTask() };
            var results = await Task.WhenAll(uploads);
            var deleted = await Task.WhenAll(deletes);
            Assert.That(deleted[^1].IsSuccess, Is.True, () => deleted[^1].ToString());
            Assert.That(deleted.Where(r => !r.IsSuccess).Select(r => r.Errors!.Items[0].Code), Is.All.EqualTo("bucket_not_found"));
            Assert.That(results.Where(r => !r.IsSuccess).Select(r => r.Errors!.Items[0].Code), Is.All.EqualTo("bucket_not_found"));
            Assert.That(results.Where(r => r.IsSuccess).Select(r => r.Data!.Id), Is.Unique);
        }

        // what is described has its content, and nothing else has one
        var files = await _client.Storage.SearchFiles("true", new ListOptions { Limit = 1000 }).ShouldSucceed();
        foreach (var file in files) Assert.That((await _client.Storage.Bucket(file.BucketId).File(file.Id).Download().ShouldSucceed()).Length, Is.EqualTo(20_000));
        Assert.That(_backend.Contents(), Has.Length.EqualTo(files.Count));
    }

    [Test]
    public async Task ReadersOfAReplacedFile_GetOneContentOrTheOther()
    {
        var file = _client.Storage.Root.File("a.bin");
        await _client.Storage.Root.Upload("a.bin", Enumerable.Repeat((byte)0, 200_000).ToArray()).ShouldSucceed();
        var writing = Observable.Range(1, 20).Select(n => file.Replace(Enumerable.Repeat((byte)n, 200_000).ToArray())).Concat().ToList().ToTask();
        var readings = await Observable.Range(0, 40).Select(_ => file.Download()).Merge(4).ToList();
        Assert.That((await writing).All(r => r.IsSuccess), Is.True);
        Assert.That(readings.All(r => r.IsSuccess && r.Data!.Distinct().Count() == 1), Is.True);
        Assert.That(_backend.Contents(), Has.Length.EqualTo(1));
    }

    private async Task Warm()
    {
        await _client.Storage.Root.Upload("warm", SteppedStream.Of(50, 60_000, _ => { })).ShouldSucceed();
        await _client.Storage.Root.File("warm").Download(new WriteOnlyStream(Stream.Null)).ShouldSucceed();
    }

    /// <summary>Changes a byte of every upload, as a bad memory or proxy would.</summary>
    private sealed class SpoilingHandler() : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var bytes = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            bytes[bytes.Length / 2] ^= 1;
            var content = new ByteArrayContent(bytes);
            content.Headers.ContentType = request.Content.Headers.ContentType;
            request.Content = content;
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
