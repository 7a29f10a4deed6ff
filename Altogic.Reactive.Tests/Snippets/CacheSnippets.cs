using System.Reactive.Linq;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Database;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Snippets;

/// <summary>The code of docs/cache.md, compiled and run.</summary>
public sealed class CacheSnippets
{
    private readonly List<string> _shown = [];
    private AltogicBackend _backend = null!;
    private AltogicClient client = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _backend = await AltogicBackend.StartAsync(new AltogicBackendOptions());
        client = new AltogicClient(_backend.Url, _backend.ClientKey);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        client.Dispose();
        await _backend.DisposeAsync();
    }

    [Test]
    public async Task Values_AreSetAndRead()
    {
        await client.Cache.Set("rates:eur", new { usd = 1.08, gbp = 0.85 }, ttl: 3600);   // seconds
        var (rates, errors) = await client.Cache.Get<Dictionary<string, double>>("rates:eur");   // null when it is not there
        JToken? json = (await client.Cache.Get("rates:eur")).ValueOrThrow();

        Assert.That(errors, Is.Null);
        Assert.That((rates!["usd"], (double)json!["gbp"]!), Is.EqualTo((1.08, 0.85)));
    }

    [Test]
    public async Task Counters_AreAtomic()
    {
        var visits = (await client.Cache.Increment("visits")).ValueOrThrow();             // 1, 2, 3, … whoever counts at the same time
        var left = (await client.Cache.Decrement("quota:ada", 1, ttl: 86_400)).ValueOrThrow();

        Assert.That((visits, left), Is.EqualTo((1d, -1d)));
    }

    [Test]
    public async Task Keys_AreAStream()
    {
        await client.Cache.Set("user:1", "Ada");

        await client.Cache.Keys("user:*")
            .ForEachAsync(key => key.Match(entry => Show($"{entry.Key} = {entry.Value}"), e => Show(e.Message)));

        Assert.That(_shown, Is.EqualTo(new[] { "user:1 = Ada" }));
    }

    [Test]
    public async Task Objects_AreCopied()
    {
        var order = new { total = 5 };
        var made = (await client.Db.Model("orders").Object().Create(order, new WriteOptions { Cache = CacheOption.TenMinutes })).ValueOrThrow();
        var copy = (await client.Cache.Get((string)made["_id"]!)).ValueOrThrow();         // the object, without asking the database

        Assert.That(JToken.DeepEquals(copy, made), Is.True);
    }

    private void Show(string line) => _shown.Add(line);
}
