using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Storage;

public sealed class UploadTests
{
    private BackendFixture _backend = null!;

    [SetUp]
    public async Task Start() => _backend = await BackendFixture.StartAsync();

    [TearDown]
    public async Task Stop() => await _backend.DisposeAsync();

    [Test]
    public async Task Upload_GivesTheWholeDescription()
    {
        var file = await _backend.StoreAsync("root", "dir/é a+b&c=d%41#.txt", "hello", new JsonObject { ["tags"] = new JsonArray("a", "a"), ["isPublic"] = false, ["unknown"] = 1 });
        var id = file.Text("_id");
        Assert.That(id, Does.Match("^[0-9a-f]{24}$"));
        Assert.That((file.Text("fileName"), (int)file["size"]!, file.Text("encoding"), file.Text("mimeType")), Is.EqualTo(("dir/é a+b&c=d%41#.txt", 5, "7bit", "image/png")));
        Assert.That((file["tags"]!.ToJsonString(), (bool)file["isPublic"]!), Is.EqualTo(("""["a"]""", false)));
        Assert.That(file.Text("publicPath"), Does.Match($"^{_backend.Url}/_storage/[0-9a-f]{{24}}/{file.Text("bucketId")}/{id}$"));
        Assert.That(file.Text("uploadedAt"), Is.EqualTo(file.Text("updatedAt")));
    }

    [Test]
    public async Task TakenName_IsVaried()
    {
        var names = new List<string>();
        for (var n = 0; n < 5; n++) names.Add((await _backend.StoreAsync("root", "a.tar.gz", "x")).Text("fileName"));
        Assert.That(names, Is.Unique);
        Assert.That(names, Is.All.Matches(@"^a\.tar( \(\d+\))?\.gz$"));
        Assert.That(names[..2], Is.EqualTo(new[] { "a.tar.gz", "a.tar (1).gz" }));
    }

    [Test]
    public async Task Bucket_IsMadeWhenTold()
    {
        Assert.That((await _backend.UploadAsync("new", "a.txt", [1])).Code, Is.EqualTo("bucket_not_found"));
        Assert.That((await _backend.UploadAsync("new", "a.txt", [1], new JsonObject { ["createBucket"] = true })).Status, Is.EqualTo(200));
        Assert.That((bool)(await _backend.Bucket("get", "new")).Json!["isPublic"]!, Is.True);
        Assert.That((await _backend.UploadAsync("a/b", "a.txt", [1], new JsonObject { ["createBucket"] = true })).Code, Is.EqualTo("validation_error"));
    }

    [Test]
    public async Task TakenName_WithALongEnding_IsVaried()
    {
        var name = "a." + new string('x', 252);
        await _backend.StoreAsync("root", name, "x");
        var second = (await _backend.StoreAsync("root", name, "x")).Text("fileName");
        Assert.That(second, Is.Not.EqualTo(name));
        Assert.That((await _backend.File("rename", "root", second, new JsonObject { ["newName"] = second })).Status, Is.EqualTo(200), "the backend takes its own name");
    }

    [TestCase("file", null, "", "application/octet-stream")]
    [TestCase("whatever", "x.png", "text/csv", "text/csv")]
    [TestCase("file", "x.png", "", "text/css")]
    public async Task FirstFilePart_IsTheContent(string field, string? partName, string type, string stored)
    {
        using var form = new MultipartFormDataContent { { new StringContent("not this"), "comment" } };
        var part = new ByteArrayContent("body"u8.ToArray());
        if (type.Length > 0) part.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (partName is null) form.Add(part, field);
        else form.Add(part, field, partName);
        form.Add(new ByteArrayContent("nor this"u8.ToArray()), "second", "second.txt");
        var file = (await _backend.SendAsync(StorageCalls.UploadUri("root", partName is null ? "noending" : "a.css"), form)).Json!;
        Assert.That((file.Text("mimeType"), (int)file["size"]!), Is.EqualTo((stored, 4)));
    }

