using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Storage;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Storage;

public sealed class StorageListTests
{
    private BackendFixture _backend = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _backend = await BackendFixture.StartAsync();
        await _backend.CreateBucketAsync("photos");
        await _backend.CreateBucketAsync("docs", isPublic: false);
        await _backend.StoreAsync("photos", "c.png", "333", new JsonObject { ["tags"] = new JsonArray("red", "big") });
        await _backend.StoreAsync("photos", "a.png", "1", new JsonObject { ["tags"] = "red" });
        await _backend.StoreAsync("photos", "b.png", "22");
        await _backend.StoreAsync("docs", "a.png", "4444", new JsonObject { ["tags"] = "red" });
    }

    [OneTimeTearDown]
    public async Task Stop() => await _backend.DisposeAsync();

    [TestCase(null, "c.png a.png b.png")]
    [TestCase("", "c.png a.png b.png")]
    [TestCase("size > 1", "c.png b.png")]
    [TestCase("IN(tags, 'red')", "c.png a.png")]
    [TestCase("fileName == 'a.png' || size == 2", "a.png b.png")]
    [TestCase("isPublic == false", "")]
    [TestCase("mimeType == 'image/png' && !IN(tags, 'big')", "a.png b.png")]
    [TestCase("uploadedAt > '2020-01-01T00:00:00.000Z' && size == 1", "a.png")]
    [TestCase("true) || (true", null)]
    [TestCase("size >", null)]
    [TestCase("NOFUNCTION(1)", null)]
    public async Task ListFiles_Filters_AndNeverLeavesItsBucket(string? expression, string? names)
    {
        var answer = await _backend.Bucket("list-files", "photos", new JsonObject { ["expression"] = expression });
        if (names is null) Assert.That(answer.Status, Is.EqualTo(400), answer.ToString());
        else Assert.That(Names(answer.Json!), Is.EqualTo(names));
    }

    [TestCase("""{"sort":{"field":"fileName","direction":"asc"}}""", "a.png b.png c.png")]
    [TestCase("""{"sort":{"field":"size","direction":"desc"}}""", "c.png b.png a.png")]
    [TestCase("""{"sort":[{"field":"size"}]}""", "a.png b.png c.png")]
    [TestCase("""{"limit":2}""", "c.png a.png")]
    [TestCase("""{"limit":2,"page":2}""", "b.png")]
    [TestCase("""{"limit":"2","page":9}""", "")]
    [TestCase("""{"sort":{"field":"size","direction":"up"}}""", null)]
    [TestCase("""{"limit":0}""", null)]
    [TestCase("""{"page":-1}""", null)]
    [TestCase("[1]", null)]
    public async Task ListFiles_HonoursItsOptions(string options, string? names)
    {
        var answer = await _backend.Bucket("list-files", "photos", new JsonObject { ["options"] = JsonNode.Parse(options) });
        if (names is null) Assert.That(answer.Status, Is.EqualTo(400), answer.ToString());
        else Assert.That(Names(answer.Json!), Is.EqualTo(names));
    }

    [TestCase("true")]
    [TestCase("{}")]
    public async Task CountInfo_ComesWhenAsked(string flag)
    {
        var options = new JsonObject { ["limit"] = 2, ["returnCountInfo"] = JsonNode.Parse(flag) };
        var answer = (await _backend.Bucket("list-files", "photos", new JsonObject { ["options"] = options })).Json!;
        Assert.That(answer["info"]!.ToJsonString(), Is.EqualTo("""{"count":3,"totalPages":2,"currentPage":1,"pageSize":2}"""));
        Assert.That(Names(answer["data"]!), Is.EqualTo("c.png a.png"));
    }

    [Test]
    public async Task SearchFiles_GoesThroughAllBuckets()
    {
        Assert.That(Names((await _backend.Storage("/search-files", new JsonObject { ["expression"] = "IN(tags, 'red')" })).Json!), Is.EqualTo("c.png a.png a.png"));
        Assert.That((await _backend.Storage("/search-files")).Code, Is.EqualTo("missing_required_value"));
        Assert.That((await _backend.Storage("/search-files", new JsonObject { ["expression"] = 5 })).Code, Is.EqualTo("invalid_value"));
    }

    [Test]
    public async Task ListBuckets_Filters()
    {
        var all = (await _backend.Storage("/list-buckets")).Json!.AsArray();
        Assert.That(all.Select(b => b!.Text("name")), Is.EqualTo(new[] { "root", "photos", "docs" }));
        var found = (await _backend.Storage("/list-buckets", new JsonObject { ["expression"] = "isPublic == false" })).Json!.AsArray();
        Assert.That(found.Select(b => b!.Text("name")), Is.EqualTo(new[] { "docs" }));
    }

    [Test]
    public async Task Addresses_AreComplete_InListsAndInFilters()
    {
        var file = (await _backend.File("get", "photos", "a.png")).Json!;
        var listed = (await _backend.Bucket("list-files", "photos", new JsonObject { ["expression"] = $"publicPath == '{file.Text("publicPath")}'" })).Json!.AsArray();
        Assert.That(listed.Single()!.ToJsonString(), Is.EqualTo(file.ToJsonString()));
        Assert.That((await _backend.GetAsync(new Uri(listed[0]!.Text("publicPath")).PathAndQuery)).Text, Is.EqualTo("1"));
    }

    [Test]
    public async Task NameThatLooksLikeAnAddress_StaysAsItIs()
    {
        await _backend.CreateBucketAsync("odd");
        const string name = "\"publicPath\":\"/_storage/x";
        await _backend.StoreAsync("odd", name, "x");
        Assert.That((await _backend.Bucket("list-files", "odd")).Json![0]!.Text("fileName"), Is.EqualTo(name));
    }

    [Test]
    public void ListOfABucket_UsesItsIndex()
    {
        var store = _backend.Service<SqliteDatabase>();
        var plan = store.Read(db =>
        {
            using var rows = db.Prepare($"EXPLAIN QUERY PLAN SELECT json(d.doc) FROM {StorageModels.Files.Table} AS d WHERE d.doc ->> '$.\"bucketId\"' = ?1 ORDER BY d.seq LIMIT 10");
            var text = "";
            while (rows.Step()) text += rows.Text(3);
            return text;
        });
        Assert.That(plan, Does.Contain("storage_file_buckets").And.Not.Contain("TEMP B-TREE"));
    }

    private static string Names(JsonNode list) => string.Join(' ', list.AsArray().Select(f => f!.Text("fileName")));
}
