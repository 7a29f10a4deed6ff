using System.Text.Json.Nodes;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Storage;

public sealed class FileTests
{
    private BackendFixture _backend = null!;

    [SetUp]
    public async Task Start()
    {
        _backend = await BackendFixture.StartAsync();
        await _backend.CreateBucketAsync("photos");
        await _backend.CreateBucketAsync("archive", isPublic: false);
    }

    [TearDown]
    public async Task Stop() => await _backend.DisposeAsync();

    [TestCase("get")]
    [TestCase("make-public")]
    [TestCase("make-private")]
    [TestCase("download")]
    [TestCase("rename")]
    [TestCase("duplicate")]
    [TestCase("delete")]
    [TestCase("move")]
    [TestCase("copy")]
    [TestCase("add-tags")]
    [TestCase("remove-tags")]
    [TestCase("update")]
    public async Task UnknownFileOrBucket_IsAnError(string operation)
    {
        JsonObject Body() => new() { ["newName"] = "x", ["tags"] = "x", ["bucketNameOrId"] = "archive" };
        Assert.That((await _backend.File(operation, "photos", "none.txt", Body())).Code, Is.EqualTo("file_not_found"));
        Assert.That((await _backend.File(operation, "nowhere", "none.txt", Body())).Code, Is.EqualTo("bucket_not_found"));
        await _backend.StoreAsync("archive", "other.txt", "x");
        var other = (await _backend.File("get", "archive", "other.txt")).Json!.Text("_id");
        Assert.That((await _backend.File(operation, "photos", other, Body())).Code, Is.EqualTo("file_not_found"), "by the id of a file of another bucket");
    }

    [Test]
    public async Task Exists_IsNeverAnError()
    {
        var file = await _backend.StoreAsync("photos", "a.txt", "hello");
        Assert.That((await _backend.File("exists", "photos", "a.txt")).Text, Is.EqualTo("true"));
        Assert.That((await _backend.File("exists", "photos", file.Text("_id"))).Text, Is.EqualTo("true"));
        Assert.That((await _backend.File("exists", "photos", "A.txt")).Text, Is.EqualTo("false"));
        Assert.That((await _backend.File("exists", "nowhere", "a.txt")).Text, Is.EqualTo("false"));
    }

    [Test]
    public async Task Download_GivesTheBytes_WithTypeAndChecksum()
    {
        await _backend.StoreAsync("photos", "a.png", "hello");
        var answer = await _backend.File("download", "photos", "a.png");
        Assert.That((answer.Status, answer.Text, answer.ContentType), Is.EqualTo((200, "hello", "image/png")));
        Assert.That(answer.Header("Repr-Digest"), Is.EqualTo(StorageCalls.Digest("hello"u8.ToArray())));
        Assert.That(answer.Header("Content-Length"), Is.EqualTo("5"));
    }

