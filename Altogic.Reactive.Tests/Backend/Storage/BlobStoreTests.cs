using System.Security.Cryptography;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Stores.Files;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Storage;

public sealed class BlobStoreTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Create() => _folder = new TemporaryFolder();

    [TearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public async Task Content_IsThereOnceItIsKept()
    {
        var store = BlobStore.Open(Path.Combine(_folder.Path, "files"));
        await using var writer = store.Create();
        await writer.WriteAsync(new byte[] { 1, 2 }, default);
        await writer.WriteAsync(new byte[] { 3 }, default);
        Assert.That(store.TryOpen(writer.Id), Is.Null);
        var blob = await writer.KeepAsync();
        Assert.That((blob.Length, blob.Digest), Is.EqualTo((3L, SHA256.HashData([1, 2, 3]))));
        await using var content = store.TryOpen(blob.Id)!;
        store.Delete(blob.Id);
        Assert.That(content.Length, Is.EqualTo(3), "who has it open reads on");
        Assert.That(store.TryOpen(blob.Id), Is.Null);
    }

    [Test]
    public void Content_InAFolderThatIsNotThere_IsGone()
    {
        var store = BlobStore.Open(Path.Combine(_folder.Path, "files"));
        Assert.That(store.TryOpen("ff00"), Is.Null);
        Assert.That(() => store.Delete("ff00"), Throws.Nothing);
    }

    [Test]
    public async Task Content_ThatIsNotKept_LeavesNothing()
    {
        var store = BlobStore.Open(Path.Combine(_folder.Path, "files"));
        await using (var writer = store.Create()) await writer.WriteAsync(new byte[10], default);
        Assert.That(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public async Task Sweep_RemovesWhatNothingDescribes_AndReportsWhatIsMissing()
    {
        var store = BlobStore.Open(Path.Combine(_folder.Path, "files"));
        await using var kept = store.Create();
        await using var orphan = store.Create();
        await kept.KeepAsync();
        await orphan.KeepAsync();
        await using var unfinished = store.Create();
        var described = new HashSet<string> { kept.Id, "ff00" };
        var report = store.Sweep((from, to) => described.Where(id => string.CompareOrdinal(id, from) >= 0 && (to is null || string.CompareOrdinal(id, to) < 0)).ToHashSet());
        Assert.That(report.Removed, Is.EqualTo(2));
        Assert.That(report.Missing, Is.EqualTo(new[] { "ff00" }));
        Assert.That(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Select(Path.GetFileName), Is.EqualTo(new[] { kept.Id }));
    }

    [Test]
    public async Task Start_SweepsAndReports()
    {
        var options = new AltogicBackendOptions { DataDirectory = _folder.Path };
        string lost;
        await using (var first = await BackendFixture.StartAsync(options))
        {
            await first.StoreAsync("root", "kept.txt", "kept");
            await first.StoreAsync("root", "lost.txt", "lost");
            lost = first.Contents().Single(f => File.ReadAllText(f) == "lost");
        }

        File.Delete(lost);
        var stray = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder.Path, "files", "00")).FullName, "stray");
        await File.WriteAllTextAsync(stray, "x");
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "files", "tmp", "unfinished"), "x");
        await using var second = await BackendFixture.StartAsync(options);
        Assert.That(second.Contents(), Has.Length.EqualTo(1));
        Assert.That(second.Log.Select(e => e.Text), Has.Some.Contains("Removed 2 files").And.Some.Contains($"The content {Path.GetFileName(lost)} is missing"));
        Assert.That((await second.File("download", "root", "kept.txt")).Text, Is.EqualTo("kept"));
        var missing = await second.File("download", "root", "lost.txt");
        Assert.That((missing.Status, missing.Code), Is.EqualTo((500, "content_missing")));
    }
}
