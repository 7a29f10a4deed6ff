using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Storage;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Backend.Stores.Sqlite.Storage;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Storage;

/// <summary>Operations on many files let other writes in between.</summary>
public sealed class StorageBulkTests
{
    private const int Files = 1200;
    private BackendFixture _backend = null!;
    private StorageModule _storage = null!;
    private SqliteDatabase _store = null!;
    private string _bucket = "";

    [SetUp]
    public async Task Start()
    {
        _backend = await BackendFixture.StartAsync();
        (_storage, _store) = (_backend.Service<StorageModule>(), _backend.Service<SqliteDatabase>());
        _bucket = (await _backend.CreateBucketAsync("many")).Text("_id");
        await AddAsync(Files);
    }

    [TearDown]
    public async Task Stop() => await _backend.DisposeAsync();

    [Test]
    public async Task Empty_LetsOthersInBetween_AndLeavesWhatCameMeanwhile()
    {
        var (left, meanwhile) = await BesideAsync(() => _storage.Buckets.EmptyAsync("many"), Count, db => Insert(db, Files));
        Assert.That((left, meanwhile), Is.EqualTo((Files - 500, 1L)));
        Assert.That((long)(await _backend.Storage("/bucket/get", new JsonObject { ["bucket"] = "many", ["detailed"] = true })).Json!["stats"]!["objectsCount"]!, Is.EqualTo(1));
        Assert.That(_store.Read(db => UsageTable.FilesOf(db, _bucket)), Is.EqualTo(1));
        Assert.That(_store.Read(UsageTable.TotalBytes), Is.EqualTo(10));
    }

    [Test]
    public async Task Delete_LetsOthersInBetween_AndLeavesNothing()
    {
        var (left, after) = await BesideAsync(() => _storage.Buckets.DeleteAsync("many"), Count, db => Insert(db, Files));
        Assert.That((left, after), Is.EqualTo((Files - 500, 0L)));
        Assert.That((await _backend.Bucket("exists", "many")).Text, Is.EqualTo("false"));
        Assert.That(_store.Read(UsageTable.TotalBytes), Is.Zero);
    }

    [Test]
    public async Task DeleteFiles_LetsOthersInBetween_HoweverOftenANameIsThere()
    {
        var names = Enumerable.Range(0, Files).SelectMany(n => Enumerable.Repeat(Name(n), 3)).Append("no such file").ToList();
        var (left, after) = await BesideAsync(() => _storage.Files.DeleteManyAsync("many", names), Count);
        Assert.That((left, after), Is.EqualTo((Files - 500, 0L)));
    }

    [Test]
    public async Task MakePrivate_LetsOthersInBetween_AndChangesAllFiles()
    {
        var (left, after) = await BesideAsync(() => _storage.Buckets.SetVisibilityAsync("many", false, includeFiles: true), Public);
        Assert.That((left, after), Is.EqualTo(((long)Files, 0L)));
        var file = (await _backend.File("get", "many", Name(1))).Json!;
        Assert.That(file.Text("updatedAt"), Is.Not.EqualTo("t"));
        await _storage.Buckets.SetVisibilityAsync("many", true, includeFiles: false);
        Assert.That(_store.Read(Public), Is.Zero);
    }

    [Test]
    public async Task DeleteFiles_WithTooManyNames_IsRefused()
    {
        var names = new JsonArray([.. Enumerable.Range(0, 10_001).Select(n => (JsonNode)Name(n))]);
        var refused = await _backend.Bucket("delete-files", "many", new JsonObject { ["fileNamesOrIds"] = names });
        Assert.That((refused.Status, refused.Code, (string?)refused.Details?["field"]), Is.EqualTo((400, "invalid_value", "fileNamesOrIds")));
        Assert.That(_store.Read(Count), Is.EqualTo(Files));
        names.RemoveAt(0);
        Assert.That((await _backend.Bucket("delete-files", "many", new JsonObject { ["fileNamesOrIds"] = names.DeepClone() })).Status, Is.EqualTo(200));
        Assert.That(_store.Read(Count), Is.EqualTo(1));
    }

    [Test]
    public async Task DeleteFiles_OfABucketThatIsNotThere_IsRefused() =>
        Assert.That((await _backend.Bucket("delete-files", "nothing", new JsonObject { ["fileNamesOrIds"] = new JsonArray() })).Code, Is.EqualTo("bucket_not_found"));

    /// <summary>Runs an operation, and a write of another caller that the writer knows of before the operation's second part.</summary>
    private async Task<(long Between, long After)> BesideAsync(Func<Task> operation, Func<DbSession, long> measure, Action<DbSession>? change = null)
    {
        using var held = new SyncPoint();
        var holding = _store.WriteAsync(_ =>
        {
            held.Block();
            return true;
        });
        await held.Reached;
        var running = operation();
        var other = _store.WriteAsync(db =>
        {
            var measured = measure(db);
            change?.Invoke(db);
            return measured;
        });
        held.Release();
        await holding;
        var between = await other;
        await running;
        return (between, _store.Read(measure));
    }

    private Task<bool> AddAsync(int count) => _store.WriteAsync(db =>
    {
        for (var n = 0; n < count; n++) Insert(db, n);
        return true;
    });

    private void Insert(DbSession db, int number)
    {
        var id = number.ToString("x24", System.Globalization.CultureInfo.InvariantCulture);
        var document = new JsonObject
        {
            ["_id"] = id,
            ["bucketId"] = _bucket,
            ["fileName"] = Name(number),
            ["isPublic"] = true,
            ["size"] = 10L,
            ["publicPath"] = "/_storage/x/" + id,
            ["updatedAt"] = "t",
            ["tags"] = new JsonArray(),
        };
        FileTable.Insert(db, new FileRow(id, document, id, new byte[32], 0));
    }

    private static string Name(int number) => FormattableString.Invariant($"file-{number}");

    private long Count(DbSession db) => (long)db.Scalar($"SELECT count(*) FROM {StorageSchema.Files} WHERE {StorageSchema.BucketId} = $1", _bucket)!;

    private static long Public(DbSession db) => (long)db.Scalar($"SELECT count(*) FROM {StorageSchema.Files} WHERE doc ->> '$.isPublic'")!;
}
