using Altogic.Reactive.Internal.Transport;

namespace Altogic.Reactive.Tests.Internal.Transport;

/// <summary>Rest §2.</summary>
public sealed class RequestHeadersTests
{
    [Test]
    public void Apply_AlwaysNamesTheClientAndItsKey()
    {
        using var request = new HttpRequestMessage();
        new RequestHeaders(" key ", apiKey: null).Apply(request, sessionToken: null);

        Assert.That(request.Headers.ToString(), Is.EqualTo("X-Client: altogic-dotnet\r\nX-Client-Key: key\r\n").Or.EqualTo("X-Client: altogic-dotnet\nX-Client-Key: key\n"));
    }

    [Test]
    public void Apply_SendsTheApiKeyAsItIs_AndTheSession()
    {
        using var request = new HttpRequestMessage();
        new RequestHeaders("key", "eyJ.api.key").Apply(request, "token-1");

        Assert.That(request.Headers.NonValidated["Authorization"].ToString(), Is.EqualTo("eyJ.api.key"));
        Assert.That(request.Headers.NonValidated["Session"].ToString(), Is.EqualTo("token-1"));
    }

    [Test]
    public void Replace_DoesNotMindTheCase()
    {
        using var request = new HttpRequestMessage();
        new RequestHeaders("key", "one").Apply(request, null);

        RequestHeaders.Replace(request, "authorization", "two");
        RequestHeaders.Replace(request, "authorization", null);

        Assert.That(request.Headers.NonValidated["Authorization"].ToString(), Is.EqualTo("two"));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("  ")]
    [TestCase("a\r\nX-Evil: 1")]
    [TestCase("a b")]
    [TestCase("ş")]
    public void Constructor_RefusesAKeyThatCannotBeSent(string? key) =>
        Assert.That(() => new RequestHeaders(key, null), Throws.ArgumentException);

    [Test]
    public void Constructor_RefusesAnApiKeyThatCannotBeSent() =>
        Assert.That(() => new RequestHeaders("key", "a\nb"), Throws.ArgumentException.With.Property("ParamName").EqualTo("apiKey"));
}
