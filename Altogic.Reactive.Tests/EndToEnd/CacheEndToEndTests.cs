using System.Globalization;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using Altogic.Reactive.Database;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.EndToEnd;

/// <summary>Every cache operation of our client against our backend, over loopback HTTP.</summary>
public sealed class CacheEndToEndTests
{
    private BackendFixture _backend = null!;
    private ManualTime _time = null!;
    private AltogicClient _client = null!;

    [SetUp]
    public async Task SetUp()
    {
        _time = new ManualTime();
        _backend = await BackendFixture.StartAsync(null, _time);
        _client = new AltogicClient(_backend.Url, _backend.ClientKey);
    }

    [TearDown]
    public async Task TearDown()
    {
        _client.Dispose();
        await _backend.DisposeAsync();
    }

    [Test]
    public async Task Values_OfAnyJson_ComeBackAsTheyWere()
    {
        var random = new Random(9);
        for (var i = 0; i < 300; i++)
        {
            var value = Value(random, 3);
            await _client.Cache.Set("k", value).ShouldSucceed();
            var read = await _client.Cache.Get("k").ShouldSucceed();
            if (value.Type == JTokenType.Null) Assert.That(read, Is.Null);
            else Assert.That(JToken.DeepEquals(read, value), Is.True, () => $"{value} came back as {read}");
        }
    }

    [Test]
    public async Task Values_OfTypes_ComeBackAsTheirTypes()
    {
        var cache = _client.Cache;
        await cache.Set("text", "ünï 😀").ShouldSucceed();
        await cache.Set("number", 12.5m).ShouldSucceed();
        await cache.Set("time", new DateTimeOffset(2024, 1, 5, 8, 0, 0, TimeSpan.Zero)).ShouldSucceed();
        await cache.Set("box", new Box(7)).ShouldSucceed();
        await cache.Set("list", new[] { 1, 2 }).ShouldSucceed();

        Assert.That(await cache.Get<string>("text").ShouldSucceed(), Is.EqualTo("ünï 😀"));
        Assert.That(await cache.Get<decimal>("number").ShouldSucceed(), Is.EqualTo(12.5m));
        Assert.That(await cache.Get<DateTimeOffset>("time").ShouldSucceed(), Is.EqualTo(new DateTimeOffset(2024, 1, 5, 8, 0, 0, TimeSpan.Zero)));
        Assert.That(await cache.Get<Box>("box").ShouldSucceed(), Is.EqualTo(new Box(7)), "it looks like a wrapped value, and is none");
        Assert.That(await cache.Get<List<int>>("list").ShouldSucceed(), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(await cache.Get<int?>("nothing").ShouldSucceed(), Is.Null);
    }

    [Test]
    public async Task Keys_OfAnyText_Work()
    {
        foreach (var key in new[] { "a b+c", "100%41", "a&b=c#d?e/f\\", " ", "é 漢 😀", "\u0000\u2028", new string('k', 1024) })
        {
            await _client.Cache.Set(key, key).ShouldSucceed();
            Assert.That(await _client.Cache.Get<string>(key).ShouldSucceed(), Is.EqualTo(key));
            Assert.That((await _client.Cache.Keys().ShouldSucceed()).Key, Is.EqualTo(key));
            await _client.Cache.Delete(key).ShouldSucceed();
            Assert.That(await _client.Cache.Get(key).ShouldSucceed(), Is.Null);
        }
    }

    [Test]
    public async Task Counts_AndTimes_AreThoseOfTheServer()
    {
        var cache = _client.Cache;
        Assert.That(await cache.Increment("n").ShouldSucceed(), Is.EqualTo(1));
        Assert.That(await cache.Decrement("n", 0.5, ttl: 10).ShouldSucceed(), Is.EqualTo(0.5));
        await cache.Set("a", 1, ttl: 5).ShouldSucceed();
        await cache.Set("b", 1, ttl: 0).ShouldSucceed();
        await cache.Expire("b", 20).ShouldSucceed();
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.That(await cache.Keys().Select(key => key.Data!.Key).ToList(), Is.EqualTo(new[] { "b" }));
        await cache.Expire("b", 0).ShouldSucceed();
        Assert.That((await cache.GetStats().ShouldSucceed()).TotalKeys, Is.Zero);
        await cache.Set("text", "x").ShouldSucceed();
        Assert.That((await cache.Increment("text").ShouldFail()).HasCode("invalid_value"), Is.True);
        Assert.That((await cache.Set("large", new string('x', 2 << 20)).ShouldFail()).HasCode("cache_key_size_exceeded"), Is.True);
    }

    [Test]
    public async Task Increments_ThousandInParallel_AreExact()
    {
        var increment = _client.Cache.Increment("n");
        var results = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => increment.ToTask()));
        Assert.That(results.Select(result => result.ValueOrThrow()), Is.EquivalentTo(Enumerable.Range(1, 1000)));
    }

    [Test]
    public async Task Keys_OverManyPages_FindsThemAll()
    {
        await Task.WhenAll(Enumerable.Range(0, 450).Select(n => _client.Cache.Set(Key(n), n).ToTask()));

        var all = await _client.Cache.Keys("user:*").Select(key => key.ValueOrThrow()).ToList();
        Assert.That(all.Select(entry => entry.Key), Is.EqualTo(Enumerable.Range(0, 450).Select(Key)));
        Assert.That(all.Select(entry => (int)entry.Value!), Is.EqualTo(Enumerable.Range(0, 450)));
        Assert.That(await _client.Cache.Keys("user:0[01]?0").Count(), Is.EqualTo(20));
        Assert.That((await _client.Cache.ListKeys("user:*").ShouldSucceed()).Next, Is.Not.Null);
        Assert.That(await _client.Cache.Keys("nobody").IsEmpty(), Is.True);
    }

    [Test]
    public async Task Objects_AreCopiedByTheOptionsOfTheDatabase()
    {
        var made = await _client.Db.Model("rows").Object().Create(new { n = 1 }, new WriteOptions { Cache = CacheOption.OneMinute }).ShouldSucceed();
        var id = (string)made["_id"]!;
        Assert.That(JToken.DeepEquals(await _client.Cache.Get(id).ShouldSucceed(), made), Is.True);

        await _client.Db.Model("rows").Object(id).Delete().ShouldSucceed();
        Assert.That(await _client.Cache.Get(id).ShouldSucceed(), Is.Null);
    }

    private static string Key(int number) => "user:" + number.ToString("0000", CultureInfo.InvariantCulture);

    private static JToken Value(Random random, int depth) => random.Next(depth > 0 ? 10 : 7) switch
    {
        0 => JValue.CreateNull(),
        1 => random.Next(2) == 0,
        2 => random.Next(-1000, 1000),
        3 => long.MaxValue - random.Next(10),
        4 => random.NextDouble() - 0.5,
        5 => "text " + (char)random.Next(32, 0x2100),
        6 => "2024-01-05T08:00:00Z",
        7 => new JArray(Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth - 1))),
        8 => new JObject { ["value"] = Value(random, depth - 1) },
        _ => new JObject(Enumerable.Range(0, random.Next(4)).Select(n => new JProperty("p" + n.ToString(CultureInfo.InvariantCulture), Value(random, depth - 1)))),
    };

    private sealed record Box(int Value);
}
