using System.Text.Json.Nodes;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Storage;

[Parallelizable(ParallelScope.Self)]
public sealed class PublicFileTests
{
    private const string Text = "0123456789";
    private BackendFixture _backend = null!;
    private JsonObject _file = null!;

    [SetUp]
    public async Task Start()
    {
        _backend = await BackendFixture.StartAsync();
        _file = await _backend.StoreAsync("root", "dir/naïve \"x\".png", Text);
    }

    [TearDown]
    public async Task Stop() => await _backend.DisposeAsync();

    [Test]
    public async Task PublicFile_NeedsNoKey()
    {
        var answer = await GetAsync();
        Assert.That((answer.Status, answer.Text, answer.ContentType), Is.EqualTo((200, Text, "image/png")));
        Assert.That(answer.Header("Content-Length"), Is.EqualTo("10"));
        Assert.That(answer.Header("Accept-Ranges"), Is.EqualTo("bytes"));
        Assert.That(answer.Header("Cache-Control"), Is.EqualTo("no-cache"));
        Assert.That(answer.Header("X-Content-Type-Options"), Is.EqualTo("nosniff"));
        Assert.That(answer.Header("Content-Disposition"), Does.StartWith("inline").And.Contain("filename*=UTF-8''na%C3%AFve"));
        Assert.That(answer.Header("Repr-Digest"), Is.EqualTo(StorageCalls.Digest("0123456789"u8.ToArray())));
        Assert.That((await GetAsync(query: "?download")).Header("Content-Disposition"), Does.StartWith("attachment"));
        Assert.That((await GetAsync(query: "?download")).Text, Is.EqualTo(Text));
    }

    [Test]
    public async Task Head_GivesTheHeadersAlone()
    {
        var answer = await GetAsync(HttpMethod.Head);
        Assert.That((answer.Status, answer.Text, answer.Header("Content-Length")), Is.EqualTo((200, "", "10")));
    }

    [Test]
    public async Task PrivateFile_IsRefused_UntilItIsMadePublic()
    {
        await _backend.File("make-private", "root", _file.Text("_id"));
        var refused = await GetAsync();
        Assert.That((refused.Status, refused.Code), Is.EqualTo((403, "not_public")));
        Assert.That(refused.Header("ETag"), Is.Null);
        await _backend.File("make-public", "root", _file.Text("_id"));
        Assert.That((await GetAsync()).Status, Is.EqualTo(200));
    }

    [TestCase("/_storage/x/y/z")]
    [TestCase("/_storage/aaaaaaaaaaaaaaaaaaaaaaaa/aaaaaaaaaaaaaaaaaaaaaaaa/aaaaaaaaaaaaaaaaaaaaaaaa")]
    [TestCase("/_storage/aaaaaaaaaaaaaaaaaaaaaaaa/../altogic.db")]
    [TestCase("/_storage/..%2f..%2fkeys.json")]
    public async Task Address_OfNothing_IsNotFound(string path) => Assert.That((await _backend.GetAsync(path)).Status, Is.EqualTo(404));

    [Test]
    public async Task Address_OfAnotherBucket_IsNotFound()
    {
        var other = await _backend.CreateBucketAsync("other");
        var path = _file.Text("publicPath").Replace(_file.Text("bucketId"), other.Text("_id"), StringComparison.Ordinal);
        Assert.That((await _backend.GetAsync(new Uri(path).PathAndQuery)).Code, Is.EqualTo("invalid_file_identifier"));
    }

    [Test]
    public async Task Ids_HaveNothingInCommon()
    {
        // one would be guessable from the other if they shared a clock or a counter
        var second = await _backend.StoreAsync("root", "b.png", "x");
        var shared = _file.Text("_id").Zip(second.Text("_id")).Count(pair => pair.First == pair.Second);
        Assert.That(shared, Is.LessThan(12));
    }

