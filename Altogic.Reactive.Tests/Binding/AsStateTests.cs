using System.Reactive;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using Altogic.Reactive.Database;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Binding;

public sealed class AsStateTests
{
    private static readonly AltogicError Error = new(ErrorKind.Network, 0, "", [new ErrorEntry("client_error", ErrorCodes.ConnectionLost, "Gone.")]);

    private readonly List<LoadState<IReadOnlyList<Item>>> _states = [];
    private TestScheduler _time = null!;
    private ViewScheduler _view = null!;
    private Subject<Result<IReadOnlyList<Item>>> _run = null!;

    [SetUp]
    public void SetUp()
    {
        _time = new TestScheduler();
        _view = new ViewScheduler(_time);
        _run = new Subject<Result<IReadOnlyList<Item>>>();
        _states.Clear();
    }

    [TearDown]
    public void TearDown() => _run.Dispose();

    [Test]
    public void AnswerBefore150Milliseconds_ShowsNoSpinner()
    {
        using var subscription = _run.AsState(_view).Subscribe(_states.Add);
        Wait(149);
        Assert.That(_states, Is.Empty);
        Succeed("a");
        Wait(1000);

        Assert.That(Kinds, Is.EqualTo("Data"));
        Assert.That(_states[0], Is.EqualTo(new LoadState<IReadOnlyList<Item>>(LoadKind.Data, _states[0].Data, null, IsRefreshing: false)));
        Assert.That(_states[0].Data, Is.EqualTo(Item.List("a")));
    }

    [Test]
    public void SlowAnswer_ShowsASpinnerAfter150Milliseconds_ThenTheDataAtOnce()
    {
        using var subscription = _run.AsState(_view).Subscribe(_states.Add);
        Wait(149);
        Assert.That(_states, Is.Empty);
        Wait(2);
        Assert.That(Kinds, Is.EqualTo("Loading+"));
        Succeed("a");
        _time.AdvanceBy(1);
        Assert.That(Kinds, Is.EqualTo("Loading+ Data"));
    }

    [Test]
    public void Success_WithoutAnythingInIt_IsEmpty()
    {
        Assert.Multiple(() =>
        {
            Assert.That(StateOf<IReadOnlyList<Item>>([]).Kind, Is.EqualTo(LoadKind.Empty));
            Assert.That(StateOf<Item?>(null).Kind, Is.EqualTo(LoadKind.Empty));
            Assert.That(StateOf(new Page<Item>(1, 10, [], 0, 0)).Kind, Is.EqualTo(LoadKind.Empty));
            Assert.That(StateOf(new ListResult<Item>(new CountInfo(0, 0, 1, 10), [])).Kind, Is.EqualTo(LoadKind.Empty));
            Assert.That(StateOf(new JArray()).Kind, Is.EqualTo(LoadKind.Empty));
            Assert.That(StateOf<JToken>(JValue.CreateNull()).Kind, Is.EqualTo(LoadKind.Empty));
            Assert.That(StateOf(new JObject()).Kind, Is.EqualTo(LoadKind.Data));
            Assert.That(StateOf(0).Kind, Is.EqualTo(LoadKind.Data));
            Assert.That(StateOf("").Kind, Is.EqualTo(LoadKind.Data));
            Assert.That(StateOf(new Page<Item>(1, 10, Item.List("a"), 1, 1)).Kind, Is.EqualTo(LoadKind.Data));
        });
    }

    [Test]
    public void Source_ThatEndsWithoutAnAnswer_IsEmpty()
    {
        using var subscription = _run.AsState(_view).Subscribe(_states.Add);
        _run.OnCompleted();
        Wait(1000);
        Assert.That(Kinds, Is.EqualTo("Empty"));
    }

