using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Stores;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Tests.Backend.Endpoints;
using Altogic.Reactive.Tests.Backend.Storage;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Hosting;

/// <summary>On a full disk every module says so, and goes on when there is room again.</summary>
public sealed class FullDiskTests
{
    private const string Api = "/_api/rest/v1";
    private static readonly string Filler = new('x', 20_000);

    private static IEnumerable<TestCaseData> Writes()
    {
        TestCaseData Case(string name, string path, Func<int, JsonObject> body) => new TestCaseData(path, body).SetArgDisplayNames(name);
        yield return Case("storage", "/storage/create-bucket", n => new JsonObject { ["name"] = $"{n}", ["tags"] = new JsonArray([.. Enumerable.Range(0, 100).Select(t => (JsonNode)$"{t}{Filler[..250]}")]) });
        yield return Case("database", "/db/create", n => new JsonObject { ["model"] = "things", ["values"] = new JsonObject { ["n"] = n, ["text"] = Filler } });
        yield return Case("auth", "/auth/signup-email", n => new JsonObject { ["email"] = $"{n}@example.com", ["password"] = "secret-1", ["name"] = Filler });
        yield return Case("queue", "/queue", _ => new JsonObject { ["queueNameOrId"] = "mailing", ["message"] = new JsonObject { ["text"] = Filler }, ["delay"] = 60 });
        yield return Case("task", "/task", _ => new JsonObject { ["taskNameOrId"] = "nightly" });
        yield return Case("cache", "/cache", n => new JsonObject { ["key"] = $"{n}", ["value"] = new string('x', 9_000_000) });
    }

    [TestCaseSource(nameof(Writes))]
    public async Task Database_WithoutRoom_Is507_AndWorksAgainWhenThereIsRoom(string path, Func<int, JsonObject> body)
    {
        await using var backend = await StartAsync();
        backend.ExpectsErrors = true;
        var store = backend.Service<SqliteDatabase>();
        await backend.PostAsync(Api + path, body(0));
        await store.WriteAsync(db => db.Scalar("PRAGMA max_page_count=1"));
        var answer = await backend.PostAsync(Api + path, body(1));

        // What is left of the pages in use takes a few small rows.
        for (var n = 2; answer.Status == 200 && n < 500; n++) answer = await backend.PostAsync(Api + path, body(n));
        Assert.That((answer.Status, answer.Code), Is.EqualTo((507, "insufficient_storage")), answer.Text);
        Assert.That((string?)answer.Json!["errors"]![0]!["origin"], Is.EqualTo("server_error"));
        await store.WriteAsync(db => db.Scalar("PRAGMA max_page_count=1000000"));
        Assert.That((await backend.PostAsync(Api + path, body(1000))).Status, Is.EqualTo(200));
    }

    [TestCase("multipart")]
    [TestCase("raw")]
    [TestCase("upload")]
    public async Task Files_WithoutRoom_Are507_AndLeaveNothing(string kind)
    {
        await using var backend = await StartAsync(path => new FullFile(path));
        backend.ExpectsErrors = true;
        var answer = await SendAsync(backend, kind);
        Assert.That((answer.Status, answer.Code), Is.EqualTo((507, "insufficient_storage")), answer.Text);
        Assert.That(backend.Contents().Concat(Directory.GetFiles(Path.Combine(backend.Backend.DataDirectory, "calls"))), Is.Empty);
    }

    [Test]
    public async Task File_ThatCannotBeWritten_IsNoFaultOfTheForm()
    {
        await using var backend = await StartAsync(path => new BrokenFile(path));
        backend.ExpectsErrors = true;
        var answer = await SendAsync(backend, "multipart");
        Assert.That((answer.Status, answer.Code), Is.EqualTo((500, "internal_error")), answer.Text);
        Assert.That(backend.Log.Count(e => e is { Id: 1023, Exception: IOException }), Is.EqualTo(1));
    }

    private static async Task<BackendFixture> StartAsync(Func<string, FileStream>? create = null)
    {
        var options = new AltogicBackendOptions
        {
            App = new AppDefinition
            {
                Endpoints = [EndpointBackend.Endpoint("run", "POST")],
                Queues = [new QueueDefinition { Name = "mailing", Service = EndpointBackend.Service }],
                Tasks = [new TaskDefinition { Name = "nightly", Service = EndpointBackend.Service, Cron = "0 3 * * *" }],
                Limits = new LimitsDefinition { JsonBodyBytes = 20_000_000, CacheValueBytes = 10_000_000 },
            },
            CreateFile = create ?? PrivateFiles.CreateFile,
        };
        options.Services[EndpointBackend.Service] = (_, _) => Task.FromResult(ServiceResponse.Empty());
        return await BackendFixture.StartAsync(options);
    }

    private static async Task<Answer> SendAsync(BackendFixture backend, string kind)
    {
        if (kind == "upload") return await backend.UploadAsync("root", "a.bin", new byte[100]);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[100_000]), "f", "a.bin" } };
        using var bytes = EndpointBackend.Bytes(new byte[100_000], "image/png");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/run") { Content = kind == "raw" ? bytes : form };
        return await backend.SendAsync(request);
    }

    /// <summary>A file on a disk without room.</summary>
    private sealed class FullFile(string path) : FileStream(path, FileMode.CreateNew)
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("No space left on device", OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28);
    }

    /// <summary>A file on a disk that fails.</summary>
    private sealed class BrokenFile(string path) : FileStream(path, FileMode.CreateNew)
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("Input/output error", 5);
    }
}
