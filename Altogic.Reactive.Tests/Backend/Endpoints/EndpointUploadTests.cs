using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Endpoints;

public sealed class EndpointUploadTests
{
    [Test]
    public async Task Files_CanBeReadByTheirAddress_WhileTheCallLasts()
    {
        using var http = new HttpClient();
        var seen = new List<(ServiceFile File, byte[] Bytes, string? Type)>();
        await using var backend = await EndpointBackend.RunAsync(async (context, cancel) =>
        {
            foreach (var file in context.Request!.Files)
            {
                using var answer = await http.GetAsync(new Uri(file.Url), cancel);
                seen.Add((file, await answer.Content.ReadAsByteArrayAsync(cancel), answer.Content.Headers.ContentType?.ToString()));
            }

            return ServiceResponse.Json(context.Request.Body?.DeepClone());
        });
        var large = Enumerable.Range(0, 300_000).Select(n => (byte)n).ToArray();
        using var form = new MultipartFormDataContent { { new StringContent("Ünïcode"), "title" }, { File(large, "image/png"), "photo", "a b.png" }, { File([], "text/x-empty"), "none", "e" } };
        var result = await PostAsync(backend, form);
        Assert.That((result.Status, (string?)result.Json!["title"]), Is.EqualTo((200, "Ünïcode")));
        Assert.That(seen.Select(s => (s.File.Field, s.File.FileName, s.File.ContentType, s.File.Size, s.Type)), Is.EqualTo(((string, string, string, long, string?)[])
        [
            ("photo", "a b.png", "image/png", 300_000, "image/png"),
            ("none", "e", "text/x-empty", 0, "text/x-empty"),
        ]));
        Assert.That(seen[0].Bytes, Is.EqualTo(large));
        foreach (var (file, _, _) in seen)
        {
            Assert.That(new Uri(file.Url).Segments[^1], Has.Length.EqualTo(64));
            Assert.That((await backend.GetAsync(new Uri(file.Url).PathAndQuery)).Code, Is.EqualTo("resource_not_found"));
        }

        AssertNothingIsLeft(backend);
    }

    [Test]
    public async Task Files_CanBeOpenedByCode()
    {
        await using var backend = await EndpointBackend.RunAsync(async (context, cancel) =>
        {
            await using var stream = context.Request!.Files[0].OpenRead();
            using var text = new StreamReader(stream);
            return ServiceResponse.Text(await text.ReadToEndAsync(cancel));
        });
        using var form = new MultipartFormDataContent { { File("abc"u8.ToArray(), "text/plain"), "f", "a.txt" } };
        Assert.That((await PostAsync(backend, form)).Text, Is.EqualTo("abc"));
    }

    [Test]
    public void Files_OfElsewhere_CannotBeOpened() =>
        Assert.That(() => new ServiceFile("f", "a", "text/plain", 1, "http://h/").OpenRead(), Throws.InvalidOperationException);

    [Test]
    public async Task Files_OfAFailedCall_AreGoneAsWell()
    {
        await using var backend = await EndpointBackend.RunAsync((_, _) => throw new InvalidOperationException("no"));
        backend.ExpectsErrors = true;
        using var form = new MultipartFormDataContent { { File([1], "image/png"), "f", "a.png" } };
        Assert.That((await PostAsync(backend, form)).Status, Is.EqualTo(500));
        AssertNothingIsLeft(backend);
    }

    [Test]
    public async Task Part_WithoutAFileName_IsAFileWhenItIsNoText()
    {
        await using var backend = await EchoAsync();
        const string parts = "--b\r\nContent-Disposition: form-data; name=file\r\nContent-Type: application/octet-stream\r\n\r\nbytes\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"json\"\r\nContent-Type: application/json\r\n\r\n{}\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n2\r\n--b--\r\n";
        var answer = await PostAsync(backend, EndpointBackend.Text(parts, "multipart/form-data; boundary=b"));
        Assert.That(answer.Json!["files"]!.ToJsonString(), Is.EqualTo("""["file:"]"""));
        Assert.That(answer.Json!["body"]!.ToJsonString(), Is.EqualTo("""{"json":"{}","a":["1","2"]}"""));
    }

    [TestCase("../../etc/passwd", "passwd")]
    [TestCase("C:\\\\temp\\\\x.exe", "x.exe")]
    [TestCase("..", "")]
    [TestCase("a%2F..%2Fb", "a%2F..%2Fb")]
    [TestCase("", "")]
    public async Task FileName_NeverHasAFolder(string sent, string expected)
    {
        await using var backend = await EchoAsync();
        var part = $"--b\r\nContent-Disposition: form-data; name=f; filename=\"{sent}\"\r\n\r\nx\r\n--b--\r\n";
        var answer = await PostAsync(backend, EndpointBackend.Text(part, "multipart/form-data; boundary=b"));
        Assert.That(answer.Json!["files"]!.ToJsonString(), Is.EqualTo($"""["f:{expected}"]"""));
    }

