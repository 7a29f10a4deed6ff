using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using Altogic.Reactive.Database;
using Altogic.Reactive.Tests.Database;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Binding;

public sealed class LoadOnDemandTests
{
    private const string Path = "/_api/rest/v1/db/get-list";

    private readonly List<(IncrementalState State, bool IsOnView)> _states = [];
    private ViewFixture _view = null!;
    private StubHttp _http = null!;
    private AltogicClient _client = null!;
    private IncrementalList<JObject> _list = null!;
    private IDisposable _subscription = null!;

    [SetUp]
    public void SetUp()
    {
        _states.Clear();
        _view = new ViewFixture();
        _http = new StubHttp();
        _client = _http.CreateClient();
        _list = Open(_client);
        _subscription = _list.StateChanges.Subscribe(state => _states.Add((state, _view.View.IsInside)));
    }

    [TearDown]
    public void TearDown()
    {
        _subscription.Dispose();
        _list.Dispose();
        _client.Dispose();
        _http.Dispose();
    }

    [Test]
    public void LoadMore_BringsPageAfterPage_UntilTheEnd()
    {
        Serve(1, 2, 3);
        Assert.That((_list.Items.Count, _list.HasMore), Is.EqualTo((0, true)));
        Assert.That(Load().IsSuccess, Is.True);
        Assert.That((Numbers(_list), _list.HasMore, _list.CurrentState.TotalCount), Is.EqualTo(("1 2", true, (long?)5)));
        Load();
        Load();
        Assert.That((Numbers(_list), _list.HasMore), Is.EqualTo(("1 2 3 4 5", false)));
        Assert.That(Load().IsSuccess, Is.True);
        Assert.That(_http.Requests, Has.Count.EqualTo(3), "nothing is asked for past the end");
    }

    [Test]
    public void LoadMore_IsCold_AndItsResultComesWithTheItems()
    {
        Serve(1);
        var load = _list.LoadMore();
        Assert.That(_http.Requests, Is.Empty);
        var seen = new List<(int, bool)>();
        using var subscription = load.Subscribe(_ => seen.Add((_list.Items.Count, _view.View.IsInside)));
        _view.Pass();
        Assert.That(seen, Is.EqualTo(new[] { (2, true) }));
    }

    [Test]
    public void States_TellLoadingAndItsEnd_OnTheScheduler()
    {
        Serve(1);
        _view.Pass();
        Load();
        Assert.That(_states.Select(state => (state.State.IsLoading, state.State.HasMore)), Is.EqualTo(new[] { (false, true), (true, true), (false, true) }));
        Assert.That(_states.Select(state => state.IsOnView), Is.All.True);
    }

    [Test]
    public void LoadMore_WhileAPageIsOnItsWay_Joins()
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        _http.On("POST", Path).ReplyLater(answer.Task);
        var results = new List<Result<Unit>>();
        using var one = _list.LoadMore().Subscribe(results.Add);
        using var two = _list.LoadMore().Subscribe(results.Add);
        one.Dispose();
        answer.SetResult(StubRoute.Message(200, new StringContent(Answer(1)), "application/json", []));
        WaitFor(() => results.Count == 1);

