using System.Text;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules.Cache;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Cache;

/// <summary>What a restart keeps.</summary>
internal sealed class CachePersistenceTests
{
    private TemporaryFolder _folder = null!;
    private ManualTime _time = null!;

    [SetUp]
    public void SetUp() => (_folder, _time) = (new TemporaryFolder(), new ManualTime());

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public async Task Restart_KeepsWhatHasNotExpired()
    {
        await RunAsync(async cache =>
        {
            await SetAsync(cache, "for ever", "{\"a\":1}");
            await SetAsync(cache, "long", "[1]", 100);
            await SetAsync(cache, "short", "1", 5);
            await SetAsync(cache, "gone", "1");
            await cache.DeleteAsync(["gone"], default);
            await cache.AddAsync("n", "41", false, null, default);
            await cache.AddAsync("n", "1", false, 50, default);
            await cache.ExpireAsync("for ever", 1000, default);
            cache.Get("long");
        });
        _time.Advance(TimeSpan.FromSeconds(49));
        await RunAsync(async cache =>
        {
            Assert.That((Text(cache, "for ever"), Text(cache, "long"), Text(cache, "n")), Is.EqualTo(("{\"a\":1}", "[1]", "42")));
            Assert.That((Text(cache, "short"), Text(cache, "gone")), Is.EqualTo(((string?)null, (string?)null)));
            Assert.That(cache.Stats().Traffic.DailyEgress, Is.EqualTo(3 + 7 + 3 + 2), "the traffic goes on");
            await cache.AddAsync("n", "1", false, 50, default);
        });
        _time.Advance(TimeSpan.FromSeconds(50));
        await RunAsync(cache =>
        {
            Assert.That((Text(cache, "n"), Text(cache, "long")), Is.EqualTo(((string?)null, "[1]")), "times go on where they were");
            return Task.CompletedTask;
        });
    }

    [Test]
    public async Task Restart_KeepsWhatWasEvictedAway()
    {
        var limits = new LimitsDefinition { CacheKeys = 3 };
        await RunAsync(async cache => await SetAllAsync(cache, "a", "b", "c", "d", "e"), limits);
        await RunAsync(cache => AssertKeys(cache, "c", "d", "e"), limits);
    }

    [Test]
    public async Task Restart_WithLowerLimits_KeepsWhatWasWrittenLast()
    {
        await RunAsync(async cache =>
        {
            await SetAllAsync(cache, "a", "b", "c", "d");
            await SetAsync(cache, "a", "2");
        });
        await RunAsync(cache => AssertKeys(cache, "a", "d"), new LimitsDefinition { CacheKeys = 2 });
        await RunAsync(cache => AssertKeys(cache, "a", "d"));
    }

    [Test]
    public async Task Restart_KeepsTheOrderOfWrites()
    {
        // Separate runs, so that the store sees separate writes.
        foreach (var key in new[] { "a", "b", "c", "a" }) await RunAsync(cache => SetAsync(cache, key, "1"));
        var limits = new LimitsDefinition { CacheKeys = 3 };
        await RunAsync(cache => SetAsync(cache, "d", "1"), limits);
        await RunAsync(cache => AssertKeys(cache, "a", "c", "d"), limits);
    }

    [Test]
    public async Task Restart_OfTheBackend_KeepsTheCache()
    {
        var options = new AltogicBackendOptions { DataDirectory = Path.Combine(_folder.Path, "data") };
        await using (var backend = await BackendFixture.StartAsync(options)) await backend.SetAsync("k", "kept", 1000);
        await using (var backend = await BackendFixture.StartAsync(options)) Assert.That(await backend.ValueAsync("k"), Is.EqualTo("""{"value":"kept"}"""));
    }

    private static Task SetAsync(CacheModule cache, string key, string value, long? seconds = null) =>
        cache.SetAsync(key, Encoding.UTF8.GetBytes(value), seconds, default);

    private static async Task SetAllAsync(CacheModule cache, params string[] keys)
    {
        foreach (var key in keys) await SetAsync(cache, key, "1");
    }

    private static Task AssertKeys(CacheModule cache, params string[] keys)
    {
        Assert.That(cache.List(GlobPattern.Parse(null), null).Items.Select(item => item.Key), Is.EqualTo(keys));
        return Task.CompletedTask;
    }

    private static string? Text(CacheModule cache, string key) => cache.Get(key) is { } value ? Encoding.UTF8.GetString(value) : null;

    private async Task RunAsync(Func<CacheModule, Task> use, LimitsDefinition? limits = null)
    {
        await using var database = await TestDatabase.OpenAsync(CacheCalls.App(limits ?? new LimitsDefinition()), _folder.Path, _time);
        await use(database.Cache);
    }
}
