using System.Diagnostics;
using System.Reactive.Linq;
using Altogic.Reactive.Database;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Database;

public sealed class PagedQueryTests
{
    private const string Path = "/_api/rest/v1/db/get-list";

    private StubHttp _http = null!;
    private AltogicClient _client = null!;

    private PagedQuery<JObject> Pages => _client.Db.Model("rows").Page(2);

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
    public async Task Get_ReadsOnePage()
    {
        Serve(5);

        var page = await Pages.Get(2).ShouldSucceed();

        Assert.That((page.Number, page.Size, page.TotalCount, page.TotalPages), Is.EqualTo((2, 2, 5L, 3)));
        Assert.That(Numbers(page), Is.EqualTo(new[] { 3, 4 }));
        Assert.That(_http.Single.Json!["query"]!["page"]!.Value<int>(), Is.EqualTo(2));
        Assert.That(_http.Single.Json!["query"]!["limit"]!.Value<int>(), Is.EqualTo(2));
        Assert.That(_http.Single.Json!["returnCountInfo"]!.Value<bool>(), Is.True);
    }

    [Test]
    public void ToObservable_AnObserverThatThrows_IsHeardOnTheScheduler()
    {
        Serve(5);
        var scheduler = new TestScheduler();
        using var client = _http.CreateClient(new AltogicClientOptions { Scheduler = scheduler });

        using var walk = client.Db.Model("rows").Page(2).ToObservable().Subscribe(_ => throw new InvalidOperationException("observer"));

        Assert.That(() => scheduler.Start(), Throws.InvalidOperationException.With.Message.EqualTo("observer"));
        Assert.That(_http.Requests, Has.Count.EqualTo(1), "its subscription has ended");
    }

    [Test]
    public async Task Get_PastTheEnd_IsAnEmptyPage()
    {
        Serve(5);
        Assert.That((await Pages.Get(9).ShouldSucceed()).Items, Is.Empty);
    }

    [TestCase(0, 1)]
    [TestCase(1, 1)]
    [TestCase(2, 1)]
    [TestCase(3, 2)]
    [TestCase(6, 3)]
    public async Task ToObservable_AsksForEveryPageOnce(int rows, int requests)
    {
        Serve(rows);

        var pages = await Pages.ToObservable().ToList();

        Assert.That(pages.SelectMany(p => Numbers(p.Data!)), Is.EqualTo(Enumerable.Range(1, rows)));
        Assert.That(pages.Select(p => p.Data!.Number), Is.EqualTo(Enumerable.Range(1, requests)));
        Assert.That(_http.Requests, Has.Count.EqualTo(requests));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(3)]
    [TestCase(50)]
    public async Task ToObservable_Prefetching_KeepsTheOrder(int prefetch)
    {
        Serve(21);

        var pages = await Pages.ToObservable(prefetch).ToList();

        Assert.That(pages.SelectMany(p => Numbers(p.Data!)), Is.EqualTo(Enumerable.Range(1, 21)));
        Assert.That(_http.Requests, Has.Count.EqualTo(11), "never past the last page");
    }

    [TestCase(1, 0)]
    [TestCase(3, 0)]
    [TestCase(3, 1)]
    [TestCase(3, 2)]
    public async Task ToObservable_Take_CostsNoMoreThanItTakes(int taken, int prefetch)
    {
        Serve(100);

        var pages = await Pages.ToObservable(prefetch).Take(taken).ToList();

        Assert.That(pages, Has.Count.EqualTo(taken));
        Assert.That(_http.Requests, Has.Count.EqualTo(taken + prefetch));
    }

    [Test]
    public void ToObservable_AsksForTheNextPageAfterTheSubscriberReturned()
    {
        Serve(6);
        var asked = new List<int>();

        Pages.ToObservable().Subscribe(_ => asked.Add(_http.Requests.Count));

        Assert.That(asked, Is.EqualTo(new[] { 1, 2, 3 }), "only its own page had been asked for when each arrived");
    }

