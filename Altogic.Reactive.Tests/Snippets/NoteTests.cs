using System.Reactive.Linq;
using Altogic.Reactive.Backend;

namespace Altogic.Reactive.Tests.Snippets;

/// <summary>The test of testing.md.</summary>
public sealed class NoteTests
{
    private AltogicBackend _backend = null!;
    private AltogicClient _client = null!;

    [SetUp]
    public async Task Start()
    {
        _backend = await AltogicBackend.StartAsync();
        _client = new AltogicClient(_backend.Url, _backend.ClientKey);
    }

    [TearDown]
    public async Task Stop()
    {
        _client.Dispose();
        await _backend.DisposeAsync();
    }

    [Test]
    public async Task SavedNote_IsFound()
    {
        (await _client.Db.Model("notes").Create(new { text = "hello" })).ValueOrThrow();
        var found = (await _client.Db.Model<Note>("notes").Where(n => n.Text == "hello").Get()).ValueOrThrow();
        Assert.That(found, Has.Count.EqualTo(1));
    }

    private sealed record Note(string Text);
}
