using System.Reactive;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using Altogic.Reactive.Tests.Testing;
using static Altogic.Reactive.Tests.Testing.ReactiveTest;

namespace Altogic.Reactive.Tests.Binding;

public sealed class RefreshOnTests
{
    [Test]
    public void Query_RunsAtOnceAndAtEachTrigger_AndARunningOneIsCancelled()
    {
        var time = new TestScheduler();
        var query = time.CreateColdObservable(OnNext(100, "answer"), OnCompleted<string>(100));
        var trigger = time.CreateHotObservable(OnNext(350, 1), OnNext(400, 2));

        var seen = time.Start(() => query.RefreshOn(trigger));

        Assert.That(seen.Messages.Select(message => message.Time), Is.EqualTo(new[] { 300L, 500L }));
        Assert.That(query.Subscriptions, Is.EqualTo(new[] { Subscribe(200, 300), Subscribe(350, 400), Subscribe(400, 500) }));
        Assert.That(trigger.Subscriptions.Single(), Is.EqualTo(Subscribe(200, 1000)));
    }

    [Test]
    public void Trigger_IsObservedBeforeTheQueryRuns()
    {
        using var trigger = new Subject<Unit>();
        var runs = 0;
        var query = Observable.Defer(() =>
        {
            // somebody changes something while the first answer is on its way
            if (++runs == 1) trigger.OnNext(Unit.Default);
            return Observable.Return(runs);
        });

        using var subscription = query.RefreshOn(trigger).Subscribe();

        Assert.That(runs, Is.EqualTo(2));
    }

    [Test]
    public void Subscriptions_AreIndependent_AndDisposingEndsBoth()
    {
        using var trigger = new Subject<Unit>();
        using var query = new Subject<int>();
        var refreshed = query.RefreshOn(trigger);
        Assert.That(trigger.HasObservers, Is.False, "cold");

        refreshed.Subscribe().Dispose();

        Assert.That((trigger.HasObservers, query.HasObservers), Is.EqualTo((false, false)));
    }

    [Test]
    public void Completes_WhenBothHave()
    {
        using var trigger = new Subject<Unit>();
        var isCompleted = false;
        using var subscription = Observable.Return(1).RefreshOn(trigger).Subscribe(_ => { }, () => isCompleted = true);
        Assert.That(isCompleted, Is.False);
        trigger.OnCompleted();
        Assert.That(isCompleted, Is.True);
    }

    [Test]
    public void Arguments_AreChecked()
    {
        Assert.That(() => Observable.Return(1).RefreshOn((IObservable<Unit>)null!), Throws.ArgumentNullException);
        Assert.That(() => ((IObservable<int>)null!).RefreshOn(Observable.Return(1)), Throws.ArgumentNullException);
    }
}
