using Altogic.Reactive.Backend.Realtime.Hub;

namespace Altogic.Reactive.Tests.Backend.Realtime;

/// <summary>The queue below the log of events.</summary>
public sealed class AscendingRingTests
{
    private int _looks;

    [Test]
    public void Ring_IsTheQueueItLooksLike()
    {
        var random = new Random(5);
        var (ring, queue) = (Create(), new Queue<Entry>());
        for (var (step, key) = (0, 0L); step < 20_000; step++)
        {
            // it grows for a while, then shrinks for a while, and comes round many times
            if (queue.Count == 0 || random.Next(100) < (step / 2000 % 2 == 0 ? 60 : 40))
            {
                key += random.Next(1, 4);
                var entry = new Entry(key);
                ring.Add(entry);
                queue.Enqueue(entry);
            }
            else
            {
                Assert.That(ring.RemoveFirst(), Is.SameAs(queue.Dequeue()));
            }

            Assert.That(ring.Count, Is.EqualTo(queue.Count));
            if (queue.Count > 0) Assert.That(ring.First, Is.SameAs(queue.Peek()));
            if (step % 50 > 0) continue;
            var from = (queue.Count > 0 ? queue.Peek().Key : key) + random.Next(-2, 500);
            Assert.That(ring.After(from), Is.EqualTo(queue.Where(entry => entry.Key > from)));
        }
    }

    [TestCase(0L, 100_000)]
    [TestCase(1L, 100_000)]
    [TestCase(2L, 99_999)]
    [TestCase(100_000L, 50_000)]
    [TestCase(199_999L, 1)]
    [TestCase(200_000L, 0)]
    [TestCase(long.MaxValue, 0)]
    public void Search_LooksAtFewItems_HoweverManyThereAre(long key, int found)
    {
        var ring = Create();
        for (var i = 1; i <= 100_000; i++) ring.Add(new Entry(2 * i));
        _looks = 0;
        Assert.That(ring.After(key).Count(), Is.EqualTo(found));
        Assert.That(_looks, Is.LessThanOrEqualTo(17));
    }

    [Test]
    public void EmptyRing_HasNothing()
    {
        var ring = Create();
        Assert.That(ring.After(0), Is.Empty);
        Assert.That(() => ring.First, Throws.InvalidOperationException);
        Assert.That(() => ring.RemoveFirst(), Throws.InvalidOperationException);
    }

    private AscendingRing<Entry> Create() => new(entry =>
    {
        _looks++;
        return entry.Key;
    });

    private sealed record Entry(long Key);
}
