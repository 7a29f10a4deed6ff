using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules.Messages;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Hosting;

public sealed class AltogicBackendTests
{
    [Test]
    public async Task Start_WithoutOptions_UsesAFolderThatGoesAway()
    {
        var backend = await AltogicBackend.StartAsync();
        Assert.That(backend.Url, Does.Match(@"^http://127\.0\.0\.1:\d+$"));
        Assert.That(backend.ClientKey, Does.Match("^[0-9a-f]{32}$"));
        Assert.That(Directory.Exists(backend.DataDirectory), Is.True);
        Assert.That(backend.Outbox, Is.Empty);
        await backend.DisposeAsync();
        await backend.DisposeAsync();
        Assert.That(Directory.Exists(backend.DataDirectory), Is.False);
    }

    [Test]
    public async Task Start_WithAFolder_KeepsItAndItsKeys()
    {
        using var folder = new TemporaryFolder();
        var options = new AltogicBackendOptions { DataDirectory = Path.Combine(folder.Path, "deep", "data") };
        string key;
        await using (var first = await AltogicBackend.StartAsync(options)) key = first.ClientKey;
        await using (var second = await AltogicBackend.StartAsync(options)) Assert.That(second.ClientKey, Is.EqualTo(key));
        await using (var third = await AltogicBackend.StartAsync(options with { ClientKey = "mine" })) Assert.That(third.ClientKey, Is.EqualTo("mine"));
        await using (var fourth = await AltogicBackend.StartAsync(options)) Assert.That(fourth.ClientKey, Is.EqualTo(key), "a key given once is not kept");
        if (!OperatingSystem.IsWindows())
            Assert.That(File.GetUnixFileMode(options.DataDirectory), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
    }

    [Test]
    public async Task Start_OnAFolderInUse_SaysSo()
    {
        await using var first = await AltogicBackend.StartAsync();
        Assert.That(
            async () => await AltogicBackend.StartAsync(new AltogicBackendOptions { DataDirectory = first.DataDirectory }),
            Throws.InstanceOf<BackendStartException>().With.Message.Contains("in use"));
    }

    [Test]
    public async Task Start_OnAnAddressInUse_SaysSoAndLeavesTheFolder()
    {
        using var folder = new TemporaryFolder();
        await using var first = await AltogicBackend.StartAsync();
        var options = new AltogicBackendOptions { Url = first.Url, DataDirectory = folder.Path };
        Assert.That(async () => await AltogicBackend.StartAsync(options), Throws.InstanceOf<BackendStartException>().With.Message.Contains(first.Url));
        await using var second = await AltogicBackend.StartAsync(options with { Url = "http://127.0.0.1:0" });
        Assert.That(second.DataDirectory, Is.EqualTo(folder.Path));
    }

    [TestCase("keys.json", "{}", "keys.json")]
    [TestCase("keys.json", "not json", "keys.json")]
    [TestCase("keys.json", """{"clientKey":"a","hostKey":"c2hvcnQ="}""", "keys.json")]
    [TestCase("keys.json", """{"clientKey":1,"hostKey":true}""", "keys.json")]
    [TestCase("altogic.db", "this is not a database, and long enough to be seen as one by nobody at all ........................................", "altogic.db")]
    public void Start_OnADamagedFile_NamesIt(string name, string content, string shown)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, name), content);
        Assert.That(
            async () => await AltogicBackend.StartAsync(new AltogicBackendOptions { DataDirectory = folder.Path }),
            Throws.InstanceOf<BackendStartException>().With.Message.Contains(shown));
    }

    [Test]
    public void Start_OnAFile_SaysThatTheFolderCannotBeMade()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "file");
        File.WriteAllText(file, "");
        Assert.That(
            async () => await AltogicBackend.StartAsync(new AltogicBackendOptions { DataDirectory = file }),
            Throws.InstanceOf<BackendStartException>().With.Message.Contains(file).And.Message.Contains("--data"));
    }

    [Test]
    public async Task Start_WithAPartOfTheFolderThatCannotBeUsed_SaysSoAndLeavesTheFolder()
    {
        using var folder = new TemporaryFolder();
        var options = new AltogicBackendOptions { DataDirectory = folder.Path };
        var files = Path.Combine(folder.Path, "files");
        await File.WriteAllTextAsync(files, "");

        Assert.That(async () => await AltogicBackend.StartAsync(options), Throws.InstanceOf<BackendStartException>().With.Message.Contains(folder.Path));

        File.Delete(files);
        await using var second = await AltogicBackend.StartAsync(options);
        Assert.That(second.DataDirectory, Is.EqualTo(folder.Path));
    }

    [Test]
    public async Task Dispose_WhenTheLastWriteFails_IsLoggedAndGivesTheFolderFree()
    {
        using var folder = new TemporaryFolder();
        var options = new AltogicBackendOptions { DataDirectory = folder.Path };
        var backend = await BackendFixture.StartAsync(options);
        backend.ExpectsErrors = true;
        await backend.Service<SqliteDatabase>().WriteAsync(db => db.Execute("DROP TABLE auth_codes"));

        await backend.DisposeAsync();

        Assert.That(backend.Log.Count(e => e.Id == 1202), Is.EqualTo(1));
        await using var second = await AltogicBackend.StartAsync(options);
        Assert.That(second.DataDirectory, Is.EqualTo(folder.Path));
    }

    [Test]
    public async Task Dispose_WithAMailServerThatNeverAnswers_StopsWaiting()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var backend = await BackendFixture.StartAsync(new AltogicBackendOptions
        {
            App = new AppDefinition
            {
                Auth = new AuthDefinition { EmailVerification = true },
                SmtpUrl = $"smtp://{server.LocalEndpoint}",
            },
            DrainTimeout = TimeSpan.FromMilliseconds(50),
            TimeProvider = new ManualTimers(),
        });
        backend.ExpectsErrors = true;
        await backend.PostAsync("/_api/rest/v1/auth/signup-email", JsonNode.Parse("""{"email":"ada@example.com","password":"s3cret!","nameOrUserData":{"emailVerified":true}}"""));
        for (var i = 0; i < 5; i++) await backend.PostAsync("/_api/rest/v1/auth/send-magic?email=ada@example.com");

        // Its time never comes, so that only giving up ends the wait for the server.
        await backend.DisposeAsync();

        Assert.That(backend.Log.Count(e => e.Id == 1002), Is.EqualTo(1));
        Assert.That(backend.Log.Count(e => e.Id == 1200), Is.EqualTo(4), "those being sent");
        Assert.That(backend.Log.Count(e => e.Id == 1203), Is.EqualTo(1), "the one that waited");
    }

    [Test]
    public async Task Start_WithAWrongApp_ListsEveryMistake()
    {
        var app = new AppDefinition
        {
            Endpoints = [new EndpointDefinition { Method = "GET", Path = "x", Service = "nowhere" }],
            Tasks = [new TaskDefinition { Name = "t", Cron = "* * *", Service = "known" }],
        };
        var options = new AltogicBackendOptions { App = app, Services = { ["known"] = (_, _) => Task.FromResult(ServiceResponse.Empty()) } };
        var error = (await Assert.ThrowsAsync<AppDefinitionException>(async () => await AltogicBackend.StartAsync(options)))!;
        Assert.That(error.Errors.Select(e => e.Path), Is.EqualTo((string[])["endpoints[0].service", "tasks[0].cron"]));
        Assert.That(error.Errors.Select(e => (e.File, e.Line)), Is.All.EqualTo(((string?)null, (int?)null)));
    }

    [Test]
    public void Start_ThatIsGivenUp_LeavesNothingBehind()
    {
        using var folder = new TemporaryFolder();
        var options = new AltogicBackendOptions { DataDirectory = folder.Path };
        Assert.That(async () => await AltogicBackend.StartAsync(options, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(async () => await (await AltogicBackend.StartAsync(options)).DisposeAsync(), Throws.Nothing);
    }

    [Test]
    public async Task Dispose_WithARequestInFlight_LetsItFinish()
    {
        var backend = await AltogicBackend.StartAsync();
        var uri = new Uri(backend.Url);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, uri.Port));
        const string body = """{"email":"nobody@example.com","password":"whatever"}""";
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"POST /_api/rest/v1/auth/signin-email HTTP/1.1\r\nHost: x\r\nX-Client-Key: {backend.ClientKey}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"));
        await Eventually.HoldsAsync(() => backend.State.Active > 0);

        var stopping = backend.DisposeAsync().AsTask();
        Assert.That(stopping.IsCompleted, Is.False);
        await socket.SendAsync(Encoding.ASCII.GetBytes(body));
        var buffer = new byte[4096];
        var read = await socket.ReceiveAsync(buffer);
        Assert.That(Encoding.ASCII.GetString(buffer, 0, read), Does.StartWith("HTTP/1.1 401").And.Contain("invalid_credentials"));
        await stopping;
    }

    [Test]
    public async Task Dispose_WithARequestThatNeverEnds_StopsWaiting()
    {
        var log = new LogRecorder();
        var backend = await AltogicBackend.StartAsync(new AltogicBackendOptions { DrainTimeout = TimeSpan.FromMilliseconds(50), LoggerFactory = log });
        var uri = new Uri(backend.Url);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, uri.Port));
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"POST /_api/rest/v1/auth/signin-email HTTP/1.1\r\nHost: x\r\nX-Client-Key: {backend.ClientKey}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n"));
        await Eventually.HoldsAsync(() => backend.State.Active > 0);

        await backend.DisposeAsync();
        Assert.That(log.Entries.Any(e => e.Id == 1002), Is.True);
        Assert.That(log.Errors, Is.Empty);
    }

    [Test]
    public async Task Outbox_OfTheBackend_HoldsWhatIsSent()
    {
        await using var backend = await BackendFixture.StartAsync();
        var waiting = backend.Outbox.WaitForAsync(m => m.To == "b@c.co");
        var sender = backend.Service<IMessageSender>();
        await sender.SendAsync(Message("a@b.co"), default);
        Assert.That(waiting.IsCompleted, Is.False);
        await sender.SendAsync(Message("b@c.co"), default);
        Assert.That(await waiting, Is.EqualTo(Message("b@c.co")));
        Assert.That(backend.Outbox.Select(m => m.To), Is.EqualTo((string[])["a@b.co", "b@c.co"]));
        Assert.That(await backend.Outbox.WaitForAsync(m => m.To == "a@b.co"), Is.EqualTo(Message("a@b.co")));
    }

    private static OutgoingMessage Message(string to) =>
        new("email", to, "magicLink", "64f1c0d2a9b3e45f6a7b8c90", DateTimeOffset.UnixEpoch, "http://127.0.0.1/_auth/magic-link?key=k", "k", null);
}