    [TestCase("bytes=0-3", 206, "0123", "bytes 0-3/10")]
    [TestCase("bytes=4-", 206, "456789", "bytes 4-9/10")]
    [TestCase("bytes=-3", 206, "789", "bytes 7-9/10")]
    [TestCase("bytes=-30", 206, Text, "bytes 0-9/10")]
    [TestCase("bytes=8-100", 206, "89", "bytes 8-9/10")]
    [TestCase("bytes=0-0,5-5", 200, Text, null)]
    [TestCase("chars=0-3", 200, Text, null)]
    [TestCase("nonsense", 200, Text, null)]
    public async Task Range_GivesAPart(string range, int status, string text, string? contentRange)
    {
        var answer = await GetAsync(headers: ("Range", range));
        Assert.That((answer.Status, answer.Text, answer.Header("Content-Range")), Is.EqualTo((status, text, contentRange)));
    }

    [Test]
    public async Task Range_OfHead_IsNothing()
    {
        var answer = await GetAsync(HttpMethod.Head, headers: ("Range", "bytes=0-3"));
        Assert.That((answer.Status, answer.Header("Content-Length"), answer.Header("Content-Range")), Is.EqualTo((200, "10", (string?)null)));
    }

    [TestCase("Range", "bytes=10-", 416)]
    [TestCase("If-Match", "\"other\"", 412)]
    public async Task Refusal_SaysNothingAboutTheContent(string header, string value, int status)
    {
        using var form = StorageCalls.Form("0123456789"u8.ToArray(), "text/html");
        _file = (await _backend.SendAsync(StorageCalls.UploadUri("root", "page"), form)).Json!.AsObject();
        var answer = await GetAsync(headers: (header, value));
        Assert.That(
            (answer.Status, answer.Header("Repr-Digest"), answer.Header("Content-Security-Policy"), answer.Header("ETag"), answer.Header("Last-Modified")),
            Is.EqualTo((status, (string?)null, (string?)null, (string?)null, (string?)null)));
    }

    [Test]
    public async Task Dates_OfTwoContents_AreNeverTheSame()
    {
        var time = new ManualTime();
        await using var backend = await BackendFixture.StartAsync(time: time);
        _file = await backend.StoreAsync("root", "a.txt", Text);
        var path = new Uri(_file.Text("publicPath")).PathAndQuery;
        var first = (await backend.GetAsync(path)).Header("Last-Modified")!;
        using var form = StorageCalls.Form("9876543210"u8.ToArray());
        await backend.SendAsync(new Uri($"/_api/rest/v1/storage/bucket/file/replace-formdata?bucket=root&file={_file.Text("_id")}", UriKind.Relative), form);
        var resumed = await backend.SendAsync("GET", path, headers: [("Range", "bytes=0-1"), ("If-Range", first)]);
        Assert.That((resumed.Status, resumed.Text, resumed.Header("Last-Modified")), Is.EqualTo((200, "9876543210", (string?)null)));
        time.Advance(TimeSpan.FromSeconds(1));
        var second = (await backend.GetAsync(path)).Header("Last-Modified")!;
        Assert.That(second, Is.Not.EqualTo(first));
        Assert.That((await backend.SendAsync("GET", path, headers: [("Range", "bytes=0-1"), ("If-Range", second)])).Text, Is.EqualTo("98"));
    }

    [TestCase("bytes=10-")]
    [TestCase("bytes=100-200")]
    [TestCase("bytes=-0")]
    public async Task Range_BehindTheEnd_IsRefused(string range)
    {
        var answer = await GetAsync(headers: ("Range", range));
        Assert.That((answer.Status, answer.Code, answer.Header("Content-Range")), Is.EqualTo((416, "range_not_satisfiable", "bytes */10")));
    }

    [Test]
    public async Task Conditions_AreHonoured()
    {
        var first = await GetAsync();
        var (tag, date) = (first.Header("ETag")!, first.Header("Last-Modified")!);
        Assert.That(tag, Does.Match("^\"[A-Za-z0-9_-]{24}\"$"));
        var unchanged = await GetAsync(headers: ("If-None-Match", $"\"x\", W/{tag}"));
        Assert.That((unchanged.Status, unchanged.Text, unchanged.Header("ETag")), Is.EqualTo((304, "", tag)));
        Assert.That((await GetAsync(headers: ("If-None-Match", "*"))).Status, Is.EqualTo(304));
        Assert.That((await GetAsync(headers: ("If-None-Match", "\"other\""))).Status, Is.EqualTo(200));
        Assert.That((await GetAsync(headers: ("If-Modified-Since", date))).Status, Is.EqualTo(304));
        Assert.That((await GetAsync(headers: ("If-Modified-Since", "Mon, 01 Jan 2001 00:00:00 GMT"))).Status, Is.EqualTo(200));
        Assert.That((await GetAsync(headers: ("If-Match", tag))).Status, Is.EqualTo(200));
        var failed = await GetAsync(headers: ("If-Match", "\"other\""));
        Assert.That((failed.Status, failed.Code), Is.EqualTo((412, "precondition_failed")));
        Assert.That((await GetAsync(headers: ("If-Unmodified-Since", "Mon, 01 Jan 2001 00:00:00 GMT"))).Status, Is.EqualTo(412));
    }

