using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Storage;
using Altogic.Reactive.Backend.Stores.Sqlite.Storage;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Storage;

/// <summary>What happens to a file between the moment when it is found and the moment when its content is opened.</summary>
public sealed class StorageRaceTests
{
    private BackendFixture _backend = null!;
    private JsonObject _file = null!;
    private FileOperations _files = null!;

    [SetUp]
    public async Task Start()
    {
        _backend = await BackendFixture.StartAsync();
        _file = await _backend.StoreAsync("root", "a.txt", "public");
        _files = _backend.Service<StorageModule>().Files;
    }

    [TearDown]
    public async Task Stop() => await _backend.DisposeAsync();

    [Test]
    public async Task PublicFile_ReplacedByPrivateContent_GivesNoneOfIt()
    {
        var refusal = Assert.Throws<ApiException>(() => _files.Open(Public(() => ReplaceAsync("private", isPublic: false))))!;
        Assert.That((refusal.Status, refusal.Items[0].Code), Is.EqualTo((403, "not_public")));
        Assert.That((await _backend.File("download", "root", "a.txt")).Text, Is.EqualTo("private"));
    }

    [Test]
    public async Task PublicFile_ReplacedByPublicContent_GivesTheNewOne()
    {
        var (row, content) = _files.Open(Public(() => ReplaceAsync("new one", isPublic: true)));
        using var text = new StreamReader(content);
        Assert.That((row.Size, await text.ReadToEndAsync()), Is.EqualTo((7L, "new one")));
    }

    [Test]
    public void PublicFile_Deleted_IsNoFileAtAll()
    {
        var refusal = Assert.Throws<ApiException>(() => _files.Open(Public(() => _backend.File("delete", "root", "a.txt"))))!;
        Assert.That((refusal.Status, refusal.Items[0].Code), Is.EqualTo((404, "invalid_file_identifier")));
    }

    [Test]
    public void File_DeletedDuringADownload_IsNotFound()
    {
        var refusal = Assert.Throws<ApiException>(() => _files.Open(Once(() => _files.Get("root", "a.txt"), () => _backend.File("delete", "root", "a.txt"))))!;
        Assert.That((refusal.Status, refusal.Items[0].Code), Is.EqualTo((400, "file_not_found")));
    }

    private Func<FileRow> Public(Func<Task> meanwhile) => Once(() => _files.GetPublic(_file.Text("bucketId"), _file.Text("_id")), meanwhile);

    private static Func<FileRow> Once(Func<FileRow> find, Func<Task> meanwhile)
    {
        var isFirst = true;
        return () =>
        {
            var row = find();
            if (isFirst) meanwhile().GetAwaiter().GetResult();
            isFirst = false;
            return row;
        };
    }

    private async Task ReplaceAsync(string text, bool isPublic)
    {
        using var form = StorageCalls.Form(System.Text.Encoding.UTF8.GetBytes(text));
        var options = Uri.EscapeDataString(new JsonObject { ["isPublic"] = isPublic }.ToJsonString());
        var uri = new Uri($"/_api/rest/v1/storage/bucket/file/replace-formdata?bucket=root&file={_file.Text("_id")}&options={options}", UriKind.Relative);
        Assert.That((await _backend.SendAsync(uri, form)).Status, Is.EqualTo(200));
    }
}
