using Altogic.Reactive.Endpoints;
using Altogic.Reactive.Tests.Testing;
using FsCheck;

namespace Altogic.Reactive.Tests.Endpoints;

public sealed class EndpointPathTests
{
    [Test]
    public void Text_IsTakenAsItIs() => Assert.That(Sent("/a%2Fb?x=1"), Is.EqualTo("/a%2Fb?x=1"));

    [Test]
    public void Holes_ArePercentEncoded() =>
        Assert.That(Sent($"users/{"a/b ?#é"}/orders/{7}?from={"x&y=z"}"), Is.EqualTo("users/a%2Fb%20%3F%23%C3%A9/orders/7?from=x%26y%3Dz"));

    [Test]
    public void Holes_AreWrittenTheSameInEveryCountry() =>
        Assert.That(Sent($"a/{1.5}/{true}/{new DateTime(2024, 1, 5, 0, 0, 0, DateTimeKind.Utc):yyyy-MM-dd}"), Is.EqualTo("a/1.5/true/2024-01-05"));

    [TestCase(null)]
    [TestCase("")]
    [TestCase(".")]
    [TestCase("..")]
    public void Holes_ThatWouldChangeThePath_AreRefused(string? value) =>
        Assert.That(() => Sent($"users/{value}/orders"), Throws.ArgumentException);

    [Test]
    public void Holes_InTheQuery_MayBeEmpty() => Assert.That(Sent($"users?name={""}&page={(int?)null}"), Is.EqualTo("users?name=&page="));

    [TestCase("")]
    [TestCase("  ")]
    [TestCase("a#b")]
    public void Text_ThatIsNoPath_IsRefusedAtTheCall(string path)
    {
        using var http = new StubHttp();
        using var client = http.CreateClient();
        Assert.That(() => client.Endpoint.Get(path), Throws.ArgumentException);
    }

    [Test]
    public void Null_IsRefusedAtTheCall()
    {
        using var http = new StubHttp();
        using var client = http.CreateClient();
        Assert.That(() => client.Endpoint.Get((string)null!), Throws.ArgumentNullException);
        Assert.That(() => client.Endpoint.Get((EndpointPath)null!), Throws.ArgumentNullException);
    }

    [FsCheck.NUnit.Property]
    public bool AnyHole_IsOneSegmentThatDecodesToItself(NonEmptyString text)
    {
        var value = text.Get;
        if (value is "." or ".." || value.Any(char.IsSurrogate)) return true;
        var uri = new Uri("http://h/" + Sent($"before/{value}/after"));
        var segments = uri.AbsolutePath.Split('/');
        return segments.Length == 4 && segments[3] == "after" && Uri.UnescapeDataString(segments[2]) == value && uri.Query.Length == 0 && uri.Fragment.Length == 0;
    }

    private static string Sent(EndpointPath path) => path.ToString();
}