    [Test]
    public async Task IfRange_GivesTheWhole_WhenTheFileIsAnother()
    {
        var first = await GetAsync();
        Assert.That((await GetRangeAsync(first.Header("ETag")!)).Status, Is.EqualTo(206));
        Assert.That((await GetRangeAsync(first.Header("Last-Modified")!)).Status, Is.EqualTo(206));
        Assert.That((await GetRangeAsync("\"other\"")).Text, Is.EqualTo(Text));
        Assert.That((await GetRangeAsync("Mon, 01 Jan 2001 00:00:00 GMT")).Text, Is.EqualTo(Text));

        Task<Answer> GetRangeAsync(string condition) => GetAsync(null, "", ("Range", "bytes=0-1"), ("If-Range", condition));
    }

    [Test]
    public async Task Tag_FollowsTheContent_NotTheDescription()
    {
        var before = (await GetAsync()).Header("ETag");
        await _backend.File("add-tags", "root", _file.Text("_id"), new JsonObject { ["tags"] = "x" });
        Assert.That((await GetAsync()).Header("ETag"), Is.EqualTo(before));
        using var form = StorageCalls.Form("new"u8.ToArray());
        await _backend.SendAsync(new Uri($"/_api/rest/v1/storage/bucket/file/replace-formdata?bucket=root&file={_file.Text("_id")}", UriKind.Relative), form);
        Assert.That((await GetAsync()).Header("ETag"), Is.Not.EqualTo(before));
    }

    [TestCase("text/html", true)]
    [TestCase("image/svg+xml", true)]
    [TestCase("application/xhtml+xml", true)]
    [TestCase("text/javascript", true)]
    [TestCase("text/xsl", true)]
    [TestCase("text/vtt", true)]
    [TestCase("application/x-shockwave-flash", true)]
    [TestCase("multipart/x-mixed-replace; boundary=x", true)]
    [TestCase("image/png", false)]
    [TestCase("VIDEO/mp4", false)]
    [TestCase("text/plain; charset=utf-8", false)]
    [TestCase("application/pdf", false)]
    public async Task PagesOfStrangers_AreLockedUp(string type, bool isSandboxed)
    {
        using var form = StorageCalls.Form("<script>alert(1)</script>"u8.ToArray(), type);
        _file = (await _backend.SendAsync(StorageCalls.UploadUri("root", "page"), form)).Json!.AsObject();
        var policy = (await GetAsync()).Header("Content-Security-Policy");
        Assert.That(policy, isSandboxed ? Does.StartWith("sandbox; default-src 'none'") : Is.Null);
    }

    [TestCase("multipart/x-mixed-replace; boundary=x", "attachment")]
    [TestCase("text/html", "inline")]
    public async Task FileOfSeveralParts_IsForSavingOnly(string type, string disposition)
    {
        using var form = StorageCalls.Form("--x"u8.ToArray(), type);
        _file = (await _backend.SendAsync(StorageCalls.UploadUri("root", "parts"), form)).Json!.AsObject();
        Assert.That((await GetAsync()).Header("Content-Disposition"), Does.StartWith(disposition));
    }

    [Test]
    public async Task EmptyFile_IsAFile()
    {
        _file = await _backend.StoreAsync("root", "empty", "");
        Assert.That(((await GetAsync()).Status, (await GetAsync()).Header("Content-Length")), Is.EqualTo((200, "0")));
        Assert.That((await GetAsync(headers: ("Range", "bytes=0-"))).Status, Is.EqualTo(416));
    }

    private async Task<Answer> GetAsync(HttpMethod? method = null, string query = "", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, new Uri(_file.Text("publicPath") + query));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await _backend.SendAsync(request);
    }
}