        Assert.That(_http.Requests, Has.Count.EqualTo(1));
        Assert.That((results[0].IsSuccess, Numbers(_list)), Is.EqualTo((true, "1 2")));
    }

    [Test]
    public void LoadMore_InsideAResult_LoadsTheNextPage()
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        _http.On("POST", Path).Reply(Answer(1)).ReplyLater(answer.Task);
        using var subscription = _list.LoadMore().SelectMany(_ => _list.LoadMore()).Subscribe();
        WaitFor(() => _http.Requests.Count == 2);
        _view.Pass();
        Assert.That(_list.CurrentState.IsLoading, Is.True, "the end of the first page is not taken for that of the second");
        using var joined = _list.LoadMore().Subscribe();
        Assert.That(_http.Requests, Has.Count.EqualTo(2));
        answer.SetResult(StubRoute.Message(200, new StringContent(Answer(2)), "application/json", []));
        WaitFor(() => _list.Items.Count == 4);
        Assert.That(Numbers(_list), Is.EqualTo("1 2 3 4"));
    }

    [Test]
    public void Failure_IsToldInResultAndState_AndTheSamePageIsAskedForAgain()
    {
        _http.On("POST", Path).Reply(Answer(1)).Fail(500, "broken").Reply(Answer(2));
        Load();
        Assert.That(Load().Errors!.HasCode("broken"), Is.True);
        Assert.That((_list.CurrentState.Error!.HasCode("broken"), _list.HasMore, _list.CurrentState.IsLoading), Is.EqualTo((true, true, false)));
        Load();
        Assert.That((Numbers(_list), _list.CurrentState.Error), Is.EqualTo(("1 2 3 4", (AltogicError?)null)));
        Assert.That(_http.Last.Json!["query"]!.Value<int>("page"), Is.EqualTo(2));
    }

    [Test]
    public void ObjectThatSlipsToTheNextPage_IsShownOnce()
    {
        _http.On("POST", Path).Reply("""[{"n":1},{"n":2}]""").Reply("""[{"n":2},{"n":3}]""").Reply("""[{"n":4}]""");
        Load();
        Load();
        Load();
        Assert.That((Numbers(_list), _list.HasMore), Is.EqualTo(("1 2 3 4", false)), "a short page is the last of a server that does not count");
    }

    [Test]
    public void LastOneWhoDisposes_CancelsTheRequest()
    {
        var cancelled = 0;
        using var http = new HangingHandler(() => cancelled++);
        using var client = new AltogicClient("http://stub.test", "key", new AltogicClientOptions { HttpMessageHandler = http });
        using var list = Open(client);
        var one = list.LoadMore().Subscribe();
        var two = list.LoadMore().Subscribe();
        one.Dispose();
        Assert.That((cancelled, list.CurrentState.IsLoading), Is.EqualTo((0, true)));
        two.Dispose();
        Assert.That((cancelled, list.CurrentState.IsLoading), Is.EqualTo((1, false)));
    }

    [Test]
    public void Disposed_CancelsQuietly_AndKeepsTheItems()
    {
        var cancelled = 0;
        using var http = new HangingHandler(() => cancelled++, (1, 200, Answer(1)));
        using var client = new AltogicClient("http://stub.test", "key", new AltogicClientOptions { HttpMessageHandler = http });
        var list = Open(client);
        var seen = new List<NotificationKind>();
        var isCompleted = false;
        using var states = list.StateChanges.Subscribe(_ => { }, () => isCompleted = true);
        using var first = list.LoadMore().Subscribe();
        _view.Pass();
        using var second = list.LoadMore().Materialize().Subscribe(n => seen.Add(n.Kind));
        list.Dispose();
        list.Dispose();
        _view.Pass();

        Assert.That((cancelled, Numbers(list), isCompleted), Is.EqualTo((1, "1 2", true)));
        using var third = list.LoadMore().Materialize().Subscribe(n => seen.Add(n.Kind));
        using var fourth = list.LoadMore().Subscribe();
        _view.Pass();
        Assert.That(seen, Is.EqualTo(new[] { NotificationKind.OnCompleted, NotificationKind.OnCompleted }));
        Assert.That(_view.Uncaught, Is.Empty);
    }

    [Test]
    public void Disposed_WhileAResultIsOnItsWay_GivesNone()
    {
        Serve(1);
        var seen = new List<NotificationKind>();
        _view.Pass();
        _states.Clear();
        using var load = _list.LoadMore().Materialize().Subscribe(n => seen.Add(n.Kind));
        using var stop = _view.View.Schedule(_list.Dispose);
        _view.Pass();
        Assert.That(seen, Is.EqualTo(new[] { NotificationKind.OnCompleted }));
        Assert.That(_states.Select(state => state.State.IsLoading), Is.EqualTo(new[] { true }));
    }

    [Test]
    public void Arguments_AreChecked()
    {
        var query = _client.Db.Model("rows").Page(2);
        Assert.That(() => query.LoadOnDemand((Func<JObject, int>)null!, _view.View), Throws.ArgumentNullException);
        Assert.That(() => query.LoadOnDemand(row => 1, null!), Throws.ArgumentNullException);
        Assert.That(() => ((PagedQuery<JObject>)null!).LoadOnDemand(row => 1, _view.View), Throws.ArgumentNullException);
    }

    private IncrementalList<JObject> Open(AltogicClient client) =>
        client.Db.Model("rows").Page(2).LoadOnDemand(row => row.Value<int>("n"), _view.View, _view.Options);

    private Result<Unit> Load()
    {
        Result<Unit>? result = null;
        using var subscription = _list.LoadMore().Subscribe(r => result = r);
        WaitFor(() => result is not null);
        return result!;
    }

    // an answer may come on a thread of the pool, and only then is there something to run
    private void WaitFor(Func<bool> isDone)
    {
        for (var i = 0; i < 1_000_000 && !isDone(); i++) _view.Pass(1);
        Assert.That(isDone(), Is.True);
    }

    private void Serve(params int[] pages)
    {
        var route = _http.On("POST", Path);
        foreach (var page in pages) route.Reply(Answer(page));
    }

    private static string Numbers(IncrementalList<JObject> list) => string.Join(' ', list.Items.Select(row => row.Value<int>("n")));

    /// <summary>A page of five rows, two at a time.</summary>
    private static string Answer(int page)
    {
        var rows = Enumerable.Range((page - 1) * 2 + 1, page == 3 ? 1 : 2).Select(n => $$"""{"n":{{n}}}""");
        return $$"""{"info":{"count":5,"totalPages":3,"currentPage":{{page}},"pageSize":2},"data":[{{string.Join(",", rows)}}]}""";
    }
}
