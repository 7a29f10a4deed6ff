using System.Reactive.Linq;
using Altogic.Reactive.Internal.Sessions;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Internal.Sessions;

public sealed class StateStreamTests
{
    [Test]
    public void Subscribe_ReplaysTheLatest_ThenChanges()
    {
        using var stream = new StateStream<int>(1, Unexpected);
        Change(stream, 2);
        var checker = new RxContractChecker<int>();
        using var subscription = stream.Changes.Subscribe(checker);

        Change(stream, 3);

        Assert.That(checker.Values, Is.EqualTo(new[] { 2, 3 }));
        checker.Verify();
    }

    [Test]
    public void Change_ToAnEqualValue_TellsNobody()
    {
        using var stream = new StateStream<string>("a", Unexpected);
        var checker = new RxContractChecker<string>();
        using var subscription = stream.Changes.Subscribe(checker);

        Change(stream, new string(['a']));

        Assert.That(checker.Values, Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void Dispose_CompletesEveryObserver_AlsoLaterOnes_AndKeepsTheValue()
    {
        var stream = new StateStream<int>(1, Unexpected);
        var early = new RxContractChecker<int>();
        var late = new RxContractChecker<int>();
        using var first = stream.Changes.Subscribe(early);

        stream.Dispose();
        stream.Dispose();
        using var second = stream.Changes.Subscribe(late);
        Change(stream, 2);

        Assert.That((early.IsCompleted, late.IsCompleted, stream.Value), Is.EqualTo((true, true, 1)));
        Assert.That(late.Values, Is.EqualTo(new[] { 1 }));
        early.Verify();
        late.Verify();
    }

    [Test]
    public void Change_InsideOnNext_IsDeliveredAfterwards_InOrder()
    {
        using var stream = new StateStream<int>(0, Unexpected);
        var checker = new RxContractChecker<int>(value =>
        {
            if (value is > 0 and < 3) Change(stream, value + 1);
        });
        using var subscription = stream.Changes.Subscribe(checker);

        Change(stream, 1);

        Assert.That(checker.Values, Is.EqualTo(new[] { 0, 1, 2, 3 }));
        checker.Verify();
    }

    [Test]
    public void Subscribe_InsideOnNext_Works()
    {
        using var stream = new StateStream<int>(0, Unexpected);
        var inner = new RxContractChecker<int>();
        using var subscription = stream.Changes.Where(value => value == 1).Subscribe(_ => stream.Changes.Subscribe(inner));

        Change(stream, 1);
        Change(stream, 2);

        Assert.That(inner.Values, Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public void Dispose_InsideOnNext_StopsTheObserver()
    {
        using var stream = new StateStream<int>(0, Unexpected);
        IDisposable? subscription = null;
        var checker = new RxContractChecker<int>(value =>
        {
            if (value == 1) subscription!.Dispose();
        });
        subscription = stream.Changes.Subscribe(checker);

        Change(stream, 1);
        Change(stream, 2);

        Assert.That(checker.Values, Is.EqualTo(new[] { 0, 1 }));
    }

    [Test]
    public void AnObserverThatThrows_IsDetachedAndReported_AndKeepsTheNewsFromNobody()
    {
        var failures = new List<Exception>();
        using var stream = new StateStream<int>(0, failures.Add);
        var other = new RxContractChecker<int>();
        using var bad = stream.Changes.Skip(1).Subscribe(_ => throw new InvalidOperationException("bug"));
        using var good = stream.Changes.Subscribe(other);

        Change(stream, 1);
        Change(stream, 2);

        Assert.That(other.Values, Is.EqualTo(new[] { 0, 1, 2 }));
        Assert.That(failures.Select(failure => failure.Message), Is.EqualTo(new[] { "bug" }), "once: it is not called again");
    }

    [Test]
    public async Task NoLockIsHeld_WhileAnObserverRuns()
    {
        using var stream = new StateStream<int>(0, Unexpected);
        using var inside = new SyncPoint();
        var seen = new RxContractChecker<int>(value =>
        {
            if (value == 1) inside.Block();
        });
        using var subscription = stream.Changes.Subscribe(seen);
        var slow = Task.Run(() => Change(stream, 1));
        await inside.Reached;

        // neither of these may wait for the observer
        Change(stream, 2);
        Assert.That(stream.Value, Is.EqualTo(2));
        var late = new RxContractChecker<int>();
        using var another = stream.Changes.Subscribe(late);
        inside.Release();
        await slow;

        Assert.That(seen.Values, Is.EqualTo(new[] { 0, 1, 2 }));
        Assert.That(late.Values, Is.EqualTo(new[] { 2 }));
        seen.Verify();
    }

    [FsCheck.NUnit.Property(MaxTest = 30)]
    public void ConcurrentChangesAndSubscriptions_GiveEveryObserverAnOrderedTail(byte threads)
    {
        using var stream = new StateStream<int>(0, Unexpected);
        var checkers = Enumerable.Range(0, (threads % 4) + 2).Select(_ => new RxContractChecker<int>()).ToArray();
        Parallel.ForEach(checkers, checker =>
        {
            for (var change = 0; change < 50; change++)
            {
                if (change == 10) _ = stream.Changes.Subscribe(checker);
                if (stream.TryChange(value => value + 1)) stream.Deliver();
            }
        });

        foreach (var checker in checkers)
        {
            checker.Verify();
            var first = checker.Values[0];
            Assert.That(checker.Values, Is.EqualTo(Enumerable.Range(first, checkers.Length * 50 - first + 1)));
        }
    }

    private static void Unexpected(Exception exception) => Assert.Fail(exception.ToString());

    private static void Change<T>(StateStream<T> stream, T value)
    {
        if (stream.TryChange(_ => value)) stream.Deliver();
    }
}