    [Test]
    public async Task Checksum_InTheForm_IsVerified()
    {
        byte[] bytes = [1, 2, 3];
        using var right = StorageCalls.Form(bytes, digest: "sha-512=:AA==:, " + StorageCalls.Digest(bytes));
        Assert.That((await _backend.SendAsync(StorageCalls.UploadUri("root", "a.bin"), right)).Status, Is.EqualTo(200));
        using var wrong = StorageCalls.Form(bytes, digest: StorageCalls.Digest([9]));
        Assert.That((await _backend.SendAsync(StorageCalls.UploadUri("root", "b.bin"), wrong)).Code, Is.EqualTo("checksum_mismatch"));
        using var broken = StorageCalls.Form(bytes, digest: "sha-256=:abc:");
        Assert.That((await _backend.SendAsync(StorageCalls.UploadUri("root", "c.bin"), broken)).Code, Is.EqualTo("invalid_value"));
        Assert.That((await _backend.Bucket("list-files", "root")).Json!.AsArray(), Has.Count.EqualTo(1));
        Assert.That(_backend.Contents(), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Checksum_OfTheRequest_IsVerified()
    {
        using var form = StorageCalls.Form([1, 2, 3]);
        var whole = await form.ReadAsByteArrayAsync();
        using var right = new ByteArrayContent(whole);
        right.Headers.ContentType = form.Headers.ContentType;
        Assert.That((await _backend.SendAsync(StorageCalls.UploadUri("root", "a.bin"), right, null, ("Content-Digest", StorageCalls.Digest(whole)))).Status, Is.EqualTo(200));
        using var wrong = new ByteArrayContent(whole);
        wrong.Headers.ContentType = form.Headers.ContentType;
        Assert.That((await _backend.SendAsync(StorageCalls.UploadUri("root", "b.bin"), wrong, null, ("Content-Digest", StorageCalls.Digest([1])))).Code, Is.EqualTo("checksum_mismatch"));
        using var raw = new ByteArrayContent([1, 2]);
        raw.Headers.ContentType = new MediaTypeHeaderValue("image/gif");
        Assert.That((await _backend.SendAsync(ObjectUri("c.gif", null), raw, null, ("Content-Digest", StorageCalls.Digest([1])))).Code, Is.EqualTo("checksum_mismatch"));
        Assert.That(_backend.Contents(), Has.Length.EqualTo(1));
    }

    [TestCase("text/plain", "[object FormData]")]
    [TestCase("application/json", "{}")]
    [TestCase("multipart/form-data", "")]
    [TestCase("multipart/form-data; boundary=\"\"", "--\r\n")]
    [TestCase("multipart/form-data; boundary=x", "")]
    [TestCase("multipart/form-data; boundary=x", "no boundary at all")]
    [TestCase("multipart/form-data; boundary=x", "--x--\r\n")]
    [TestCase("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nhello\r\n--x--\r\n")]
    [TestCase("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: nonsense;;;=\r\n\r\nhello\r\n--x--\r\n")]
    [TestCase("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nhello")]
    [TestCase("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n")]
    [TestCase("multipart/form-data; boundary=x", "--x\r\nbroken header\r\n\r\nhello\r\n--x--\r\n")]
    public async Task BrokenForm_IsRefused_AndLeavesNothing(string type, string body)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        var answer = await _backend.SendAsync(StorageCalls.UploadUri("root", "a.bin"), content);
        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, "file_upload_error")), answer.ToString());
        Assert.That(_backend.Contents(), Is.Empty);
    }

    [TestCase(1_000, 200)]
    [TestCase(1_000_000, 400)]
    public async Task WhatStandsBehindTheLastBoundary_IsPassedOver_UpToALimit(int length, int status)
    {
        const string form = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nhello\r\n--x--\r\n";
        using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(form + new string('e', length)));
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
        var answer = await _backend.SendAsync(StorageCalls.UploadUri("root", "a.bin"), content);
        Assert.That(answer.Status, Is.EqualTo(status), answer.ToString());
        Assert.That(_backend.Contents(), Has.Length.EqualTo(status == 200 ? 1 : 0));
    }

    [Test]
    public async Task FormWithTooManyParts_IsRefused()
    {
        using var form = new MultipartFormDataContent();
        for (var n = 0; n < 100; n++) form.Add(new StringContent("x"), "field" + n);
        Assert.That((await _backend.SendAsync(StorageCalls.UploadUri("root", "a.bin"), form)).Code, Is.EqualTo("file_upload_error"));
    }

    [TestCase("Content-Length: 1000\r\n", "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nhello")]
    [TestCase("Transfer-Encoding: chunked\r\n", "45\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nhello\r\n")]
    public async Task TruncatedRequest_LeavesNothing(string header, string body)
    {
        using var folder = new TemporaryFolder();
        await using (var backend = await BackendFixture.StartAsync(new AltogicBackendOptions { DataDirectory = folder.Path }))
        {
            var uri = new Uri(backend.Url);
            await RawHttp.SendAsync(
                uri.Port,
                Encoding.ASCII.GetBytes($"POST {StorageCalls.UploadUri("root", "a.bin")} HTTP/1.1\r\nHost: {uri.Authority}\r\nX-Client-Key: {backend.ClientKey}\r\n"
                    + $"Content-Type: multipart/form-data; boundary=x\r\n{header}\r\n{body}"),
                hangUp: true);
            Assert.That((await backend.Bucket("list-files", "root")).Text, Is.EqualTo("[]"));
        }

        // stopped, the backend has finished with the request
        Assert.That(StorageCalls.ContentsOf(folder.Path), Is.Empty);
    }

    [TestCase("""{"isPublic":"yes"}""", "invalid_value")]
    [TestCase("""{"tags":[1]}""", "invalid_value")]
    [TestCase("""[]""", "invalid_value")]
    [TestCase("""{broken""", "invalid_value")]
    [TestCase("""{"contentType":5}""", "invalid_value")]
    [TestCase("""{"tags":["\ud800"]}""", "invalid_value")]
    [TestCase("""{"x\udc00":1}""", "invalid_value")]
    public async Task BadOptions_AreRefused(string options, string code)
    {
        using var form = StorageCalls.Form([1]);
        var uri = new Uri("/_api/rest/v1/storage/bucket/upload-object?bucket=root&fileName=a&options=" + Uri.EscapeDataString(options), UriKind.Relative);
        Assert.That((await _backend.SendAsync(uri, form)).Code, Is.EqualTo(code));
    }

    [Test]
    public async Task Parameters_AreRequired()
    {
        using var form = StorageCalls.Form([1]);
        var missing = await _backend.SendAsync(new Uri("/_api/rest/v1/storage/bucket/upload-formdata?bucket=root", UriKind.Relative), form);
        Assert.That((missing.Code, (string)missing.Details!["field"]!), Is.EqualTo(("missing_required_value", "fileName")));
    }

    [TestCase("\"hello\"", "68656c6c6f")]
    [TestCase("""{"type":"Buffer","data":[0,1,255]}""", "0001ff")]
    [TestCase("""{"0":104,"1":105}""", "6869")]
    [TestCase("""{"0":104,"2":105}""", "7b2230223a3130342c2232223a3130357d")]
    [TestCase("""{"0":256}""", "7b2230223a3235367d")]
    [TestCase("""{"type":"Buffer","data":[1000]}""", "7b2274797065223a22427566666572222c2264617461223a5b313030305d7d")]
    [TestCase("{}", "7b7d")]
    [TestCase("""{"a":1}""", "7b2261223a317d")]
    [TestCase("[1,2]", "5b312c325d")]
    [TestCase("12.5", "31322e35")]
    [TestCase("true", "74727565")]
    [TestCase("", "")]
    public async Task Objects_OfTheOfficialSdk_BecomeTheBytesThatWereMeant(string body, string hex)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (body.Length > 0) content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var file = (await _backend.SendAsync(ObjectUri("a.bin", "image/x-thing"), content)).Json!;
        Assert.That((file.Text("mimeType"), (int)file["size"]!), Is.EqualTo(("image/x-thing", hex.Length / 2)));
        var bytes = Encoding.Latin1.GetBytes(await DownloadAsync("a.bin"));
        Assert.That(Convert.ToHexStringLower(bytes), Is.EqualTo(hex));
    }

    [Test]
    public async Task RawBody_IsStoredAsItIs()
    {
        using var content = new ByteArrayContent([0, 255, 13, 10]);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/gif");
        var file = (await _backend.SendAsync(ObjectUri("a.gif", null), content)).Json!;
        Assert.That((file.Text("mimeType"), (int)file["size"]!), Is.EqualTo(("image/gif", 4)));
        using var json = new ByteArrayContent("{}"u8.ToArray());
        json.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        Assert.That((await _backend.SendAsync(ObjectUri("b", null), json)).Code, Is.EqualTo("missing_content_type"));
        using var broken = new ByteArrayContent("{"u8.ToArray());
        broken.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        Assert.That((await _backend.SendAsync(ObjectUri("b", "text/plain"), broken)).Code, Is.EqualTo("invalid_request_body_syntax"));
        Assert.That(_backend.Contents(), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task ContentType_ThatIsNone_NeverComesBack()
    {
        using var form = StorageCalls.Form([1], type: null);
        form.First().Headers.TryAddWithoutValidation("Content-Type", "text/html<script>");
        var file = (await _backend.SendAsync(StorageCalls.UploadUri("root", "a.bin"), form)).Json!;
        Assert.That(file.Text("mimeType"), Is.EqualTo("application/octet-stream"));
    }

    private static Uri ObjectUri(string name, string? contentType) => new(
        $"/_api/rest/v1/storage/bucket/upload-object?bucket=root&fileName={name}"
        + (contentType is null ? "" : "&options=" + Uri.EscapeDataString(new JsonObject { ["contentType"] = contentType }.ToJsonString())), UriKind.Relative);

    private async Task<string> DownloadAsync(string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_api/rest/v1/storage/bucket/file/download");
        request.Headers.Add("X-Client-Key", _backend.ClientKey);
        request.Content = new StringContent(new JsonObject { ["bucket"] = "root", ["file"] = name }.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await _backend.Http.SendAsync(request);
        return Encoding.Latin1.GetString(await response.Content.ReadAsByteArrayAsync());
    }
}
