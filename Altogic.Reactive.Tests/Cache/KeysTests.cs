using System.Reactive.Linq;
using Altogic.Reactive.Cache;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Cache;

/// <summary>The walk over all pages of keys.</summary>
public sealed class KeysTests
{
    private const string Path = "/_api/rest/v1/cache/list-keys";

    private StubHttp _http = null!;
    private AltogicClient _client = null!;

    [SetUp]
    public void SetUp()
    {
        _http = new StubHttp();
        _client = _http.CreateClient();
    }

    [TearDown]
    public void TearDown()
    {
        _client.Dispose();
        _http.Dispose();
    }

    [Test]
    public async Task Keys_GoesThroughEveryPage()
    {
        _http.On("POST", Path).Reply(Page("c1", "a", "b")).Reply(Page("c2")).Reply(Page(null, "c"));

        var keys = await _client.Cache.Keys("*").ToList();

        Assert.That(keys.Select(key => key.Data!.Key), Is.EqualTo(new[] { "a", "b", "c" }), "an empty page is not the end");
        Assert.That(keys.Select(key => (int)key.Data!.Value!), Is.All.EqualTo(1));
        Assert.That(_http.Requests.Select(request => request.Body), Is.EqualTo(new[]
        {
            """{"pattern":"*"}""", """{"pattern":"*","next":"c1"}""", """{"pattern":"*","next":"c2"}""",
        }));
    }

    [Test]
    public void Keys_AnObserverThatThrows_IsHeardOnTheScheduler()
    {
        _http.On("POST", Path).Reply(Page("c1", "a", "b"));
        var scheduler = new TestScheduler();
        using var client = _http.CreateClient(new AltogicClientOptions { Scheduler = scheduler });

        using var walk = client.Cache.Keys("*").Subscribe(_ => throw new InvalidOperationException("observer"));

        Assert.That(() => scheduler.Start(), Throws.InvalidOperationException.With.Message.EqualTo("observer"));
        Assert.That(_http.Requests, Has.Count.EqualTo(1), "its subscription has ended");
    }

    [Test]
    public void Keys_AsksForAPageWhenTheSubscriberReturnsFromTheOneBefore()
    {
        _http.On("POST", Path).Reply(Page("c1", "a", "b")).Reply(Page(null, "c"));
        var asked = new List<int>();

        _client.Cache.Keys().Subscribe(_ => asked.Add(_http.Requests.Count));

        Assert.That(asked, Is.EqualTo(new[] { 1, 1, 2 }));
    }

    [TestCase(1, 1)]
    [TestCase(2, 1)]
    [TestCase(3, 2)]
    public async Task Keys_Take_CostsNoMoreThanItTakes(int taken, int requests)
    {
        var route = _http.On("POST", Path).Reply(Page("c1", "a", "b"));
        if (requests > 1) route.Reply(Page("c2", "c", "d"));

        Assert.That(await _client.Cache.Keys().Take(taken).ToList(), Has.Count.EqualTo(taken));
        Assert.That(_http.Requests, Has.Count.EqualTo(requests));
    }

    [Test]
    public async Task Keys_FailedPage_IsTheLast()
    {
        _http.On("POST", Path).Reply(Page("c1", "a")).Fail(500, "internal_error");

        var keys = await _client.Cache.Keys().ToList();

        Assert.That(keys.Select(key => key.IsSuccess), Is.EqualTo(new[] { true, false }));
        Assert.That(keys[1].Errors!.HasCode("internal_error"), Is.True);
    }

    [Test]
    public async Task Keys_PageThatLeadsBackToItself_IsAFailure()
    {
        _http.On("POST", Path).Reply(Page("c1", "a")).Reply(Page("c1", "b"));

        var keys = await _client.Cache.Keys().ToList();

        Assert.That(keys.Select(key => key.IsSuccess), Is.EqualTo(new[] { true, true, false }));
        Assert.That(keys[2].Errors!.HasCode(ErrorCodes.InvalidResponse), Is.True);
    }

    [Test]
    public async Task Keys_SubscribedTwice_WalksTwice()
    {
        _http.On("POST", Path).Reply(Page(null, "a")).Reply(Page(null, "b"));
        var keys = _client.Cache.Keys();

        Assert.That((await keys.ShouldSucceed()).Key, Is.EqualTo("a"));
        Assert.That((await keys.ShouldSucceed()).Key, Is.EqualTo("b"));
    }

    [Test]
    public void Keys_DisposedWhileAPageIsUnderWay_IsSilent()
    {
        _http.On("POST", Path).Reply(Page("c1", "a")).Hang();
        var seen = new List<Result<CacheEntry>>();
        var ends = 0;

        _client.Cache.Keys().Subscribe(seen.Add, _ => ends++, () => ends++).Dispose();

        Assert.That(seen, Has.Count.EqualTo(1));
        Assert.That(ends, Is.Zero);
    }

    [Test]
    public void Keys_OverManyPages_NeedsNoStack()
    {
        const int Pages = 20_000;
        var number = 0;
        _http.On("POST", Path).Answer(_ => StubRoute.Message(
            200, new StringContent(Page(++number < Pages ? "c" + number : null, "k" + number)), "application/json", []));
        var (count, isOver) = (0, false);

        _client.Cache.Keys().Subscribe(_ => count++, () => isOver = true);

        Assert.That((count, isOver), Is.EqualTo((Pages, true)));
    }

    [Test]
    public void Keys_KeepsTheRxContract()
    {
        _http.On("POST", Path).Reply(Page("c1", "a", "b")).Reply(Page(null, "c"));
        var checker = new RxContractChecker<Result<CacheEntry>>();

        using var subscription = _client.Cache.Keys().Subscribe(checker);

        checker.Verify();
    }

    private static string Page(string? next, params string[] keys)
    {
        var entries = string.Join(",", keys.Select(key => "{\"key\":\"" + key + "\",\"value\":1}"));
        return "{\"data\":[" + entries + "],\"next\":" + (next is null ? "null" : "\"" + next + "\"") + "}";
    }
}