    [Test]
    public void ToObservable_Prefetching_AsksBeforeTheSubscriberReturns()
    {
        Serve(6);
        var asked = new List<int>();

        Pages.ToObservable(prefetch: 1).Subscribe(_ => asked.Add(_http.Requests.Count));

        Assert.That(asked, Is.EqualTo(new[] { 2, 3, 3 }));
    }

    [Test]
    public async Task ToObservable_FailedPage_IsTheLast()
    {
        _http.On("POST", Path).Reply(Answer(1, 2, 6)).Fail(500, "broken");

        var pages = await Pages.ToObservable().ToList();

        Assert.That(pages.Select(p => p.IsSuccess), Is.EqualTo(new[] { true, false }));
        Assert.That(_http.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task ToObservable_ServerLowersTheSize_FollowsIt()
    {
        Serve(7, largest: 3);

        var pages = await _client.Db.Model("rows").Page(1000).ToObservable().ToList();

        Assert.That(pages.SelectMany(p => Numbers(p.Data!)), Is.EqualTo(Enumerable.Range(1, 7)));
        Assert.That(pages.Select(p => p.Data!.Size), Is.All.EqualTo(3));
        Assert.That(_http.Requests, Has.Count.EqualTo(3));
    }

    [TestCase(0, 1, 1)]
    [TestCase(1, 2, 1)]
    [TestCase(4, 3, 2)]
    [TestCase(5, 3, 3)]
    public async Task ToObservable_ServerDoesNotCount_EndsAtTheFirstShortPage(int rows, int requests, int delivered)
    {
        Serve(rows, counts: false);

        var pages = await Pages.ToObservable().ToList();

        Assert.That(pages.SelectMany(p => Numbers(p.Data!)), Is.EqualTo(Enumerable.Range(1, rows)));
        Assert.That(pages.Select(p => p.Data!.TotalPages), Is.All.Null);
        Assert.That((_http.Requests.Count, pages.Count), Is.EqualTo((requests, delivered)));
    }

    [Test]
    public async Task ToObservable_ServerLowersTheSizeWithoutCounting_LosesNothing()
    {
        Serve(7, largest: 3, counts: false);
        var pages = await _client.Db.Model("rows").Page(1000).ToObservable().ToList();
        Assert.That(pages.SelectMany(p => Numbers(p.Data!)), Is.EqualTo(Enumerable.Range(1, 7)));
    }

    [Test]
    public async Task ToObservable_ListShrinksMeanwhile_Ends()
    {
        _http.On("POST", Path).Reply(Answer(1, 2, 6)).Reply(Answer(2, 2, 2));
        var pages = await Pages.ToObservable().ToList();
        Assert.That(pages, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task ToObservable_Twice_WalksTwice()
    {
        Serve(4);
        var pages = Pages.ToObservable();
        await pages.ToList();
        await pages.ToList();
        Assert.That(_http.Requests, Has.Count.EqualTo(4));
    }

    [Test]
    public void ToObservable_Disposed_CancelsTheRequest()
    {
        var cancelled = 0;
        using var http = new HangingHandler(() => cancelled++);
        using var client = new AltogicClient("http://stub.test", "key", new AltogicClientOptions { HttpMessageHandler = http });
        var signals = 0;

        var subscription = client.Db.Model("rows").Page(2).ToObservable().Subscribe(_ => signals++, _ => signals++, () => signals++);
        Assert.That(cancelled, Is.Zero);
        subscription.Dispose();

        Assert.That(cancelled, Is.EqualTo(1));
        Assert.That(signals, Is.Zero);
    }

    [Test]
    public async Task ToObservable_FailureWhilePrefetching_CancelsTheRest()
    {
        var cancelled = 0;
        using var http = new HangingHandler(() => cancelled++, (1, 200, Answer(1, 2, 100)), (2, 500, "{}"));
        using var client = new AltogicClient("http://stub.test", "key", new AltogicClientOptions { HttpMessageHandler = http, RetryPolicy = RetryPolicy.None });

        var pages = await client.Db.Model("rows").Page(2).ToObservable(prefetch: 3).ToList();

        Assert.That(pages.Select(p => p.IsSuccess), Is.EqualTo(new[] { true, false }));
        Assert.That(cancelled, Is.EqualTo(2), "pages 3 and 4");
    }

    [Test]
    public void ToObservable_SubscriberThrows_StopsAsking()
    {
        Serve(100);
        Assert.That(
            () => Pages.ToObservable().Do(_ => throw new InvalidOperationException("mine")).Wait(),
            Throws.InvalidOperationException.With.Message.EqualTo("mine"));
        Assert.That(_http.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Items_AreFlat()
    {
        Serve(5);

        var items = await Pages.Items().Select(item => item.ValueOrThrow().Value<int>("n")).ToList();

        Assert.That(items, Is.EqualTo(Enumerable.Range(1, 5)));
        Assert.That(_http.Requests, Has.Count.EqualTo(3));
    }

    [TestCase(1, 1)]
    [TestCase(2, 1)]
    [TestCase(3, 2)]
    public async Task Items_Take_AsksForThePagesItNeeds(int taken, int requests)
    {
        Serve(100);
        await Pages.Items().Take(taken).ToList();
        Assert.That(_http.Requests, Has.Count.EqualTo(requests));
    }

    [Test]
    public async Task Items_FailedPage_IsOneFailureAtTheEnd()
    {
        _http.On("POST", Path).Reply(Answer(1, 2, 6)).Fail(500, "broken");
        var items = await Pages.Items().ToList();
        Assert.That(items.Select(i => i.IsSuccess), Is.EqualTo(new[] { true, true, false }));
    }

    [Test]
    public void ToObservable_AMillionRows_TakeConstantMemoryAndStack()
    {
        const int pages = 1000, size = 1000;
        var items = string.Join(",", Enumerable.Repeat("""{"minutes":7}""", size));
        using var http = new HangingHandler(() => { }, number =>
            (200, $$"""{"info":{"count":{{pages * size}},"totalPages":{{pages}},"currentPage":{{number}},"pageSize":{{size}}},"data":[{{items}}]}"""));
        using var client = new AltogicClient("http://stub.test", "key", new AltogicClientOptions { HttpMessageHandler = http });
        var (rows, early, late) = (0L, (Memory: 0L, Stack: 0), (Memory: 0L, Stack: 0));

        client.Db.Model<TodoStep>("rows").Page(size).ToObservable().Subscribe(page =>
        {
            var data = page.ValueOrThrow();
            rows += data.Items.Count;
            if (data.Number == 20) early = Measure();
            if (data.Number == pages) late = Measure();
        });

        Assert.That(rows, Is.EqualTo(pages * size));
        Assert.That(late.Stack, Is.LessThan(early.Stack + 10));
        Assert.That(late.Memory - early.Memory, Is.LessThan(4 * 1024 * 1024));
    }

    private static (long Memory, int Stack) Measure() => (GC.GetTotalMemory(forceFullCollection: true), new StackTrace().FrameCount);

    private static IEnumerable<int> Numbers(Page<JObject> page) => page.Items.Select(item => item.Value<int>("n"));

    private void Serve(int rows, int largest = int.MaxValue, bool counts = true) => _http.On("POST", Path).Answer(request =>
    {
        var query = request.Json!["query"]!;
        var answer = Answer(query.Value<int>("page"), Math.Min(query.Value<int>("limit"), largest), rows, counts);
        return StubRoute.Message(200, new StringContent(answer), "application/json", []);
    });

    private static string Answer(int number, int size, int rows, bool counts = true)
    {
        var first = ((number - 1) * size) + 1;
        var items = string.Join(",", Enumerable.Range(first, Math.Max(0, Math.Min(size, rows - first + 1))).Select(n => $$"""{"n":{{n}}}"""));
        var total = (rows + size - 1) / size;
        return counts
            ? $$"""{"info":{"count":{{rows}},"totalPages":{{total}},"currentPage":{{number}},"pageSize":{{size}}},"data":[{{items}}]}"""
            : $"[{items}]";
    }
}
