using Altogic.Reactive.Internal.SocketIO;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Altogic.Reactive.Tests.Internal.SocketIO;

public sealed class ReconnectPolicyTests
{
    private static readonly ReconnectPolicy Policy = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));

    [TestCase(1, 0.5, 0.5)]
    [TestCase(2, 0.5, 1)]
    [TestCase(3, 0.5, 2)]
    [TestCase(4, 0.5, 2.5)]
    [TestCase(1000, 0.5, 2.5)]
    [TestCase(int.MaxValue, 0.0, 0)]
    public void Delay_IsAPartOfALimitThatDoubles(int failures, double random, double seconds) =>
        Assert.That(Policy.Delay(failures, random).TotalSeconds, Is.EqualTo(seconds).Within(1e-6));

    [Property]
    public bool Delay_IsNeverNegativeAndNeverLongerThanTheLongest(FsCheck.PositiveInt failures, byte part) =>
        Policy.Delay(failures.Get, part / 256.0) is var delay && delay >= TimeSpan.Zero && delay < Policy.Longest;

    [TestCase(-0.1)]
    [TestCase(1)]
    [TestCase(double.NaN)]
    public void RandomNumber_OutOfRange_IsRefused(double random) =>
        Assert.That(() => Policy.Delay(1, random), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void TenThousandClients_DoNotComeBackInStep()
    {
        var random = new Random(42);
        var delays = Enumerable.Range(0, 10_000).Select(_ => Policy.Delay(6, random.NextDouble()).TotalSeconds).ToList();

        Assert.That(delays.Max() - delays.Min(), Is.GreaterThan(4.9));
        Assert.That(delays.GroupBy(delay => (int)(delay * 10)).Max(group => group.Count()), Is.LessThan(300), "no crowd in any tenth of a second");
    }

    [Test]
    public void FirstReturn_TakesHalfASecondAsARule()
    {
        var random = new Random(42);
        var delays = Enumerable.Range(0, 1001).Select(_ => Policy.Delay(1, random.NextDouble()).TotalSeconds).Order().ToList();

        Assert.That(delays[500], Is.LessThan(0.55));
    }
}
