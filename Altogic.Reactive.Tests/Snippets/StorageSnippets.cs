using System.Reactive.Linq;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Storage;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Snippets;

/// <summary>The code of docs/storage.md, compiled and run.</summary>
public sealed class StorageSnippets
{
    private readonly List<long> _shown = [];

    [Test]
    public async Task Files_ComeAndGo()
    {
        await using var backend = await AltogicBackend.StartAsync(new AltogicBackendOptions());
        using var client = new AltogicClient(backend.Url, backend.ClientKey);
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "talk.mp4");
        await File.WriteAllBytesAsync(path, new byte[100_000]);
        using var stream = new MemoryStream([1, 2, 3]);

        var bucket = client.Storage.Bucket("holiday");
        var options = new UploadOptions { CreateBucket = true, Tags = ["beach"] };
        var photo = (await bucket.Upload("beach.png", stream, options)).ValueOrThrow();
        var bytes = (await bucket.File("beach.png").Download()).ValueOrThrow();

        var upload = bucket.UploadWithProgress("talk.mp4", FileSource.FromFile(path))
            .Do(transfer => Show(transfer.Progress.Bytes, transfer.Progress.Total, transfer.Progress.BytesPerSecond));
        var last = await upload.LastAsync();
        var talk = last.Result!.ValueOrThrow();

        var (tag, least) = ("beach", 1);
        var found = (await client.Storage.SearchFiles($"IN(tags, {tag}) && size > {least}")).ValueOrThrow();

        Assert.That(bytes, Is.EqualTo(new byte[] { 1, 2, 3 }));
        Assert.That((found.Single().Id, talk.Size), Is.EqualTo((photo.Id, 100_000L)));
        Assert.That(_shown, Is.Ordered.And.Not.Empty);
    }

    private void Show(long done, long? total, double speed)
    {
        Assert.That((total, speed), Is.EqualTo((100_000L, speed)));
        _shown.Add(done);
    }
}
