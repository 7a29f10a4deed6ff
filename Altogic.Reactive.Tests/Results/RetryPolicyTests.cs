using FsCheck;
using FsCheck.Fluent;

namespace Altogic.Reactive.Tests.Results;

public sealed class RetryPolicyTests
{
    private static readonly RetryPolicy Policy = new()
    {
        MaxAttempts = 5,
        BaseDelay = TimeSpan.FromMilliseconds(100),
        MaxDelay = TimeSpan.FromMilliseconds(350),
    };

    [TestCase(1, 50)]
    [TestCase(2, 100)]
    [TestCase(3, 175)]
    [TestCase(4, 175)]
    public void NextDelay_DoublesUpToItsLimit_TimesTheRandomNumber(int attempt, int milliseconds) =>
        Assert.That(Policy.NextDelay(attempt, TimeSpan.Zero, Lost(), 0.5), Is.EqualTo(TimeSpan.FromMilliseconds(milliseconds)));

    [Test]
    public void NextDelay_AfterTheLastAttempt_Stops() =>
        Assert.That(Policy.NextDelay(5, TimeSpan.Zero, Lost(), 0), Is.Null);

    [Test]
    public void NextDelay_OfAFailureThatWillStay_Stops() =>
        Assert.That(Policy.NextDelay(1, TimeSpan.Zero, Status(400), 0), Is.Null);

    [Test]
    public void NextDelay_WaitsAtLeastAsLongAsTheServerAsks() =>
        Assert.That(Policy.NextDelay(1, TimeSpan.Zero, Status(429, 3), 0.5), Is.EqualTo(TimeSpan.FromMilliseconds(3050)));

    [Test]
    public void NextDelay_WhenTheServerAsksForTooLong_Stops() =>
        Assert.That(Policy.NextDelay(1, TimeSpan.Zero, Status(429, 11), 0.5), Is.Null);

    [Test]
    public void NextDelay_BeyondMaxElapsed_Stops()
    {
        var policy = Policy with { MaxElapsed = TimeSpan.FromSeconds(1) };

        Assert.That(policy.NextDelay(1, TimeSpan.FromMilliseconds(950), Lost(), 0.5), Is.EqualTo(TimeSpan.FromMilliseconds(50)));
        Assert.That(policy.NextDelay(1, TimeSpan.FromMilliseconds(951), Lost(), 0.5), Is.Null);
    }

    [Test]
    public void None_NeverRepeats() =>
        Assert.That(RetryPolicy.None.NextDelay(1, TimeSpan.Zero, Lost(), 0), Is.Null);

    [Test]
    public void NextDelay_RefusesArgumentsThatMakeNoSense()
    {
        Assert.That(() => Policy.NextDelay(0, TimeSpan.Zero, Lost(), 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Policy.NextDelay(1, TimeSpan.Zero, Lost(), 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Policy.NextDelay(1, TimeSpan.Zero, Lost(), double.NaN), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Policy.NextDelay(1, TimeSpan.Zero, null!, 0), Throws.ArgumentNullException);
    }

    [FsCheck.NUnit.Property]
    public Property NextDelay_IsAlwaysBetweenZeroAndTheCeiling() => Prop.ForAll(
        Gen.Choose(1, 5000).ToArbitrary(),
        Gen.Choose(0, 999_999).ToArbitrary(),
        (attempt, millionths) =>
        {
            var policy = Policy with { MaxAttempts = int.MaxValue };
            var delay = policy.NextDelay(attempt, TimeSpan.Zero, Lost(), millionths / 1_000_000.0);
            return delay >= TimeSpan.Zero && delay <= policy.MaxDelay;
        });

    private static AltogicError Lost() =>
        new(ErrorKind.Network, 0, "", [new ErrorEntry("client_error", ErrorCodes.ConnectionLost, "Gone.")]);

    private static AltogicError Status(int status, double? retryAfterSeconds = null) =>
        new(ErrorKind.Api, status, "", [new ErrorEntry("client_error", "x", "No.")])
        {
            RetryAfter = retryAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
}
