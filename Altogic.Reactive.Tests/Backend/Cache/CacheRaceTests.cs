using System.Globalization;
using System.Text;
using Altogic.Reactive.Backend.Modules.Cache;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Cache;

internal sealed class CacheRaceTests
{
    [Test]
    public async Task Increments_ThousandInParallelOverHttp_AreExact()
    {
        const int Count = 1000;
        await using var backend = await BackendFixture.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, Count).Select(_ => backend.CacheAsync("increment", "{'key': 'n'}")));

        var values = answers.Select(answer => (int)answer.Json!["value"]!);
        Assert.That(values, Is.EquivalentTo(Enumerable.Range(1, Count)), "every one of them saw a number of its own");
        Assert.That(await backend.ValueAsync("n"), Is.EqualTo("""{"value":1000}"""));
    }

    [Test]
    public async Task Counts_UpAndDownFromManyThreads_AreExact()
    {
        await using var database = await TestDatabase.OpenAsync();
        var cache = database.Cache;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(async () =>
        {
            for (var i = 0; i < 2000; i++) await cache.AddAsync("n", thread % 2 == 0 ? "3" : "1", thread % 2 != 0, null, default);
        })));

        Assert.That(Encoding.UTF8.GetString(cache.Get("n")!), Is.EqualTo((8000 * 3 - 8000).ToString(CultureInfo.InvariantCulture)));
    }

    [Test]
    public async Task Everything_AtTheSameTime_KeepsItsSums()
    {
        await using var database = await TestDatabase.OpenAsync(CacheCalls.App(new Altogic.Reactive.Backend.LimitsDefinition { CacheKeys = 50 }));
        var cache = database.Cache;

        await Task.WhenAll(Enumerable.Range(0, 6).Select(thread => Task.Run(() => WorkAsync(cache, new Random(thread)))));

        var (keys, bytes, _) = cache.Stats();
        var items = cache.List(GlobPattern.Parse(null), null).Items;
        Assert.That(keys, Is.EqualTo(items.Count).And.LessThanOrEqualTo(50));
        Assert.That(bytes, Is.EqualTo(items.Sum(item => CacheItem.SizeOf(item.Key, item.Value.Length))));
        await cache.DisposeAsync();
        var stored = database.Store.Read(session => (long)session.Scalar("SELECT count(*) FROM cache_entries")!);
        Assert.That(stored, Is.EqualTo(keys), "the store follows");
    }

    private static async Task WorkAsync(CacheModule cache, Random random)
    {
        for (var i = 0; i < 3000; i++)
        {
            var key = "k" + random.Next(80).ToString(CultureInfo.InvariantCulture);
            switch (random.Next(6))
            {
                case 0: await cache.SetAsync(key, new byte[random.Next(1, 300)], random.Next(2) == 0 ? null : 100, default); break;
                case 1: await cache.DeleteAsync([key], default); break;
                case 2: await cache.AddAsync("n" + key, "1", false, null, default); break;
                case 3: await cache.ExpireAsync(key, 50, default); break;
                case 4: cache.List(GlobPattern.Parse("*1*"), null); break;
                default: cache.Get(key); break;
            }
        }
    }
}