    [Test]
    public void Failure_WithoutData_IsFailed_AndWithDataStale()
    {
        using var trigger = new Subject<Unit>();
        using var subscription = _run.AsState(trigger, _view).Subscribe(_states.Add);
        Fail();
        Wait(1);
        Succeed("a");
        Wait(1);
        Fail();
        Wait(1);

        Assert.That(Kinds, Is.EqualTo("Failed Data Stale"));
        Assert.That((_states[0].Data, _states[0].Error), Is.EqualTo(((IReadOnlyList<Item>?)null, Error)));
        Assert.That(_states[2].Data, Is.SameAs(_states[1].Data));
        Assert.That(_states[2].Error, Is.SameAs(Error));
    }

    [Test]
    public void Refresh_KeepsTheData_AndSaysSoOnlyAfter150Milliseconds()
    {
        using var trigger = new Subject<Unit>();
        using var subscription = _run.AsState(trigger, _view).Subscribe(_states.Add);
        Succeed("a");
        Wait(1);

        trigger.OnNext(Unit.Default);
        Wait(100);
        Succeed("a", "b");
        Wait(200);
        Assert.That(Kinds, Is.EqualTo("Data Data"), "a quick one is not told");

        trigger.OnNext(Unit.Default);
        Wait(200);
        Assert.That(Kinds, Is.EqualTo("Data Data Data+"));
        Assert.That(_states[2].Data, Is.EqualTo(Item.List("a", "b")), "the old data stays");
        Succeed();
        Wait(1);
        Assert.That(Kinds, Is.EqualTo("Data Data Data+ Empty"));
    }

    [Test]
    public void RefreshAfterAFailure_KeepsTheErrorVisible()
    {
        using var trigger = new Subject<Unit>();
        using var subscription = _run.AsState(trigger, _view).Subscribe(_states.Add);
        Fail();
        trigger.OnNext(Unit.Default);
        Wait(200);
        Assert.That(Kinds, Is.EqualTo("Failed Failed+"));
    }

    [Test]
    public void Trigger_DuringARun_StartsTheWaitAnew()
    {
        using var trigger = new Subject<Unit>();
        using var subscription = _run.AsState(trigger, _view).Subscribe(_states.Add);
        Wait(100);
        trigger.OnNext(Unit.Default);
        Wait(100);
        Assert.That(_states, Is.Empty);
        Wait(60);
        Assert.That(Kinds, Is.EqualTo("Loading+"));
    }

    [Test]
    public void States_AreDeliveredOnTheScheduler_AndNotAfterDisposing()
    {
        var areInside = new List<bool>();
        var subscription = _run.AsState(_view).Subscribe(_ => areInside.Add(_view.IsInside));
        Succeed("a");
        Wait(1);
        Succeed("b");
        subscription.Dispose();
        Wait(1000);

        Assert.That(areInside, Is.EqualTo(new[] { true }));
        Assert.That(_run.HasObservers, Is.False);
    }

    [Test]
    public void Arguments_AreChecked()
    {
        Assert.That(() => _run.AsState(null!), Throws.ArgumentNullException);
        Assert.That(() => _run.AsState((IObservable<Unit>)null!, _view), Throws.ArgumentNullException);
        Assert.That(() => ((IObservable<Result<int>>)null!).AsState(_view), Throws.ArgumentNullException);
    }

    private string Kinds => string.Join(' ', _states.Select(state => state.Kind + (state.IsRefreshing ? "+" : "")));

    private LoadState<T> StateOf<T>(T data)
    {
        LoadState<T>? state = null;
        using var subscription = Observable.Return(Result.Success(data)).AsState(_view).Subscribe(s => state = s);
        Wait(1);
        return state!;
    }

    private void Wait(int milliseconds) => _time.AdvanceBy(TimeSpan.FromMilliseconds(milliseconds));

    private void Succeed(params string[] ids) => _run.OnNext(Result.Success(Item.List(ids)));

    private void Fail() => _run.OnNext(Result.Failure<IReadOnlyList<Item>>(Error));
}
