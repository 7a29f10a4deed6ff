using System.Reactive.Linq;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Database;
using Altogic.Reactive.Storage;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Snippets;

/// <summary>The code of getting-started.md and from-javascript.md, compiled and run.</summary>
public sealed class GuideSnippets
{
    private readonly List<string> _shown = [];

    [Test]
    public async Task GettingStarted_Works()
    {
        await using var backend = await AltogicBackend.StartAsync(new AltogicBackendOptions());
        using var client = new AltogicClient(backend.Url, backend.ClientKey);

        var todos = client.Db.Model<Todo>("todos");
        var (milk, errors) = await todos.Create(new Todo { Title = "Milk", Priority = 2 });
        if (errors is not null) Console.WriteLine($"{errors.Status}: {errors.Message}");

        var open = todos.Where(t => !t.Done).OrderByDescending(t => t.Priority);
        var urgent = (await open.Where(t => t.Priority > 1).Limit(10).Get()).ValueOrThrow();
        await open.Page(50).Items().WhereSuccess().ForEachAsync(t => Console.WriteLine(t.Title));
        Assert.That(urgent.Select(t => t.Title), Is.EqualTo(new[] { "Milk" }));

        (await client.Auth.SignUpWithEmail("ada@example.com", "secret-1", "Ada")).ValueOrThrow();
        client.Auth.SessionChanges.Subscribe(s => Console.WriteLine(s is null ? "signed out" : "signed in"));

        using var changes = client.Realtime.On<string>("todo-changed").WhereSuccess()
            .Subscribe(id => Console.WriteLine($"somebody changed {id}"));
        (await client.Realtime.Broadcast("todo-changed", milk!.Id)).ValueOrThrow();
    }

    [Test]
    public async Task FromJavaScript_Works()
    {
        await using var backend = await AltogicBackend.StartAsync(new AltogicBackendOptions
        {
            App = new AppDefinition
            {
                Endpoints = [new EndpointDefinition { Method = "GET", Path = "orders/{order}", Service = "order" }],
                Queues = [new QueueDefinition { Name = "mailing", Service = "mail" }],
                Tasks = [new TaskDefinition { Name = "nightly", Cron = "0 3 * * *", Service = "mail" }],
                SchemaLess = true,
            },
            Services =
            {
                ["order"] = (context, _) => Task.FromResult(ServiceResponse.From(new { number = context.Request!.Params["order"], lang = context.Request.Query["lang"] })),
                ["mail"] = (_, _) => Task.FromResult(ServiceResponse.Empty()),
            },
        });
        var (envUrl, clientKey, email, password) = (backend.Url, backend.ClientKey, "ada@example.com", "secret-1");
        await SignUpAsync(envUrl, clientKey, email, password);

        using var altogic = new AltogicClient(envUrl, clientKey);
        var (grant, errors) = await altogic.Auth.SignInWithEmail(email, password);
        Assert.That(errors, Is.Null);

        var userId = grant!.User!.Id;
        var id = (await altogic.Db.Model("todos").Create(new { title = "Milk", done = false, owner = userId, priority = 1 })).ValueOrThrow()["_id"]!.ToString();
        var query = altogic.Db.Model("todos").Filter($"done == {false} && owner == {userId}").Sort("title").Limit(20);
        var result = await query.PageNumber(1).GetWithCountInfo();
        await altogic.Db.Model("todos").Object(id).UpdateFields(FieldUpdate.Increment("priority", 1));
        Assert.That(result.ValueOrThrow().Info!.Count, Is.EqualTo(1));
        Assert.That((int)(await query.Get()).ValueOrThrow()[0]["priority"]!, Is.EqualTo(2));

        var (order, failed) = await altogic.Endpoint.Get($"orders/{7}", new { lang = "en" });
        Assert.That((failed, order?["number"]?.ToString(), order?["lang"]?.ToString()), Is.EqualTo(((AltogicError?)null, "7", "en")));

        var submitted = (await altogic.Queue.SubmitMessage("mailing", new { to = email })).ValueOrThrow();
        var ended = await altogic.Queue.Track(submitted.MessageId).LastAsync();
        var run = (await altogic.Task.RunOnce("nightly")).ValueOrThrow();
        Assert.That(ended.ValueOrThrow().Status, Is.EqualTo(RunStatus.Completed));
        Assert.That((await altogic.Task.Track(run.TaskId).LastAsync()).ValueOrThrow().Status, Is.EqualTo(RunStatus.Completed));

        await altogic.Cache.Set("greeting", "hello", ttl: 60);
        await altogic.Cache.Increment("visits");
        Assert.That((await altogic.Cache.Get<int>("visits")).ValueOrThrow(), Is.EqualTo(1));

        using var chat = altogic.Realtime.Channel("room-1").On<ChatLine>("chat").WhereSuccess().Subscribe(line => Show(line.Text));
        await altogic.Realtime.Channel("room-1").Send("chat", new { text = "Hello" });
    }

