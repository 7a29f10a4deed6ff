using System.Reactive.Linq;
using System.Reactive.Subjects;

namespace Altogic.Reactive.Tests.Testing.Tests;

public sealed class RxContractCheckerTests
{
    [Test]
    public void AGoodStream_Passes()
    {
        var checker = new RxContractChecker<int>();
        using var subscription = Observable.Range(0, 3).Subscribe(checker);

        checker.Verify();
        Assert.That((checker.Values.Count, checker.IsCompleted), Is.EqualTo((3, true)));
    }

    [Test]
    public void AnythingAfterTheEnd_IsNoticed()
    {
        var checker = new RxContractChecker<int>();
        checker.OnCompleted();
        checker.OnNext(1);

        Assert.That(IsRefused(checker), Is.True);
    }

    [Test]
    public async Task OverlappingCalls_AreNoticed()
    {
        using var inside = new SyncPoint();
        var checker = new RxContractChecker<int>(value =>
        {
            if (value == 1) inside.Block();
        });
        // a plain subject does not serialize its callers
        using var subject = new Subject<int>();
        using var subscription = subject.Subscribe(checker);
        var first = Task.Run(() => subject.OnNext(1));
        await inside.Reached;

        subject.OnNext(2);
        inside.Release();
        await first;

        Assert.That(IsRefused(checker), Is.True);
    }

    private static bool IsRefused(RxContractChecker<int> checker)
    {
        using (new NUnit.Framework.Internal.TestExecutionContext.IsolatedContext())
        {
            try
            {
                checker.Verify();
                return false;
            }
            catch (AssertionException)
            {
                return true;
            }
        }
    }
}