    [Test]
    public async Task Rename_KeepsIdAndAddress_AndRefusesTakenNames()
    {
        var file = await _backend.StoreAsync("photos", "a.txt", "hello");
        await _backend.StoreAsync("photos", "b.txt", "other");
        Assert.That((await _backend.File("rename", "photos", "a.txt", new JsonObject { ["newName"] = "b.txt" })).Code, Is.EqualTo("file_already_exists"));
        Assert.That((await _backend.File("rename", "photos", "a.txt", new JsonObject { ["newName"] = "../b.txt" })).Code, Is.EqualTo("validation_error"));
        var renamed = (await _backend.File("rename", "photos", "a.txt", new JsonObject { ["newName"] = "c.txt" })).Json!;
        Assert.That((renamed.Text("_id"), renamed.Text("publicPath"), renamed.Text("fileName")), Is.EqualTo((file.Text("_id"), file.Text("publicPath"), "c.txt")));
        Assert.That((await _backend.File("rename", "photos", "c.txt", new JsonObject { ["newName"] = "c.txt" })).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Move_KeepsTheId_AndVariesATakenName()
    {
        var file = await _backend.StoreAsync("photos", "a.txt", "hello", new JsonObject { ["tags"] = "t" });
        await _backend.StoreAsync("archive", "a.txt", "other");
        var moved = (await _backend.File("move", "photos", "a.txt", new JsonObject { ["bucketNameOrId"] = "archive" })).Json!;
        Assert.That((moved.Text("_id"), moved.Text("fileName")), Is.EqualTo((file.Text("_id"), "a (1).txt")));
        Assert.That(moved.Text("publicPath"), Does.EndWith($"/{moved.Text("bucketId")}/{moved.Text("_id")}").And.Not.EqualTo(file.Text("publicPath")));
        Assert.That((bool)moved["isPublic"]!, Is.True, "it keeps its privacy");
        Assert.That((await _backend.File("download", "archive", "a (1).txt")).Text, Is.EqualTo("hello"));
        Assert.That((await _backend.File("exists", "photos", "a.txt")).Text, Is.EqualTo("false"));
        Assert.That((await _backend.File("move", "archive", "a.txt", new JsonObject { ["bucketNameOrId"] = "nowhere" })).Code, Is.EqualTo("bucket_not_found"));
        Assert.That((await _backend.File("move", "archive", "a.txt", new JsonObject { ["bucketNameOrId"] = "archive" })).Json!.Text("fileName"), Is.EqualTo("a.txt"));
    }

    [Test]
    public async Task Copies_ShareTheContent_UntilTheLastOneGoes()
    {
        var file = await _backend.StoreAsync("photos", "a.txt", "hello", new JsonObject { ["tags"] = "t", ["isPublic"] = false });
        var copy = (await _backend.File("copy", "photos", "a.txt", new JsonObject { ["bucketNameOrId"] = "archive" })).Json!;
        var twin = (await _backend.File("duplicate", "photos", "a.txt")).Json!;
        var named = (await _backend.File("duplicate", "photos", "a.txt", new JsonObject { ["duplicateName"] = "b.txt" })).Json!;
        Assert.That(new[] { copy, twin, named }.Select(c => c.Text("fileName")), Is.EqualTo(new[] { "a.txt", "a (1).txt", "b.txt" }));
        Assert.That(new[] { file, copy, twin, named }.Select(c => c.Text("_id")), Is.Unique);
        Assert.That((copy["tags"]!.ToJsonString(), (bool)copy["isPublic"]!, (int)copy["size"]!), Is.EqualTo(("""["t"]""", false, 5)));
        Assert.That(_backend.Contents(), Has.Length.EqualTo(1));

        await _backend.File("delete", "photos", "a.txt");
        await _backend.Bucket("delete-files", "photos", new JsonObject { ["fileNamesOrIds"] = new JsonArray("a (1).txt", "b.txt", "unknown") });
        Assert.That((await _backend.File("download", "archive", "a.txt")).Text, Is.EqualTo("hello"));
        Assert.That((await _backend.Bucket("empty", "archive")).Status, Is.EqualTo(200));
        Assert.That(_backend.Contents(), Is.Empty);
    }

    [Test]
    public async Task Replace_KeepsIdNameAndAddress()
    {
        var file = await _backend.StoreAsync("archive", "a.txt", "hello", new JsonObject { ["isPublic"] = true });
        using var form = StorageCalls.Form("new text"u8.ToArray(), "text/plain");
        var uri = new Uri("/_api/rest/v1/storage/bucket/file/replace-formdata?bucket=archive&file=a.txt&options=%7B%7D", UriKind.Relative);
        var replaced = (await _backend.SendAsync(uri, form)).Json!;
        Assert.That((replaced.Text("_id"), replaced.Text("fileName"), replaced.Text("publicPath")), Is.EqualTo((file.Text("_id"), "a.txt", file.Text("publicPath"))));
        Assert.That(((int)replaced["size"]!, replaced.Text("mimeType"), (bool)replaced["isPublic"]!), Is.EqualTo((8, "text/plain", false)), "private as the bucket says");
        Assert.That((await _backend.File("download", "archive", "a.txt")).Text, Is.EqualTo("new text"));
        Assert.That(_backend.Contents(), Has.Length.EqualTo(1));

        using var second = StorageCalls.Form("x"u8.ToArray());
        Assert.That((await _backend.SendAsync(new Uri(uri.ToString().Replace("a.txt", "none", StringComparison.Ordinal), UriKind.Relative), second)).Code, Is.EqualTo("file_not_found"));
        Assert.That(_backend.Contents(), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Update_ChangesWhatIsGiven()
    {
        await _backend.StoreAsync("photos", "a.txt", "hello", new JsonObject { ["tags"] = "t" });
        var same = (await _backend.File("update", "photos", "a.txt", new JsonObject { ["newName"] = null, ["isPublic"] = null, ["tags"] = null })).Json!;
        Assert.That((same.Text("fileName"), (bool)same["isPublic"]!, same["tags"]!.ToJsonString()), Is.EqualTo(("a.txt", true, """["t"]""")));
        var changed = (await _backend.File("update", "photos", "a.txt", new JsonObject { ["newName"] = "b.txt", ["isPublic"] = false, ["tags"] = new JsonArray("x", "y") })).Json!;
        Assert.That((changed.Text("fileName"), (bool)changed["isPublic"]!, changed["tags"]!.ToJsonString()), Is.EqualTo(("b.txt", false, """["x","y"]""")));
        Assert.That((await _backend.File("add-tags", "photos", "b.txt", new JsonObject { ["tags"] = "z" })).Json!["tags"]!.ToJsonString(), Is.EqualTo("""["x","y","z"]"""));
        Assert.That((await _backend.File("remove-tags", "photos", "b.txt", new JsonObject { ["tags"] = new JsonArray("x", "q") })).Json!["tags"]!.ToJsonString(), Is.EqualTo("""["y","z"]"""));
        Assert.That((await _backend.File("update", "photos", "b.txt", new JsonObject { ["isPublic"] = "yes" })).Code, Is.EqualTo("invalid_value"));
    }

    [Test]
    public async Task DeleteByAddress_GoesByTheIdsInIt()
    {
        var first = await _backend.StoreAsync("photos", "a.txt", "one");
        var second = await _backend.StoreAsync("archive", "b.txt", "two");
        var elsewhere = new Uri(new Uri("https://other.example/e:1"), new Uri(first.Text("publicPath")).PathAndQuery + "?x=1");
        Assert.That((await _backend.Storage("/delete-file", new JsonObject { ["fileUrl"] = elsewhere.ToString() })).Text, Is.EqualTo("null"));
        Assert.That((await _backend.Storage("/delete-file", new JsonObject { ["fileUrl"] = second.Text("publicPath") })).Text, Is.EqualTo("null"), "private ones too");
        Assert.That((await _backend.Storage("/delete-file", new JsonObject { ["fileUrl"] = first.Text("publicPath") })).Code, Is.EqualTo("file_not_found"));
        Assert.That((await _backend.Storage("/delete-file", new JsonObject { ["fileUrl"] = "nonsense" })).Code, Is.EqualTo("file_not_found"));
        Assert.That(_backend.Contents(), Is.Empty);
    }

    [Test]
    public async Task Session_IsRemembered()
    {
        var signUp = await _backend.PostAsync("/_api/rest/v1/auth/signup-email", new JsonObject { ["email"] = "a@b.co", ["password"] = "secret-1" });
        var (user, token) = (signUp.Json!["user"]!.Text("_id"), signUp.Json["session"]!.Text("token"));
        var bucket = (await _backend.Storage("/create-bucket", new JsonObject { ["name"] = "mine" }, token)).Json!;
        using var form = StorageCalls.Form([1]);
        var file = (await _backend.SendAsync(StorageCalls.UploadUri("mine", "a.bin"), form, token)).Json!;
        Assert.That((bucket.Text("userId"), file.Text("userId")), Is.EqualTo((user, user)));
        var copy = (await _backend.File("duplicate", "mine", "a.bin")).Json!;
        Assert.That(copy["userId"], Is.Null, "whoever makes the copy owns it");
    }
}
