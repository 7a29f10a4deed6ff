using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Auth.Limits;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Auth.Limits;

internal sealed class LimitTests
{
    private readonly ManualTime _time = new();

    [Test]
    public void Delay_StartsAfterFiveFailures_DoublesUpToTheLongest()
    {
        var delay = new FailureDelay(new AuthLimitsDefinition(), _time);
        for (var i = 0; i < 4; i++) delay.Failed("ada");
        Assert.That(delay.Wait("ada"), Is.Null);

        var waits = new List<double>();
        for (var i = 0; i < 13; i++)
        {
            delay.Failed("ada");
            waits.Add(delay.Wait("ada")!.Value.TotalSeconds);
        }

        Assert.That(waits, Is.EqualTo(new double[] { 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900 }));
        for (var i = 0; i < 5000; i++) delay.Failed("ada");
        Assert.That(delay.Wait("ada"), Is.EqualTo(TimeSpan.FromMinutes(15)), "never for good");
    }

    [Test]
    public void Delay_Passes_AndGrowsWithTheNextFailure()
    {
        var delay = new FailureDelay(new AuthLimitsDefinition(), _time);
        for (var i = 0; i < 5; i++) delay.Failed("ada");

        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.That(delay.Wait("ada"), Is.EqualTo(TimeSpan.FromMilliseconds(1)));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That(delay.Wait("ada"), Is.Null);
        delay.Failed("ada");
        Assert.That(delay.Wait("ada"), Is.EqualTo(TimeSpan.FromSeconds(2)));
        Assert.That(delay.Wait("eve"), Is.Null);
    }

    [Test]
    public void Delay_SuccessOrADay_Forgets()
    {
        var delay = new FailureDelay(new AuthLimitsDefinition(), _time);
        for (var i = 0; i < 10; i++) delay.Failed("ada");
        delay.Succeeded("ada");
        delay.Failed("ada");
        Assert.That(delay.Wait("ada"), Is.Null);

        for (var i = 0; i < 10; i++) delay.Failed("eve");
        _time.Advance(TimeSpan.FromDays(1));
        delay.Failed("eve");
        Assert.That(delay.Wait("eve"), Is.Null);
    }

    [Test]
    public void Window_OpensAgainWhenItEnds()
    {
        var limit = new WindowLimit(2, TimeSpan.FromHours(1), _time);

        Assert.That(limit.Take("a"), Is.Null);
        _time.Advance(TimeSpan.FromMinutes(20));
        Assert.That(limit.Take("a"), Is.Null);
        Assert.That(limit.Take("a"), Is.EqualTo(TimeSpan.FromMinutes(40)));
        Assert.That(limit.Take("b"), Is.Null);
        _time.Advance(TimeSpan.FromMinutes(40));
        Assert.That(limit.Take("a"), Is.Null);
    }

    [Test]
    public async Task Window_ManyAtOnce_LetsExactlyTheLimitThrough()
    {
        var limit = new WindowLimit(50, TimeSpan.FromHours(1), _time);

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 20).Count(_ => limit.Take("a") is null))));

        Assert.That(taken.Sum(), Is.EqualTo(50));
    }

    [Test]
    public void RecentMap_Full_DropsWhatWasSetLongestAgo()
    {
        var map = new RecentMap<string>(3);
        foreach (var key in new[] { "a", "b", "c" }) map.Set(key, key);
        map.Set("a", "again");

        map.Set("d", "d");

        Assert.That((map.Peek("a"), map.Peek("b"), map.Peek("c"), map.Peek("d"), map.Count), Is.EqualTo(("again", (string?)null, "c", "d", 3)));
        map.Remove("a");
        map.Remove("a");
        Assert.That(map.Count, Is.EqualTo(2));
    }

    [Test]
    public void Addresses_OfOneIPv6Network_CountAsOne()
    {
        var limits = new AuthLimits(new AuthLimitsDefinition { FailuresPerAddress = 2 }, _time);
        limits.Failed("2001:db8:1:2::1");
        limits.Failed("2001:db8:1:2:ffff::2");

        Assert.That(() => limits.CheckAddress("2001:db8:1:2::3"), Refused());
        Assert.That(() => limits.CheckAddress("2001:db8:1:3::1"), Throws.Nothing);
    }

    [Test]
    public void Addresses_WrittenInIPv6_CountAsTheirIPv4()
    {
        var limits = new AuthLimits(new AuthLimitsDefinition { FailuresPerAddress = 1 }, _time);
        limits.Failed("::ffff:10.0.0.1");

        Assert.That(() => limits.CheckAddress("10.0.0.1"), Refused());
        Assert.That(() => limits.CheckAddress("10.0.0.2"), Throws.Nothing);
        Assert.That(() => limits.CheckAddress(""), Throws.Nothing);
    }

    [Test]
    public void SwitchedOff_NothingIsRefused()
    {
        var limits = new AuthLimits(new AuthLimitsDefinition { Enabled = false, FailuresPerAddress = 1, SignUpsPerAddress = 1, MessagesPerAccount = 1 }, _time);

        for (var i = 0; i < 50; i++)
        {
            limits.Failed("ada", "10.0.0.1");
            Assert.That(() => limits.CheckAttempt("ada", "10.0.0.1"), Throws.Nothing);
            Assert.That(() => limits.TakeSignUp("10.0.0.1"), Throws.Nothing);
            Assert.That(() => limits.TakeMessage("ada"), Throws.Nothing);
        }
    }

    private static NUnit.Framework.Constraints.NullConstraint Refused() =>
        Throws.TypeOf<ApiException>().With.Property(nameof(ApiException.Status)).EqualTo(429).And.Property(nameof(ApiException.RetryAfter)).Not.Null;
}
