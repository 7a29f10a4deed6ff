using System.Runtime.CompilerServices;
using Altogic.Reactive.Internal.EngineIO.Transports;

namespace Altogic.Reactive.Tests.Internal.EngineIO.Transports;

/// <summary>Receive memory: used again once nobody refers to it, bounded, and let go when it is not needed.</summary>
public sealed class SlabPoolTests
{
    [Test]
    public void DisposedSlab_IsUsedAgain()
    {
        var pool = new SlabPool();
        var first = pool.Rent();
        var bytes = first.Bytes;
        first.Dispose();

        Assert.That(pool.FreeCount, Is.EqualTo(1));
        Assert.That(pool.Rent().Bytes, Is.SameAs(bytes));
        Assert.That(pool.FreeCount, Is.Zero);
    }

    [Test]
    public void SlabThatIsReferredTo_IsNotUsedAgain()
    {
        var pool = new SlabPool();
        var kept = pool.Rent();
        GC.Collect();
        GC.WaitForPendingFinalizers();

        Assert.That(pool.FreeCount, Is.Zero);
        Assert.That(pool.Rent().Bytes, Is.Not.SameAs(kept.Bytes));
        GC.KeepAlive(kept);
    }

    [Test]
    public void SlabThatNobodyRefersTo_ComesBackByItself()
    {
        var pool = new SlabPool();
        Forget(pool);
        for (var i = 0; i < 10 && pool.FreeCount == 0; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.That(pool.FreeCount, Is.EqualTo(1));
    }

    [Test]
    public void Pool_IsBounded()
    {
        var pool = new SlabPool(most: 3);
        var slabs = Enumerable.Range(0, 5).Select(_ => pool.Rent()).ToList();
        foreach (var slab in slabs) slab.Dispose();

        Assert.That(pool.FreeCount, Is.EqualTo(3));
    }

    [Test]
    public void LargeSlab_IsNotPooled()
    {
        var pool = new SlabPool();
        SlabPool.Large(100_000).Dispose();

        Assert.That(pool.FreeCount, Is.Zero);
    }

    [Test]
    public void Trim_LetsGoOfWhatNobodyHasNeededMeanwhile()
    {
        var pool = new SlabPool();
        var burst = Enumerable.Range(0, 100).Select(_ => pool.Rent()).ToList();
        foreach (var slab in burst) slab.Dispose();
        pool.Trim();
        Assert.That(pool.FreeCount, Is.EqualTo(100), "all of it was needed since the last time");

        var used = Enumerable.Range(0, 10).Select(_ => pool.Rent()).ToList();
        foreach (var slab in used) slab.Dispose();
        pool.Trim();
        Assert.That(pool.FreeCount, Is.EqualTo(10));
        pool.Trim();
        Assert.That(pool.FreeCount, Is.Zero);
        pool.Trim();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget(SlabPool pool) => _ = pool.Rent();
}
