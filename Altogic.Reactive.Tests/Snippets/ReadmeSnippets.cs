using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using Altogic.Reactive.Backend;

namespace Altogic.Reactive.Tests.Snippets;

/// <summary>The code of README.md, compiled and run.</summary>
public sealed class ReadmeSnippets
{
    [Test]
    public async Task TenLines_Run()
    {
        await using var backend = await AltogicBackend.StartAsync(new AltogicBackendOptions());
        using var client = new AltogicClient(backend.Url, backend.ClientKey);

        client.Auth.SessionChanges.Subscribe(s => Console.WriteLine(s is null ? "signed out" : $"user {s.UserId}"));
        (await client.Auth.SignUpWithEmail("ada@example.com", "secret-1", "Ada")).ValueOrThrow();

        var todos = client.Db.Model<Todo>("todos");
        var (todo, errors) = await todos.Create(new Todo { Title = "Write it down", Priority = 3 });
        if (errors is not null) Console.WriteLine(errors.Message);

        await todos.Where(t => !t.Done && t.Priority > 2).OrderBy(t => t.Title).Page(50).ToObservable()
            .ForEachAsync(page => page.Match(p => Console.WriteLine($"{p.Items.Count} of {p.TotalCount}"), e => Console.WriteLine(e)));

        Assert.That(todo?.Id, Has.Length.EqualTo(24));
    }

    [Test]
    public async Task Realtime_IsAStream()
    {
        await using var backend = await AltogicBackend.StartAsync();
        using var client = new AltogicClient(backend.Url, backend.ClientKey);
        var heard = client.Realtime.Channel("room-1").On<ChatLine>("line").FirstAsync().ToTask();

        var room = client.Realtime.Channel("room-1");
        using var lines = room.On<ChatLine>("line").WhereSuccess().Subscribe(line => Console.WriteLine($"{line.From}: {line.Text}"));
        using var state = client.Realtime.ConnectionChanges.Subscribe(Console.WriteLine);
        (await room.Send("line", new ChatLine("ada", "Hello"))).ValueOrThrow();

        Assert.That((await heard).Data, Is.EqualTo(new ChatLine("ada", "Hello")));
    }

    [Test]
    public async Task Holes_AreQuoted()
    {
        await using var backend = await AltogicBackend.StartAsync(new AltogicBackendOptions());
        using var client = new AltogicClient(backend.Url, backend.ClientKey);
        (await client.Db.Model<Todo>("todos").Create(new Todo { Title = "innocent", Priority = 3 })).ValueOrThrow();

        var text = "O'Brien' || true || '";
        var byText = client.Db.Model<Todo>("todos").Filter($"title == {text} && priority > {2}").Get();
        var byLambda = client.Db.Model<Todo>("todos").Where(t => t.Title!.StartsWith(text) && t.Tags!.Contains("home")).Get();

        Assert.That((await byText).ValueOrThrow(), Is.Empty);
        Assert.That((await byLambda).ValueOrThrow(), Is.Empty);
    }

    private sealed record ChatLine(string From, string Text);
}
