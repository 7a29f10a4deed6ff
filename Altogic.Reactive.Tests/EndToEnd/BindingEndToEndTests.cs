using System.Collections.ObjectModel;
using System.Collections.Specialized;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using Altogic.Reactive.Tests.Realtime;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.EndToEnd;

/// <summary>A list on a view's own thread that follows the backend.</summary>
public sealed class BindingEndToEndTests
{
    private BackendFixture _backend = null!;
    private AltogicClient _client = null!;
    private AltogicClient _other = null!;
    private EventLoopScheduler _view = null!;

    [SetUp]
    public async Task SetUp()
    {
        _backend = await BackendFixture.StartAsync();
        _client = new AltogicClient(_backend.Url, _backend.ClientKey);
        _other = new AltogicClient(_backend.Url, _backend.ClientKey);
        _view = new EventLoopScheduler();
    }

    [TearDown]
    public async Task TearDown()
    {
        _client.Dispose();
        _other.Dispose();
        _view.Dispose();
        await _backend.DisposeAsync();
    }

    [Test]
    public async Task Query_ThatRealtimeRefreshes_IsAListThatFollows()
    {
        var query = _client.Db.Model("todos").Sort("title").Get();
        using var binding = query.RefreshOn(_client.Realtime.On("changed")).BindTo(out var todos, todo => (string?)todo["_id"], _view);
        using var lists = new BehaviorSubject<string>("");
        var changes = new List<NotifyCollectionChangedAction>();
        var threads = new HashSet<int>();
        ((INotifyCollectionChanged)todos).CollectionChanged += (_, change) =>
        {
            changes.Add(change.Action);
            threads.Add(Environment.CurrentManagedThreadId);
            lists.OnNext(Titles(todos));
        };
        await _client.Realtime.Connected();

        var a = await _other.Db.Model("todos").Create(new { title = "a" }).ShouldSucceed();
        await _other.Db.Model("todos").Create(new { title = "c" }).ShouldSucceed();
        await _other.Realtime.Broadcast("changed", null).ShouldSucceed();
        await lists.Soon(list => list == "a c");
        var first = todos[0];
        await _other.Db.Model("todos").Create(new { title = "b" }).ShouldSucceed();
        await _other.Realtime.Broadcast("changed", null).ShouldSucceed();
        await lists.Soon(list => list == "a b c");
        Assert.That(todos[0], Is.SameAs(first), "what is selected stays selected");
        await _other.Db.Model("todos").Object((string)a["_id"]!).Delete().ShouldSucceed();
        await _other.Realtime.Broadcast("changed", null).ShouldSucceed();
        await lists.Soon(list => list == "b c");

        Assert.That(threads, Has.Count.EqualTo(1));
        Assert.That(changes, Is.EqualTo(new[]
        {
            NotifyCollectionChangedAction.Add, NotifyCollectionChangedAction.Add, NotifyCollectionChangedAction.Add, NotifyCollectionChangedAction.Remove,
        }));
    }

    [Test]
    public async Task Pages_OnDemand_Arrive()
    {
        await _client.Db.Model("rows").Create(Enumerable.Range(1, 25).Select(n => new JObject { ["n"] = n })).ShouldSucceed();
        using var list = _client.Db.Model("rows").Sort("n").Page(10).LoadOnDemand(row => (string?)row["_id"], _view);

        while (list.HasMore) (await list.LoadMore().Timeout(RealtimeTesting.Limit)).ValueOrThrow();

        Assert.That(list.Items.Select(row => row.Value<int>("n")), Is.EqualTo(Enumerable.Range(1, 25)));
        Assert.That(list.CurrentState.TotalCount, Is.EqualTo(25));
    }

    [Test]
    public async Task State_OfABackendThatIsGone_IsStaleData()
    {
        await _client.Db.Model("rows").Create(new { n = 1 }).ShouldSucceed();
        using var client = new AltogicClient(_backend.Url, _backend.ClientKey, new AltogicClientOptions { RetryPolicy = RetryPolicy.None });
        using var refresh = new Subject<int>();
        var states = client.Db.Model("rows").Get().AsState(refresh, _view).Replay();
        using var connection = states.Connect();
        await states.Soon(state => state is { Kind: LoadKind.Data, IsRefreshing: false });

        await _backend.Backend.DisposeAsync();
        refresh.OnNext(0);

        var stale = await states.Soon(state => state.Kind == LoadKind.Stale);
        Assert.That(stale.Data, Has.Count.EqualTo(1));
        Assert.That(stale.Error!.Kind, Is.EqualTo(ErrorKind.Network));
    }

    private static string Titles(ReadOnlyObservableCollection<JObject> todos) => string.Join(' ', todos.Select(todo => (string?)todo["title"]));
}
