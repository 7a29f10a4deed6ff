using System.Reactive.Linq;
using System.Reactive.Subjects;

namespace Altogic.Reactive.Tests.Binding;

public sealed class ToPropertyTests
{
    private ViewFixture _view = null!;

    [SetUp]
    public void SetUp() => _view = new ViewFixture();

    [Test]
    public void Value_FollowsTheStream_OnTheScheduler()
    {
        using var source = new Subject<int>();
        using var property = source.ToProperty(-1, _view.View);
        var told = new List<(string?, int, bool)>();
        property.PropertyChanged += (sender, change) => told.Add((change.PropertyName, ((BoundProperty<int>)sender!).Value, _view.View.IsInside));
        Assert.That(property.Value, Is.EqualTo(-1));

        source.OnNext(1);
        Assert.That(property.Value, Is.EqualTo(-1), "not before the scheduler has run it");
        _view.Pass();
        source.OnNext(1);
        _view.Pass();
        source.OnNext(2);
        _view.Pass();

        Assert.That(told, Is.EqualTo(new[] { ("Value", 1, true), ("Value", 2, true) }), "equal values are not told");
        Assert.That(property.ToString(), Is.EqualTo("2"));
    }

    [Test]
    public void ManyValues_ReachTheViewSixtyTimesASecond_TheLastOneAlways()
    {
        using var property = Observable.Interval(TimeSpan.FromMilliseconds(0.1), _view.Time).Take(10_000).ToProperty(-1L, _view.View);

        _view.Time.AdvanceBy(TimeSpan.FromSeconds(1));
        Assert.That(_view.View.Runs, Is.InRange(50, 60));
        _view.Pass();
        Assert.That(property.Value, Is.EqualTo(9_999));
    }

    [Test]
    public void Disposed_KeepsItsValue_AndLeavesNoSubscription()
    {
        using var source = new Subject<int>();
        using var property = source.ToProperty(0, _view.View);
        source.OnNext(1);
        property.Dispose();
        property.Dispose();
        _view.Pass();

        Assert.That(property.Value, Is.Zero);
        Assert.That(source.HasObservers, Is.False);
    }

    [Test]
    public void Disposed_InsideAHandler_IsTheEnd()
    {
        using var source = new Subject<int>();
        using var property = source.ToProperty(0, _view.View);
        var told = 0;
        property.PropertyChanged += (_, _) =>
        {
            told++;
            property.Dispose();
        };
        source.OnNext(1);
        _view.Pass();
        source.OnNext(2);
        _view.Pass();
        Assert.That(told, Is.EqualTo(1));
    }

    [Test]
    public void ThrowingHandler_IsToldOnTheScheduler_AndThePropertyGoesOn()
    {
        using var source = new Subject<int>();
        using var property = source.ToProperty(0, _view.View);
        property.PropertyChanged += (_, _) => throw new InvalidOperationException("broken handler");
        source.OnNext(1);
        _view.Pass();
        source.OnNext(2);
        _view.Pass();
        Assert.That(_view.Uncaught, Is.EqualTo(new[] { "broken handler", "broken handler" }));
        Assert.That(property.Value, Is.EqualTo(2));
    }

    [Test]
    public void ErrorOfTheSource_IsToldOnTheScheduler()
    {
        using var source = new Subject<int>();
        using var property = source.ToProperty(0, _view.View);
        source.OnError(new InvalidOperationException("broken source"));
        _view.Pass();
        Assert.That(_view.Uncaught, Is.EqualTo(new[] { "broken source" }));
    }

    [Test]
    public void Arguments_AreChecked()
    {
        Assert.That(() => Observable.Return(1).ToProperty(0, null!), Throws.ArgumentNullException);
        Assert.That(() => ((IObservable<int>)null!).ToProperty(0, _view.View), Throws.ArgumentNullException);
    }
}