    [TestCase("multipart/form-data", "--b--\r\n")]
    [TestCase("multipart/form-data; boundary=\"\"", "--b--\r\n")]
    [TestCase("multipart/form-data; boundary=b", "nothing like it")]
    [TestCase("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=f; filename=x\r\n\r\ncut off")]
    [TestCase("multipart/form-data; boundary=b", "--b\r\nno header\r\n\r\nx\r\n--b--\r\n")]
    [TestCase("multipart/form-data; boundary=b", "--b\r\n\r\nno name\r\n--b--\r\n")]
    [TestCase("multipart/form-data; boundary=b", "[object FormData]")]
    public async Task Form_ThatIsBroken_IsRefusedAndLeavesNothing(string contentType, string body)
    {
        await using var backend = await EchoAsync();
        var answer = await PostAsync(backend, EndpointBackend.Text(body, contentType));
        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, "file_upload_error")), answer.Text);
        AssertNothingIsLeft(backend);
    }

    [Test]
    public async Task Form_WithTooMuchOfAnything_IsRefusedAndLeavesNothing()
    {
        await using var backend = await EchoAsync(new LimitsDefinition { JsonBodyBytes = 2000, FileBytes = 5000 });
        using var files = new MultipartFormDataContent { { File(new byte[3000], "image/png"), "a", "a" }, { File(new byte[3000], "image/png"), "b", "b" } };
        Assert.That((await PostAsync(backend, files)).Code, Is.EqualTo("content_too_large"));
        using var texts = new MultipartFormDataContent { { new StringContent(new string('x', 1200)), "a" }, { new StringContent(new string('x', 1200)), "b" } };
        Assert.That((await PostAsync(backend, texts)).Status, Is.EqualTo(413));
        var parts = string.Concat(Enumerable.Repeat("--b\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n", 1001)) + "--b--\r\n";
        Assert.That((await PostAsync(backend, EndpointBackend.Text(parts, "multipart/form-data; boundary=b"))).Code, Is.EqualTo("file_upload_error"));
        AssertNothingIsLeft(backend);
    }

    [Test]
    public async Task Address_OfAFile_CannotBeGuessed()
    {
        await using var backend = await EchoAsync();
        foreach (var path in (string[])["", "/", "/x", "/..%2Fkeys.json", "/" + new string('0', 64)])
            Assert.That((await backend.GetAsync("/_api/rest/v1/call-files" + path)).Status, Is.EqualTo(404), path);
    }

    [Test]
    public async Task Files_OfAKilledProcess_AreRemovedAtTheStart()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "calls"));
        await System.IO.File.WriteAllTextAsync(Path.Combine(folder.Path, "calls", "left"), "x");
        await using var backend = await EndpointBackend.RunAsync((_, _) => Task.FromResult(ServiceResponse.Empty()), options => options with { DataDirectory = folder.Path });
        AssertNothingIsLeft(backend);
    }

    [Test]
    public async Task Drain_LetsTheServiceGetTheFilesOfItsCall()
    {
        using var reached = new SyncPoint();
        using var http = new HttpClient();
        var backend = await EndpointBackend.RunAsync(async (context, cancel) =>
        {
            await reached.WaitAsync();
            return ServiceResponse.Text(await http.GetStringAsync(new Uri(context.Request!.Files[0].Url), cancel));
        });
        using var form = new MultipartFormDataContent { { File("abc"u8.ToArray(), "text/plain"), "f", "a" } };
        var call = PostAsync(backend, form);
        await reached.Reached;
        var drained = backend.Backend.State.DrainAsync();
        Assert.That((await backend.GetAsync("/health")).Status, Is.EqualTo(503));
        reached.Release();
        Assert.That((await call).Text, Is.EqualTo("abc"));
        await drained;
        await backend.DisposeAsync();
    }

    private static Task<BackendFixture> EchoAsync(LimitsDefinition? limits = null) => EndpointBackend.RunAsync(
        (context, _) => Task.FromResult(ServiceResponse.Json(new JsonObject
        {
            ["body"] = context.Request!.Body?.DeepClone(),
            ["files"] = new JsonArray([.. context.Request.Files.Select(f => JsonValue.Create(f.Field + ":" + f.FileName))]),
        })),
        options => options with { App = options.App! with { Limits = limits ?? new LimitsDefinition() } });

    private static ByteArrayContent File(byte[] bytes, string type) => new(bytes) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };

    private static async Task<Answer> PostAsync(BackendFixture backend, HttpContent body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/run") { Content = body };
        return await backend.SendAsync(request);
    }

    private static void AssertNothingIsLeft(BackendFixture backend) =>
        Assert.That(Directory.EnumerateFileSystemEntries(Path.Combine(backend.Backend.DataDirectory, "calls")), Is.Empty);
}
