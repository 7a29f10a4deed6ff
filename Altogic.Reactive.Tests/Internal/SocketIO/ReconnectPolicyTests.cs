using Altogic.Reactive.Internal.SocketIO;

namespace Altogic.Reactive.Tests.Internal.SocketIO;

public sealed class ReconnectPolicyTests
{
    private static readonly ReconnectPolicy Policy = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));

    [TestCase(1, Obstacle.Broken, 0.5)]
    [TestCase(2, Obstacle.Broken, 1)]
    [TestCase(3, Obstacle.Broken, 2)]
    [TestCase(4, Obstacle.Broken, 2.5)]
    [TestCase(int.MaxValue, Obstacle.Broken, 2.5)]
    [TestCase(1, Obstacle.Busy, 0.5)]
    [TestCase(5, Obstacle.Busy, 8)]
    [TestCase(6, Obstacle.Busy, 15)]
    [TestCase(int.MaxValue, Obstacle.Busy, 15)]
    [TestCase(1, Obstacle.NobodyListens, 0.5)]
    [TestCase(ReconnectPolicy.PatientFailures, Obstacle.NobodyListens, 0.5)]
    [TestCase(ReconnectPolicy.PatientFailures + 1, Obstacle.NobodyListens, 2.5)]
    public void Delay_IsAPartOfALimit(int failures, object obstacle, double seconds) =>
        Assert.That(Policy.Delay(failures, (Obstacle)obstacle, 0.5).TotalSeconds, Is.EqualTo(seconds).Within(1e-6));

    [FsCheck.NUnit.Property]
    public bool Delay_IsNeverNegativeAndNeverLongerThanTheLongest(FsCheck.PositiveInt failures, byte obstacle, byte part) =>
        Policy.Delay(failures.Get, (Obstacle)(obstacle % 3), part / 256.0) is var delay && delay >= TimeSpan.Zero && delay < Policy.Longest;

    [Test]
    public void Delay_StaysBelowTheLongest_WhereThatIsShort() =>
        Assert.That(new ReconnectPolicy(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)).Delay(10, Obstacle.Broken, 0.5).TotalSeconds, Is.EqualTo(1));

    [TestCase(-0.1)]
    [TestCase(1)]
    [TestCase(double.NaN)]
    public void RandomNumber_OutOfRange_IsRefused(double random) =>
        Assert.That(() => Policy.Delay(1, Obstacle.Broken, random), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
