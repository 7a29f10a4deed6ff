using Altogic.Reactive.Internal.Transport;

namespace Altogic.Reactive.Tests.Internal.Transport;

/// <summary>Rest §1.</summary>
public sealed class BaseUrlTests
{
    [TestCase("https://app.c1-na.altogic.com", "https://app.c1-na.altogic.com")]
    [TestCase("  http://app.test/ \n", "http://app.test")]
    [TestCase("http://app.test//", "http://app.test")]
    [TestCase("HTTPS://App.Test", "https://app.test")]
    [TestCase("hTTp://APP.test:8080/", "http://app.test:8080")]
    [TestCase("https://c1-na.altogic.com/e:62d8F00a", "https://c1-na.altogic.com/e:62d8F00a")]
    [TestCase("https://c1-na.altogic.com/e:62d8///", "https://c1-na.altogic.com/e:62d8")]
    [TestCase("https://c1-na.altogic.com/E:62D8/", "https://c1-na.altogic.com/E:62D8")]
    [TestCase("http://127.0.0.1:5000", "http://127.0.0.1:5000")]
    [TestCase("http://[::1]:5000/", "http://[::1]:5000")]
    public void Normalise_TrimsWhatDoesNotMatter(string url, string expected) =>
        Assert.That(BaseUrl.Normalise(url), Is.EqualTo(expected));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("   ")]
    [TestCase("app.test")]
    [TestCase("ftp://app.test")]
    [TestCase("http:/app.test")]
    [TestCase("http://")]
    [TestCase("https:///path")]
    [TestCase("http://app.test:99999")]
    [TestCase("http://app.test?x=1")]
    [TestCase("http://app.test/#x")]
    [TestCase("http://user:secret@app.test")]
    [TestCase("ıhttp://app.test")]
    public void Normalise_RefusesTheRest(string? url) =>
        Assert.That(() => BaseUrl.Normalise(url), Throws.ArgumentException.With.Message.Not.Contains("secret"));
}
