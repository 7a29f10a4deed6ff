using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Storage;

public sealed class StorageLimitTests
{
    [Test]
    public async Task FileTooLarge_Is413_WhetherAnnouncedOrNot()
    {
        await using var backend = await StartAsync(new LimitsDefinition { FileBytes = 1000 });
        Assert.That((await backend.UploadAsync("root", "fits", new byte[1000])).Status, Is.EqualTo(200));
        var counted = await backend.UploadAsync("root", "a", new byte[1001]);
        Assert.That((counted.Status, counted.Code, (long)counted.Details!["limit"]!), Is.EqualTo((413, "content_too_large", 1000L)));
        var announced = await backend.UploadAsync("root", "a", new byte[200_000]);
        Assert.That((announced.Status, announced.Code), Is.EqualTo((413, "content_too_large")));
        using var form = StorageCalls.Form(new byte[1001]);
        var replaced = await backend.SendAsync(new Uri("/_api/rest/v1/storage/bucket/file/replace-formdata?bucket=root&file=fits", UriKind.Relative), form);
        Assert.That(replaced.Status, Is.EqualTo(413));
        Assert.That(backend.Contents(), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task JsonObjects_AreLimitedLikeOtherJson()
    {
        await using var backend = await StartAsync(new LimitsDefinition { JsonBodyBytes = 1024 });
        using var content = new StringContent(JsonValue.Create(new string('x', 2000))!.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        var answer = await backend.SendAsync(
            new Uri("/_api/rest/v1/storage/bucket/upload-object?bucket=root&fileName=a&options=%7B%22contentType%22%3A%22text%2Fplain%22%7D", UriKind.Relative), content);
        Assert.That((answer.Status, answer.Code), Is.EqualTo((413, "content_too_large")));
    }

    [Test]
    public async Task Bucket_HoldsSoManyFiles()
    {
        await using var backend = await StartAsync(new LimitsDefinition { FilesPerBucket = 2 });
        await backend.StoreAsync("root", "a", "x");
        await backend.StoreAsync("root", "b", "x");
        Assert.That((await backend.UploadAsync("root", "c", [1])).Code, Is.EqualTo("too_many_files"));
        var copy = await backend.File("duplicate", "root", "a");
        Assert.That((copy.Status, copy.Code), Is.EqualTo((413, "too_many_files")));
        await backend.File("delete", "root", "a");
        Assert.That((await backend.UploadAsync("root", "c", [1])).Status, Is.EqualTo(200));
        await backend.Bucket("empty", "root");
        Assert.That((await backend.UploadAsync("root", "d", [1])).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task App_HasSoManyBucketsAndBytes()
    {
        await using var backend = await StartAsync(new LimitsDefinition { Buckets = 2, StorageBytes = 10 });
        await backend.CreateBucketAsync("one");
        var second = await backend.Storage("/create-bucket", new JsonObject { ["name"] = "two" });
        Assert.That((second.Status, second.Code), Is.EqualTo((413, "too_many_buckets")));
        Assert.That((await backend.UploadAsync("three", "a", [1], new JsonObject { ["createBucket"] = true })).Code, Is.EqualTo("too_many_buckets"));
        await backend.StoreAsync("one", "a", "123456");
        var full = await backend.UploadAsync("root", "b", new byte[5]);
        Assert.That((full.Status, full.Code), Is.EqualTo((413, "storage_full")));
        Assert.That((await backend.UploadAsync("root", "b", new byte[4])).Status, Is.EqualTo(200));
        Assert.That(backend.Contents(), Has.Length.EqualTo(2));
    }

    [TestCase("storage.read", true, false)]
    [TestCase("storage.write", false, true)]
    [TestCase("db.read", false, false)]
    public async Task Rights_OfTheKey_AreChecked(string right, bool reads, bool writes)
    {
        await using var backend = await BackendFixture.StartAsync(new AppDefinition { ClientKeys = [new ClientKeyDefinition { Key = "some-key", Rights = [right] }] });
        await backend.StoreAsync("root", "a.txt", "x");
        var key = ("X-Client-Key", (string?)"some-key");
        foreach (var path in new[] { "/list-buckets", "/search-files", "/bucket/exists", "/bucket/get", "/bucket/list-files", "/bucket/file/exists", "/bucket/file/get", "/bucket/file/download" })
            Assert.That((await CallAsync(path)).Status, Is.EqualTo(reads ? 200 : 401), path);
        foreach (var path in new[] { "/bucket/add-tags", "/bucket/make-public", "/bucket/file/add-tags", "/bucket/file/duplicate", "/bucket/file/copy" })
            Assert.That((await CallAsync(path)).Status, Is.EqualTo(writes ? 200 : 401), path);
        using var form = StorageCalls.Form([1]);
        using var upload = new HttpRequestMessage(HttpMethod.Post, StorageCalls.UploadUri("root", "up.txt")) { Content = form };
        upload.Headers.Add("X-Client-Key", "some-key");
        var answer = await backend.SendAsync(upload);
        Assert.That((answer.Status, answer.Code), Is.EqualTo(writes ? (200, (string?)null) : (401, "not_authorized_module")));

        Task<Answer> CallAsync(string path) => backend.SendAsync("POST", "/_api/rest/v1/storage" + path, new JsonObject
        {
            ["bucket"] = "root",
            ["file"] = "a.txt",
            ["tags"] = "t",
            ["expression"] = "true",
            ["bucketNameOrId"] = "root",
        }, null, key);
    }

    private static Task<BackendFixture> StartAsync(LimitsDefinition limits) => BackendFixture.StartAsync(new AppDefinition { Limits = limits });
}
