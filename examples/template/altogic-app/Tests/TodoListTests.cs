using System.Reactive.Linq;
using Altogic.Reactive;
using Altogic.Reactive.Backend;
using Altogic_App.Backend;
using Altogic_App.Client;

namespace Altogic_App.Tests;

/// <summary>A real backend on a free port, its data in a temporary folder.</summary>
public sealed class TodoListTests
{
    private AltogicBackend _backend = null!;
    private AltogicClient _client = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _backend = await AppBackend.StartAsync(new AltogicBackendOptions());
        _client = new AltogicClient(_backend.Url, "app-key");
    }

    [TearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _backend.DisposeAsync();
    }

    [Test]
    public async Task Open_AfterAdd_HasTheTodo()
    {
        var list = new TodoList(_client);
        (await list.Add("Write it down")).ValueOrThrow();

        var open = (await list.Open()).ValueOrThrow();

        Assert.That(open.Select(todo => todo.Title), Is.EqualTo(new[] { "Write it down" }));
    }

    [Test]
    public async Task Add_TitleTooLong_IsRefused()
    {
        var (_, errors) = await new TodoList(_client).Add(new string('x', 201));

        Assert.That(errors?.Status, Is.EqualTo(400));
    }

    [Test]
    public async Task Greet_GreetsByName()
    {
        var greeting = (await new TodoList(_client).Greet("Ada")).ValueOrThrow();

        Assert.That(greeting?.Message, Is.EqualTo("Hello Ada"));
    }
}
