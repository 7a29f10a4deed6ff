using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Storage;

public sealed class BucketTests
{
    private BackendFixture _backend = null!;

    [SetUp]
    public async Task Start() => _backend = await BackendFixture.StartAsync();

    [TearDown]
    public async Task Stop() => await _backend.DisposeAsync();

    [Test]
    public async Task Create_GivesTheBucket_AndTakesEachNameOnce()
    {
        var answer = await _backend.Storage("/create-bucket", new JsonObject { ["name"] = "photos", ["isPublic"] = false, ["tags"] = new JsonArray("a", "b", "a") });
        var bucket = answer.Json!;
        Assert.That(bucket.Text("_id"), Has.Length.EqualTo(24));
        Assert.That((bucket.Text("name"), (bool)bucket["isPublic"]!, bucket["tags"]!.ToJsonString()), Is.EqualTo(("photos", false, """["a","b"]""")));
        Assert.That(bucket.Text("createdAt"), Does.Match(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$").And.EqualTo(bucket.Text("updatedAt")));
        Assert.That(bucket["userId"], Is.Null);

        Assert.That((await _backend.Storage("/create-bucket", new JsonObject { ["name"] = "photos" })).Code, Is.EqualTo("bucket_already_exists"));
        Assert.That((await _backend.Storage("/create-bucket", new JsonObject { ["name"] = "Photos" })).Status, Is.EqualTo(200), "case matters");
        Assert.That((await _backend.Storage("/create-bucket", new JsonObject { ["name"] = "root" })).Code, Is.EqualTo("invalid_operation"));
        Assert.That((await _backend.Storage("/create-bucket")).Code, Is.EqualTo("missing_required_value"));
        Assert.That((await _backend.Storage("/create-bucket", new JsonObject { ["name"] = "a/b" })).Code, Is.EqualTo("validation_error"));
    }

    [Test]
    public async Task Root_AlwaysExists_AndCannotGo()
    {
        var root = (await _backend.Bucket("get", "root")).Json!;
        Assert.That((bool)root["isPublic"]!, Is.True);
        Assert.That((await _backend.Bucket("delete", "root")).Code, Is.EqualTo("invalid_operation"));
        Assert.That((await _backend.Bucket("rename", "root", new JsonObject { ["newName"] = "other" })).Code, Is.EqualTo("invalid_operation"));
        Assert.That((await _backend.Bucket("delete", root.Text("_id"))).Code, Is.EqualTo("invalid_operation"), "by its id neither");
        Assert.That((bool)(await _backend.Bucket("make-private", "root")).Json!["isPublic"]!, Is.False);
        Assert.That((await _backend.Bucket("empty", "root")).Text, Is.EqualTo("null"));
        Assert.That((await _backend.Bucket("update", "root", new JsonObject { ["newName"] = "root", ["isPublic"] = true, ["tags"] = "x" })).Status, Is.EqualTo(200));
    }

    [TestCase("get")]
    [TestCase("empty")]
    [TestCase("rename")]
    [TestCase("delete")]
    [TestCase("make-public")]
    [TestCase("make-private")]
    [TestCase("list-files")]
    [TestCase("delete-files")]
    [TestCase("add-tags")]
    [TestCase("remove-tags")]
    [TestCase("update")]
    public async Task UnknownBucket_IsAnError(string operation)
    {
        var body = new JsonObject { ["newName"] = "x", ["tags"] = "x", ["fileNamesOrIds"] = new JsonArray("x") };
        var answer = await _backend.Bucket(operation, "nowhere", body);
        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, "bucket_not_found")));
        Assert.That((string)answer.Details!["bucket"]!, Is.EqualTo("nowhere"));
    }

    [Test]
    public async Task Exists_IsABoolean_ByNameAndById()
    {
        var bucket = await _backend.CreateBucketAsync("photos");
        Assert.That((await _backend.Bucket("exists", "photos")).Text, Is.EqualTo("true"));
        Assert.That((await _backend.Bucket("exists", bucket.Text("_id").ToUpperInvariant())).Text, Is.EqualTo("true"));
        Assert.That((await _backend.Bucket("exists", "nowhere")).Text, Is.EqualTo("false"));
    }

    [Test]
    public async Task Bucket_CalledLikeAnId_IsFoundByItsName()
    {
        await _backend.CreateBucketAsync("aaaaaaaaaaaaaaaaaaaaaaaa");
        Assert.That((await _backend.Bucket("exists", "aaaaaaaaaaaaaaaaaaaaaaaa")).Text, Is.EqualTo("true"));
    }

    [Test]
    public async Task Rename_KeepsTheFiles()
    {
        await _backend.CreateBucketAsync("photos");
        await _backend.CreateBucketAsync("taken");
        await _backend.StoreAsync("photos", "a.txt", "hello");
        Assert.That((await _backend.Bucket("rename", "photos", new JsonObject { ["newName"] = "taken" })).Code, Is.EqualTo("bucket_already_exists"));
        Assert.That((await _backend.Bucket("rename", "photos", new JsonObject { ["newName"] = "root" })).Code, Is.EqualTo("invalid_operation"));
        Assert.That((await _backend.Bucket("rename", "photos", new JsonObject { ["newName"] = "pics" })).Json!.Text("name"), Is.EqualTo("pics"));
        Assert.That((await _backend.Bucket("list-files", "pics")).Json!.AsArray(), Has.Count.EqualTo(1));
        Assert.That((await _backend.Bucket("exists", "photos")).Text, Is.EqualTo("false"));
    }

    [Test]
    public async Task EmptyAndDelete_RemoveTheContentsToo()
    {
        await _backend.CreateBucketAsync("photos");
        await _backend.StoreAsync("photos", "a.txt", "one");
        await _backend.StoreAsync("photos", "b.txt", "two");
        await _backend.StoreAsync("root", "c.txt", "three");
        Assert.That((await _backend.Bucket("empty", "photos")).Text, Is.EqualTo("null"));
        Assert.That(_backend.Contents(), Has.Length.EqualTo(1));
        Assert.That((await _backend.File("exists", "photos", "a.txt")).Text, Is.EqualTo("false"));

        await _backend.StoreAsync("photos", "a.txt", "one");
        Assert.That((await _backend.Bucket("delete", "photos")).Text, Is.EqualTo("null"));
        Assert.That((await _backend.Bucket("delete", "photos")).Code, Is.EqualTo("bucket_not_found"));
        Assert.That(_backend.Contents(), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Visibility_HoldsForNewFiles_AndForOldOnesWhenTold()
    {
        await _backend.CreateBucketAsync("photos", isPublic: false);
        var old = await _backend.StoreAsync("photos", "old.txt", "x");
        Assert.That((bool)old["isPublic"]!, Is.False);
        Assert.That((bool)(await _backend.Bucket("make-public", "photos")).Json!["isPublic"]!, Is.True);
        Assert.That((bool)(await _backend.StoreAsync("photos", "new.txt", "x"))["isPublic"]!, Is.True);
        Assert.That((bool)(await _backend.File("get", "photos", "old.txt")).Json!["isPublic"]!, Is.False);
        await _backend.Bucket("make-public", "photos", new JsonObject { ["includeFiles"] = true });
        Assert.That((bool)(await _backend.File("get", "photos", "old.txt")).Json!["isPublic"]!, Is.True);
        await _backend.Bucket("update", "photos", new JsonObject { ["isPublic"] = false, ["includeFiles"] = true });
        Assert.That((bool)(await _backend.File("get", "photos", "new.txt")).Json!["isPublic"]!, Is.False);
        Assert.That((await _backend.Bucket("make-private", "photos")).Status, Is.EqualTo(200), "it is private already");
    }

    [Test]
    public async Task Tags_AreASet()
    {
        await _backend.CreateBucketAsync("photos");
        Assert.That((await _backend.Bucket("add-tags", "photos", new JsonObject { ["tags"] = "red" })).Json!["tags"]!.ToJsonString(), Is.EqualTo("""["red"]"""));
        Assert.That((await _backend.Bucket("add-tags", "photos", new JsonObject { ["tags"] = new JsonArray("blue", "red") })).Json!["tags"]!.ToJsonString(), Is.EqualTo("""["red","blue"]"""));
        Assert.That((await _backend.Bucket("remove-tags", "photos", new JsonObject { ["tags"] = new JsonArray("red", "none") })).Json!["tags"]!.ToJsonString(), Is.EqualTo("""["blue"]"""));
        Assert.That((await _backend.Bucket("update", "photos", new JsonObject { ["tags"] = new JsonArray("a") })).Json!["tags"]!.ToJsonString(), Is.EqualTo("""["a"]"""));
        Assert.That((await _backend.Bucket("add-tags", "photos", new JsonObject { ["tags"] = 5 })).Code, Is.EqualTo("invalid_value"));
        Assert.That((await _backend.Bucket("add-tags", "photos")).Code, Is.EqualTo("missing_required_value"));
    }

    [Test]
    public async Task Statistics_CountFilesAndBytes()
    {
        await _backend.CreateBucketAsync("photos");
        Assert.That((await _backend.Bucket("get", "photos", new JsonObject { ["detailed"] = true })).Json!["stats"]!.ToJsonString(),
            Is.EqualTo("""{"objectsCount":0,"totalStorageSize":0,"averageObjectSize":0,"minObjectSize":0,"maxObjectSize":0}"""));
        await _backend.StoreAsync("photos", "a.txt", "12");
        await _backend.StoreAsync("photos", "b.txt", "12345");
        await _backend.StoreAsync("root", "c.txt", "1");
        Assert.That((await _backend.Bucket("get", "photos", new JsonObject { ["detailed"] = true })).Json!["stats"]!.ToJsonString(),
            Is.EqualTo("""{"objectsCount":2,"totalStorageSize":7,"averageObjectSize":3.5,"minObjectSize":2,"maxObjectSize":5}"""));
        Assert.That((await _backend.GetAsync("/_api/rest/v1/storage/stats")).Text,
            Is.EqualTo("""{"bucketsCount":2,"objectsCount":3,"totalStorageSize":8,"averageObjectSize":2.67,"minObjectSize":1,"maxObjectSize":5}"""));
        Assert.That((await _backend.Bucket("get", "photos")).Json!["stats"], Is.Null);
    }

    [Test]
    public async Task Statistics_WaitAmongQueries_NotAmongLookUps()
    {
        var store = _backend.Service<SqliteDatabase>();
        using var end = new ManualResetEventSlim();
        using var started = new CountdownEvent(ReaderPool.MostQueries);
        var queries = Enumerable.Range(0, ReaderPool.MostQueries).Select(_ => Task.Run(() => store.QueryAsync(_ =>
        {
            started.Signal();
            end.Wait();
            return true;
        }))).ToArray();
        started.Wait();

        var statistics = _backend.GetAsync("/_api/rest/v1/storage/stats");
        var detailed = _backend.Bucket("get", "root", new JsonObject { ["detailed"] = true });
        Assert.That((await _backend.Bucket("get", "root")).Status, Is.EqualTo(200));

        Assert.That((statistics.IsCompleted, detailed.IsCompleted), Is.EqualTo((false, false)));
        end.Set();
        await Task.WhenAll(queries);
        Assert.That(((await statistics).Status, (await detailed).Status), Is.EqualTo((200, 200)));
    }

    [Test]
    public async Task BucketsOfTheDefinition_AreMadeAtStart_AndKeptAsTheyAre()
    {
        using var folder = new TemporaryFolder();
        var options = new AltogicBackendOptions
        {
            DataDirectory = folder.Path,
            App = new AppDefinition { Buckets = [new BucketDefinition { Name = "avatars" }, new BucketDefinition { Name = "docs", IsPublic = false }] },
        };
        await using (var first = await BackendFixture.StartAsync(options))
        {
            Assert.That((bool)(await first.Bucket("get", "docs")).Json!["isPublic"]!, Is.False);
            await first.Bucket("make-public", "docs");
        }

        await using var second = await BackendFixture.StartAsync(options);
        Assert.That((bool)(await second.Bucket("get", "docs")).Json!["isPublic"]!, Is.True);
        Assert.That((await second.Storage("/list-buckets")).Json!.AsArray().Select(b => b!.Text("name")), Is.EqualTo(new[] { "root", "avatars", "docs" }));
    }

    [Test]
    public async Task Models_OfTheApp_DoNotShowStorage()
    {
        using var folder = new TemporaryFolder();
        var options = new AltogicBackendOptions { DataDirectory = folder.Path };
        await using (await BackendFixture.StartAsync(options)) await _backend.StoreAsync("root", "a.txt", "x");
        await using var second = await BackendFixture.StartAsync(options);
        Assert.That((await second.GetAsync("/_api/rest/v1/db/stats")).Json!.AsArray().Select(m => m!.Text("model")), Is.EqualTo(new[] { "users" }));
        var read = new JsonObject { ["model"] = "$files", ["query"] = new JsonObject() };
        Assert.That((await second.PostAsync("/_api/rest/v1/db/get-list", read)).Status, Is.EqualTo(400));
    }
}
