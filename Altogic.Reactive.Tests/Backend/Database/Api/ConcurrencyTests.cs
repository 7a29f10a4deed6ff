using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Database.Api;

/// <summary>Many callers at once: nothing lost, nothing twice, and commits shared.</summary>
internal sealed class ConcurrencyTests
{
    private BackendFixture _backend = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _backend = await BackendFixture.StartAsync();

    [OneTimeTearDown]
    public ValueTask StopAsync() => _backend.DisposeAsync();

    [Test]
    public async Task ThousandIncrements_AddUp()
    {
        var counter = await _backend.CreateAsync("counters", "{'n': 0}");
        var body = new JsonObject { ["model"] = "counters", ["id"] = counter.Id(), ["updates"] = DbCalls.Json("{'field': 'n', 'updateType': 'increment', 'value': 1}") };

        await Parallel.ForEachAsync(Enumerable.Range(0, 1000), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (_, _) =>
            Assert.That((await _backend.DbAsync("object/update-fields", body)).Status, Is.EqualTo(200)));

        Assert.That((int)(await _backend.FindAsync("counters", counter.Id()))!["n"]!, Is.EqualTo(1000));
    }

    [Test]
    public async Task ParallelCreates_ShareCommits_AndAllArrive()
    {
        var store = _backend.Service<SqliteDatabase>();
        await _backend.CreateAsync("rows", "{'n': -1}");
        var (commits, writes) = (store.Commits, store.Writes);

        await Parallel.ForEachAsync(Enumerable.Range(0, 2000), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, _) =>
            await _backend.CreateAsync("rows", $"{{'n': {i}}}"));

        Assert.That(store.Writes - writes, Is.GreaterThanOrEqualTo(2000));
        Assert.That(store.Commits - commits, Is.LessThan(store.Writes - writes));
        var counted = await _backend.DbAsync("compute", "{'model': 'rows', 'computations': [{'name': 'n', 'type': 'count'}, {'name': 'sum', 'type': 'sum', 'expression': 'n'}]}");
        Assert.That(((int)counted.Json![0]!["n"]!, (long)counted.Json[0]!["sum"]!), Is.EqualTo((2001, 1998999L)));
    }

    [Test]
    public async Task ConditionalDecrements_NeverSellMoreThanThereIs()
    {
        var item = await _backend.CreateAsync("shelf", "{'stock': 20}");
        var body = DbCalls.Json("{'model': 'shelf', 'query': {'expression': 'stock > 0'}, 'updates': {'field': 'stock', 'updateType': 'decrement', 'value': 1}}");
        var sold = 0;

        await Parallel.ForEachAsync(Enumerable.Range(0, 100), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (_, _) =>
            Interlocked.Add(ref sold, (int)(await _backend.DbAsync("update-fields", body)).Json!["updated"]!));

        Assert.That((sold, (int)(await _backend.FindAsync("shelf", item.Id()))!["stock"]!), Is.EqualTo((20, 0)));
    }

    [Test]
    public async Task ParallelAppends_KeepEveryItem()
    {
        var list = await _backend.CreateAsync("lists", "{}");

        await Parallel.ForEachAsync(Enumerable.Range(0, 300), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, _) =>
            Assert.That((await _backend.DbAsync("object/append", new JsonObject { ["model"] = "lists.items", ["parentId"] = list.Id(), ["values"] = new JsonObject { ["n"] = i } })).Status, Is.EqualTo(200)));

        var items = (await _backend.FindAsync("lists", list.Id()))!["items"]!.AsArray();
        Assert.That(items.Select(item => (int)item!["n"]!).Order(), Is.EqualTo(Enumerable.Range(0, 300)));
    }

    [Test]
    public async Task FirstWritesToOneModel_AtOnce_AllArrive()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => _backend.CreateAsync(i % 2 == 0 ? "fresh" : "FRESH", $"{{'n': {i}}}")));

        Assert.That((await _backend.DbAsync("get-list", "{'model': 'fresh'}")).Json!.AsArray(), Has.Count.EqualTo(50));
    }
}
