using Altogic.Reactive.Realtime;

namespace Altogic.Reactive.Tests.Realtime;

/// <summary>Where the realtime server is (realtime §1).</summary>
public sealed class RealtimeAddressTests
{
    [TestCase("https://app1.c1-na.altogic.com", "https://realtime.c1-na.altogic.com/", "app1", "")]
    [TestCase("https://c1-na.altogic.com/e:62d8", "https://realtime.c1-na.altogic.com/", "", "62d8")]
    [TestCase("https://c1-na.altogic.com/E:62d8/x", "https://realtime.c1-na.altogic.com/", "", "62d8")]
    [TestCase("https://engine.altogic.com/e:62d8", "https://realtime.altogic.com/", "", "62d8")]
    [TestCase("https://c1-na.altogic.com", "https://realtime.c1-na.altogic.com/", "", "")]
    [TestCase("https://app.c1.altogic.com:8080", "https://realtime.c1.altogic.com:8080/", "app", "")]
    [TestCase("http://app1.c1.example.test:8080", "http://app1.c1.example.test:8080/", "app1", "")]
    [TestCase("https://example.com/e:62d8", "https://example.com/", "", "62d8")]
    [TestCase("http://localhost:8080/e:62d8", "http://localhost:8080/", "", "62d8")]
    [TestCase("http://127.0.0.1:8080/e:62d8", "http://127.0.0.1:8080/", "", "62d8")]
    [TestCase("http://[::1]:8080", "http://[::1]:8080/", "", "")]
    [TestCase("https://a.b.c.example.com/x", "https://a.b.c.example.com/", "", "")]
    public void Address_FollowsTheRule(string environment, string origin, string subdomain, string id) =>
        Assert.That(RealtimeAddress.Of(environment, null), Is.EqualTo(new RealtimeAddress(new Uri(origin), subdomain, id)));

    [Test]
    public void Option_Wins() => Assert.That(
        RealtimeAddress.Of("https://app1.c1-na.altogic.com", " http://other:9 ").Origin, Is.EqualTo(new Uri("http://other:9")));

    [TestCase("")]
    [TestCase("other")]
    [TestCase("ws://other")]
    public void Option_ThatIsNoAddress_FailsWhenTheClientIsMade(string url) => Assert.That(
        () => new AltogicClient("http://app.test", "key", new AltogicClientOptions { Realtime = new RealtimeOptions { RealtimeUrl = url } }),
        Throws.InstanceOf<ArgumentException>());

    [Test]
    public void OptionsThatCannotWork_FailWhenTheClientIsMade()
    {
        RealtimeOptions[] wrong =
        [
            new() { MaxBufferedSends = 0 }, new() { ObserverQueueCapacity = 0 }, new() { ReconnectionDelay = TimeSpan.Zero },
            new() { MaxReconnectionDelay = TimeSpan.FromMilliseconds(1) }, new() { Timeout = TimeSpan.Zero },
        ];
        foreach (var options in wrong)
        {
            Assert.That(
                () => new AltogicClient("http://app.test", "key", new AltogicClientOptions { Realtime = options }), Throws.InstanceOf<ArgumentException>());
        }

        Assert.That(() => new AltogicClient("http://app.test", "key", new AltogicClientOptions { Realtime = null! }), Throws.InstanceOf<ArgumentException>());
    }
}