    [Test]
    public async Task FromJavaScript_FilesWork()
    {
        await using var backend = await AltogicBackend.StartAsync(new AltogicBackendOptions());
        using var altogic = new AltogicClient(backend.Url, backend.ClientKey);
        using var folder = new TemporaryFolder();
        var (path, copy) = (Path.Combine(folder.Path, "cat.png"), Path.Combine(folder.Path, "copy.png"));
        await File.WriteAllBytesAsync(path, new byte[100_000]);
        (await altogic.Storage.CreateBucket("photos")).ValueOrThrow();

        await altogic.Storage.Bucket("photos").UploadWithProgress("cat.png", FileSource.FromFile(path))
            .Do(t => Show(t.Progress)).LastAsync();
        await altogic.Storage.Bucket("photos").File("cat.png").Download(FileTarget.ToFile(copy));

        Assert.That(new FileInfo(copy).Length, Is.EqualTo(100_000));
        Assert.That(_shown, Is.Not.Empty);
    }

    [Test]
    public async Task Testing_WithYourRules()
    {
        var app = new AppDefinition { Endpoints = [new EndpointDefinition { Method = "GET", Path = "price/{product}", Service = "price" }] };
        await using var backend = await AltogicBackend.StartAsync(new AltogicBackendOptions
        {
            App = app,
            Services = { ["price"] = (context, _) => Task.FromResult(ServiceResponse.From(new { price = 3 })) },
        });
        using var client = new AltogicClient(backend.Url, backend.ClientKey);
        Assert.That((int)(await client.Endpoint.Get($"price/{"apple"}")).ValueOrThrow()!["price"]!, Is.EqualTo(3));
    }

    [Test]
    public async Task Models_CanBeDefinedInCode()
    {
        var app = new AppDefinition
        {
            Models = new Dictionary<string, ModelDefinition>
            {
                ["books"] = new() { Fields = new Dictionary<string, FieldDefinition> { ["title"] = new() { Type = FieldType.Text, Unique = true } } },
            },
        };
        await using var backend = await AltogicBackend.StartAsync(new AltogicBackendOptions { App = app });
        using var client = new AltogicClient(backend.Url, backend.ClientKey);
        await client.Db.Model("books").Create(new { title = "Emma" }).ShouldSucceed();
        Assert.That((await client.Db.Model("books").Create(new { title = "Emma" }).ShouldFail()).Status, Is.EqualTo(400));
    }

    private static async Task SignUpAsync(string envUrl, string clientKey, string email, string password)
    {
        using var client = new AltogicClient(envUrl, clientKey);
        (await client.Auth.SignUpWithEmail(email, password, "Ada")).ValueOrThrow();
    }

    private void Show(object what)
    {
        lock (_shown) _shown.Add($"{what}");
    }

    private sealed record ChatLine(string Text);
}
