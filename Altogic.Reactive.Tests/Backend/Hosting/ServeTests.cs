using System.Text;
using System.Text.Json;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Hosting;

/// <summary>The program as its users meet it: command line, ready line, signals, exit codes.</summary>
[Platform(Exclude = "Win", Reason = "Sends signals.")]
[Parallelizable(ParallelScope.Self)]
public sealed class ServeTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public async Task Serve_UntilSigterm_PrintsOneReadyLineAndEndsWithZero()
    {
        using var backend = BackendProcess.Start(_folder.Path, "serve", "--url", "http://127.0.0.1:0");
        var ready = await backend.ReadyAsync();
        Assert.That(ready.Select(m => m.Key), Is.EqualTo((string[])["url", "clientKey", "data", "app"]));
        Assert.That((string?)ready["data"], Does.EndWith("altogic-data"));
        Assert.That(ready["app"], Is.Null);
        using var http = new HttpClient();
        Assert.That(await http.GetStringAsync(new Uri($"{ready["url"]}/health")), Is.EqualTo("""{"status":"ok"}"""));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{ready["url"]}/_api/rest/v1/nothing");
        using var answer = await http.SendAsync(request);
        Assert.That((int)answer.StatusCode, Is.EqualTo(404));

        await backend.TerminateAsync();
        var (code, output, errors) = await backend.EndAsync();
        Assert.That((code, output), Is.EqualTo((0, "")));
        AssertStructured(errors);
        Assert.That(errors, Does.Contain("\"requestId\"").And.Not.Contain((string?)ready["clientKey"]));
        Assert.That(File.Exists(Path.Combine(_folder.Path, "altogic-data", "running.json")), Is.False);
    }

    [Test]
    public async Task Serve_UntilCtrlC_EndsWithZero()
    {
        using var backend = BackendProcess.Start(_folder.Path, "serve", "--url", "http://127.0.0.1:0", "--log-level", "none");
        await backend.ReadyAsync();
        await backend.InterruptAsync();
        Assert.That(await backend.EndAsync(), Is.EqualTo((0, "", "")));
    }

    [Test]
    public async Task Serve_OnTheSameFolderAgain_KeepsItsKey()
    {
        var keys = new List<string?>();
        for (var i = 0; i < 2; i++)
        {
            using var backend = BackendProcess.Start(_folder.Path, "serve", "--url", "http://127.0.0.1:0", "--data", "data");
            keys.Add((string?)(await backend.ReadyAsync())["clientKey"]);
            await backend.TerminateAsync();
            Assert.That((await backend.EndAsync()).Code, Is.Zero);
        }

        Assert.That(keys[1], Is.EqualTo(keys[0]));
        if (OperatingSystem.IsWindows()) return;
        var rights = File.GetUnixFileMode(Path.Combine(_folder.Path, "data", "keys.json"));
        Assert.That(rights, Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public async Task Serve_AfterAKill_StartsAgainOnTheSameFolder()
    {
        using (var killed = BackendProcess.Start(_folder.Path, "serve", "--url", "http://127.0.0.1:0"))
        {
            await killed.ReadyAsync();
            killed.Kill();
            await killed.EndAsync();
        }

        using var backend = BackendProcess.Start(_folder.Path, "serve", "--url", "http://127.0.0.1:0");
        await backend.ReadyAsync();
    }

    [Test]
    public async Task Serve_WithAnApp_TakesTheFileInTheFolder()
    {
        await WriteAsync("altogic.json", """{ "name": "shop", "clientKeys": [ { "key": "env:SHOP_KEY", "rights": ["auth"] } ], "models": { "recipes": {} } }""");
        using var backend = BackendProcess.Start(
            _folder.Path, new Dictionary<string, string> { ["SHOP_KEY"] = "web-key" }, "serve", "--url", "http://127.0.0.1:0", "--client-key", "master");
        var ready = await backend.ReadyAsync();
        Assert.That((string?)ready["app"], Does.EndWith("altogic.json"));
        Assert.That((string?)ready["clientKey"], Is.EqualTo("master"));
    }

    [Test]
    public async Task Serve_OnAFolderInUse_EndsWithTwo()
    {
        using var first = BackendProcess.Start(_folder.Path, "serve", "--url", "http://127.0.0.1:0");
        await first.ReadyAsync();
        var (code, output, errors) = await RunAsync("serve", "--url", "http://127.0.0.1:0");
        Assert.That((code, output), Is.EqualTo((2, "")), errors);
        Assert.That(errors, Does.Contain("in use").And.Contain("--data"));
    }

    [Test]
    public async Task Serve_OnAnAddressInUse_EndsWithTwo()
    {
        using var first = BackendProcess.Start(_folder.Path, "serve", "--url", "http://127.0.0.1:0", "--data", "first");
        var url = (string?)(await first.ReadyAsync())["url"];
        var (code, output, errors) = await RunAsync("serve", "--url", url!, "--data", "second");
        Assert.That((code, output), Is.EqualTo((2, "")));
        Assert.That(errors, Does.Contain(url).And.Contain("--url"));
        Assert.That(errors.Trim().Split('\n'), Has.Length.EqualTo(1), errors);
    }

    [TestCase("{", "serve", "altogic.json:1", "JSON")]
    [TestCase("{}", "serve --url https://x", "--url")]
    [TestCase("{}", "serve --app missing.json", "missing.json", "--app")]
    [TestCase("{}", "serve --app .", "cannot be read", "--app")]
    [TestCase("{}", "serve --data altogic.json", "altogic.json", "--data")]
    [TestCase("{\n \"modles\": {} }", "serve", "altogic.json:2", "did you mean models?")]
    [TestCase("{\n\n \"apiKeys\": [ { \"key\": \"env:ALTOGIC_TEST_NOT_SET\" } ] }", "serve", "altogic.json:3", "ALTOGIC_TEST_NOT_SET")]
    [TestCase("{}", "users grant --email a@b.co --groups admin --data nowhere", "nowhere", "--data")]
    public async Task Mistake_OfAnyKind_EndsWithTwoAndSaysWhatToDo(string app, string line, params string[] parts)
    {
        await WriteAsync("altogic.json", app);
        var (code, output, errors) = await RunAsync(line.Split(' '));
        Assert.That((code, output), Is.EqualTo((2, "")), errors);
        foreach (var part in parts) Assert.That(errors, Does.Contain(part));
        Assert.That(errors, Does.Not.Contain("   at "), "a mistake is not a stack trace");
    }

    [Test]
    public async Task Help_GoesToStandardOutput()
    {
        var (code, output, errors) = await RunAsync("--help");
        Assert.That((code, errors), Is.EqualTo((0, "")));
        foreach (var option in (string[])["--url", "--data", "--app", "--client-key", "--store", "users grant", "--email", "--groups", "import", "--model", "--file"])
            Assert.That(output, Does.Contain(option));
    }

    [Test]
    public async Task Version_GoesToStandardOutput()
    {
        var (code, output, errors) = await RunAsync("--version");
        Assert.That((code, errors), Is.EqualTo((0, "")));
        Assert.That(output.Trim(), Does.Match(@"^\d+\.\d+\.\d+$"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Grant_WithAndWithoutARunningBackend_HoldsFromTheNextSession(bool running)
    {
        await WriteAsync("altogic.json", """{ "accessGroups": ["admin", "support"] }""");
        using var backend = BackendProcess.Start(_folder.Path, "serve", "--url", "http://127.0.0.1:0");
        var ready = await backend.ReadyAsync();
        await SignAsync(ready, "signup-email");
        if (!running)
        {
            await backend.TerminateAsync();
            await backend.EndAsync();
        }

        var (code, output, errors) = await RunAsync("users", "grant", "--email", "ada@example.com", "--groups", "admin,support", "--data", "altogic-data");
        Assert.That(code, Is.Zero, errors);
        Assert.That(output, Does.Contain("ada@example.com").And.Contain("admin, support"));
        foreach (var (mistake, part) in (ValueTuple<string, string>[])[("ada@example.com|owner", "owner"), ("nobody@example.com|admin", "nobody@example.com")])
        {
            var refused = await RunAsync("users", "grant", "--email", mistake.Split('|')[0], "--groups", mistake.Split('|')[1]);
            Assert.That((refused.Code, refused.Output), Is.EqualTo((2, "")));
            Assert.That(refused.Errors, Does.Contain(part));
        }

        using var again = running ? null : BackendProcess.Start(_folder.Path, "serve", "--url", "http://127.0.0.1:0");
        var session = await SignAsync(again is null ? ready : await again.ReadyAsync(), "signin-email");
        Assert.That(session.GetProperty("accessGroupKeys").EnumerateArray().Select(k => k.GetString()), Is.EqualTo((string[])["admin", "support"]));
    }

    private static async Task<JsonElement> SignAsync(System.Text.Json.Nodes.JsonObject ready, string operation)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{ready["url"]}/_api/rest/v1/auth/{operation}");
        request.Headers.Add("X-Client-Key", (string?)ready["clientKey"]);
        request.Content = new StringContent("""{"email":"ada@example.com","password":"correct horse"}""", Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That((int)response.StatusCode, Is.EqualTo(200), text);
        return JsonDocument.Parse(text).RootElement.GetProperty("session");
    }

    private static void AssertStructured(string errors)
    {
        foreach (var line in errors.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var entry = JsonDocument.Parse(line);
            Assert.That(entry.RootElement.TryGetProperty("time", out _) && entry.RootElement.TryGetProperty("level", out _), Is.True, line);
        }
    }

    private async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var process = BackendProcess.Start(_folder.Path, arguments);
        return await process.EndAsync();
    }

    private Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(_folder.Path, name), text);
}
