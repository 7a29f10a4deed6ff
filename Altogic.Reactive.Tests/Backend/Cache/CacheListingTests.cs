using System.Text;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules.Cache;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Cache;

internal sealed class CacheListingTests
{
    private TestDatabase _database = null!;
    private ManualTime _time = null!;

    private CacheModule Cache => _database.Cache;

    [SetUp]
    public async Task SetUp()
    {
        _time = new ManualTime();
        _database = await TestDatabase.OpenAsync(CacheCalls.App(new LimitsDefinition { CacheValueBytes = 3 << 20 }), null, _time);
    }

    [TearDown]
    public async Task TearDown() => await _database.DisposeAsync();

    [Test]
    public async Task List_GoesPageByPageInOrder()
    {
        await FillAsync(250);

        var pages = Walk(null);

        Assert.That(pages.Select(page => page.Items.Count), Is.EqualTo(new[] { 100, 100, 50 }));
        Assert.That(pages.SelectMany(page => page.Items).Select(item => item.Key), Is.EqualTo(Enumerable.Range(0, 250).Select(Key)));
        Assert.That(Encoding.UTF8.GetString(pages[1].Items[7].Value), Is.EqualTo("107"));
    }

    [TestCase(0, 1)]
    [TestCase(1, 1)]
    [TestCase(100, 1)]
    [TestCase(101, 2)]
    [TestCase(256, 3)]
    public async Task List_EndsWithTheLastKey(int keys, int pages)
    {
        await FillAsync(keys);
        Assert.That(Walk(null), Has.Count.EqualTo(pages));
    }

    [Test]
    public async Task List_OfAPattern_FindsWhatMatches()
    {
        await FillAsync(1000);
        Assert.That(Found("k00?5"), Is.EqualTo(Enumerable.Range(0, 10).Select(n => Key((n * 10) + 5))));
        Assert.That(Found("k0[12]*"), Is.EqualTo(Enumerable.Range(100, 200).Select(Key)));
        Assert.That(Found("*99"), Has.Count.EqualTo(10));
        Assert.That(Found("nothing*"), Is.Empty);
    }

    [Test]
    public async Task List_OfARarePattern_GivesEmptyPagesInBetween()
    {
        await FillAsync(12_000);

        var pages = Walk("*9999");

        Assert.That(pages.Select(page => page.Items.Count), Is.EqualTo(new[] { 0, 0, 1 }), "one page looks at 5,000 keys at most");
        Assert.That(pages[0].Last, Is.Not.Null);
    }

    [Test]
    public async Task List_OfAHostilePattern_StopsEarly()
    {
        foreach (var n in Enumerable.Range(0, 20)) await SetAsync(new string('a', 1000) + n, "1");

        var pages = Walk("*" + new string('a', 500) + "b");

        Assert.That(pages, Has.Count.GreaterThan(2), "a page has a budget of steps");
        Assert.That(pages.Sum(page => page.Items.Count), Is.Zero);
    }

    [Test]
    public async Task List_OfLargeValues_HasSmallPages()
    {
        foreach (var n in Enumerable.Range(0, 10)) await Cache.SetAsync(Key(n), new byte[1 << 20], null, default);
        Assert.That(Walk(null).Select(page => page.Items.Count), Is.EqualTo(new[] { 4, 4, 2 }));
    }

    [Test]
    public async Task List_LeavesOutWhatHasExpired()
    {
        await FillAsync(10, seconds: 5);
        await SetAsync("stays", "1");
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.That(Found(null), Is.EqualTo(new[] { "stays" }));
    }

    [Test]
    public async Task List_WhileKeysChange_ListsWhatIsThereAllTheTimeOnce()
    {
        var random = new Random(6);
        for (var round = 0; round < 40; round++)
        {
            var stable = Enumerable.Range(0, 400).Select(n => Key(n * 2)).ToList();
            foreach (var key in stable) await SetAsync(key, "0");
            var listed = new List<string>();
            string? last = null;
            do
            {
                var page = Cache.List(GlobPattern.Parse("k*"), last);
                listed.AddRange(page.Items.Select(item => item.Key));
                last = page.Last;
                for (var i = random.Next(60); i > 0; i--) await ChangeAsync(random, stable);
            }
            while (last is not null);

            Assert.That(listed, Is.Unique);
            Assert.That(stable.Except(listed), Is.Empty);
        }
    }

    [TestCase("k")]
    [TestCase("é 漢 😀 \u0000")]
    public void Cursor_ComesBackAsTheKey(string key) => Assert.That(CacheCursor.Read(CacheCursor.Write(key)), Is.EqualTo(key));

    [Test]
    public void Cursor_OfNonsense_IsRefused()
    {
        var random = new Random(7);
        for (var i = 0; i < 10_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(20)).Select(_ => (char)random.Next(32, 127))]);
            if (CacheCursor.Read(text) is { } key) Assert.That(CacheCursor.Read(CacheCursor.Write(key)), Is.EqualTo(key));
        }

        Assert.That(CacheCursor.Read(new string('A', 4097)), Is.Null);
    }

    private static string Key(int number) => FormattableString.Invariant($"k{number:0000}");

    private async Task ChangeAsync(Random random, List<string> stable)
    {
        var key = Key((random.Next(400) * 2) + 1);
        if (random.Next(3) == 0) await Cache.DeleteAsync([key], default);
        else if (random.Next(3) == 0) await SetAsync(stable[random.Next(stable.Count)], "\"replaced\"");
        else await SetAsync(key, "1");
    }

    private async Task FillAsync(int keys, long? seconds = null)
    {
        for (var n = 0; n < keys; n++) await Cache.SetAsync(Key(n), Encoding.UTF8.GetBytes(FormattableString.Invariant($"{n}")), seconds, default);
    }

    private Task SetAsync(string key, string value) => Cache.SetAsync(key, Encoding.UTF8.GetBytes(value), null, default);

    private List<string> Found(string? pattern) => [.. Walk(pattern).SelectMany(page => page.Items).Select(item => item.Key)];

    private List<CachePage> Walk(string? pattern)
    {
        var pages = new List<CachePage>();
        do pages.Add(Cache.List(GlobPattern.Parse(pattern), pages.Count == 0 ? null : pages[^1].Last));
        while (pages[^1].Last is not null);
        return pages;
    }
}
