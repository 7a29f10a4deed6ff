using Altogic.Reactive.Backend.Modules.Cache;

namespace Altogic.Reactive.Tests.Backend.Cache;

internal sealed class CacheMemoryTests
{
    private const long Second = 1000;
    private readonly List<string> _changed = [];

    [SetUp]
    public void SetUp() => _changed.Clear();

    [Test]
    public void Put_BeyondTheKeys_DropsTheLeastRecentlyUsed()
    {
        var memory = Memory(mostKeys: 3);
        foreach (var key in new[] { "a", "b", "c" }) memory.Put(key, [1], CacheItem.Never);
        memory.Use("a", 0);
        memory.Put("b", [2], CacheItem.Never);
        memory.Put("d", [1], CacheItem.Never);

        Assert.That(Keys(memory), Is.EqualTo(new[] { "a", "b", "d" }));
        Assert.That(_changed[^1], Is.EqualTo("c"), "what has gone has to go from the store too");
    }

    [Test]
    public void Put_BeyondTheBytes_DropsAsManyAsItTakes()
    {
        var memory = Memory(mostBytes: 3 * 301);
        foreach (var key in new[] { "a", "b", "c" }) memory.Put(key, new byte[100], CacheItem.Never);
        Assert.That(memory.Count, Is.EqualTo(3));

        memory.Put("d", new byte[300], CacheItem.Never);

        Assert.That(Keys(memory), Is.EqualTo(new[] { "c", "d" }));
        Assert.That(memory.Bytes, Is.EqualTo(301 + 501));
    }

    [Test]
    public void Peek_IsNoUse()
    {
        var memory = Memory(mostKeys: 2);
        memory.Put("a", [1], CacheItem.Never);
        memory.Put("b", [1], CacheItem.Never);
        memory.Peek("a", 0);
        memory.Put("c", [1], CacheItem.Never);
        Assert.That(Keys(memory), Is.EqualTo(new[] { "b", "c" }));
    }

    [Test]
    public void Fits_CountsKeyValueAndOverhead()
    {
        var memory = Memory(mostBytes: 301);
        Assert.That((memory.Fits("k", 100), memory.Fits("k", 101), memory.Fits("é", 100)), Is.EqualTo((true, false, false)));
    }

    [Test]
    public void Sweep_DropsWhatHasExpired_InBoundedSteps()
    {
        var memory = Memory();
        for (var i = 0; i < 100; i++) memory.Put("k" + i, [1], (i + 1) * Second);

        Assert.That(memory.Sweep(20 * Second, 8), Is.False);
        Assert.That(memory.Count, Is.EqualTo(92));
        Assert.That(memory.Sweep(20 * Second, 100), Is.True);
        Assert.That(memory.Count, Is.EqualTo(80));
        Assert.That(memory.Peek("k20", 21 * Second), Is.Null, "reads do not wait for the sweep");
        Assert.That(memory.Count, Is.EqualTo(79));
    }

    [Test]
    public void Range_GivesKeysInOrderAfterACursor()
    {
        var memory = Memory();
        foreach (var key in new[] { "b2", "a", "b1", "c", "b10", "B" }) memory.Put(key, [1], key == "b10" ? 5 : CacheItem.Never);

        Assert.That(Range("", null), Is.EqualTo(new[] { "B", "a", "b1", "b2", "c" }), "what has expired is not there");
        Assert.That(Range("b", null), Is.EqualTo(new[] { "b1", "b2" }));
        Assert.That(Range("b", "b1"), Is.EqualTo(new[] { "b2" }));
        Assert.That(Range("b", "b15"), Is.EqualTo(new[] { "b2" }), "a cursor needs no key of its own");
        Assert.That(Range("b", "z"), Is.Empty);
        Assert.That(Range("zz", null), Is.Empty);
        Assert.That(Range("a", "B"), Is.EqualTo(new[] { "a" }));
        Assert.That(Range("", null, most: 2), Is.EqualTo(new[] { "B", "a" }));

        IEnumerable<string> Range(string prefix, string? after, int most = 100) => memory.Range(prefix, after, 10, most).Select(item => item.Key);
    }

    [Test]
    public void RandomOperations_AgreeWithASimpleList()
    {
        var random = new Random(5);
        var (mostBytes, mostKeys, now) = (5_000L, 20, 0L);
        var memory = Memory(mostBytes, mostKeys);
        var model = new List<(string Key, int Length, long Expiry)>();
        for (var i = 0; i < 50_000; i++)
        {
            var key = "k" + random.Next(40);
            var expiry = random.Next(3) == 0 ? CacheItem.Never : now + random.Next(1, 20_000);
            var index = model.FindIndex(entry => entry.Key == key);
            switch (random.Next(7))
            {
                case 0 or 1:
                    var length = random.Next(1, 400);
                    memory.Put(key, new byte[length], expiry);
                    if (index >= 0) model.RemoveAt(index);
                    model.Insert(0, (key, length, expiry));
                    while (model.Sum(Size) > mostBytes || model.Count > mostKeys) model.RemoveAt(model.Count - 1);
                    break;
                case 2 or 3:
                    var isThere = index >= 0 && model[index].Expiry > now;
                    Assert.That(memory.Use(key, now) is not null, Is.EqualTo(isThere));
                    if (index < 0) break;
                    var used = model[index];
                    model.RemoveAt(index);
                    if (isThere) model.Insert(0, used);
                    break;
                case 4:
                    Assert.That(memory.Remove(key), Is.EqualTo(index >= 0));
                    if (index >= 0) model.RemoveAt(index);
                    break;
                case 5:
                    if (index < 0 || model[index].Expiry <= now) break;
                    memory.SetExpiry(memory.Peek(key, now)!, expiry);
                    model[index] = model[index] with { Expiry = expiry };
                    break;
                default:
                    now += random.Next(2000);
                    memory.Sweep(now, 1000);
                    model.RemoveAll(entry => entry.Expiry <= now);
                    break;
            }

            Assert.That((memory.Count, memory.Bytes), Is.EqualTo((model.Count, model.Sum(Size))), $"step {i}");
        }

        Assert.That(Keys(memory), Is.EquivalentTo(model.Select(entry => entry.Key)));
    }

    private static long Size((string Key, int Length, long Expiry) entry) => CacheItem.SizeOf(entry.Key, entry.Length);

    private static IEnumerable<string> Keys(CacheMemory memory) => memory.Range("", null, long.MinValue, 1000).Select(item => item.Key);

    private CacheMemory Memory(long mostBytes = 1 << 20, int mostKeys = 1000) => new(mostBytes, mostKeys, (key, _) => _changed.Add(key));
}
