using Altogic.Reactive.Backend.Modules.Auth.Links;

namespace Altogic.Reactive.Tests.Backend.Auth.Links;

internal sealed class RedirectUrlTests
{
    [TestCase("http://127.0.0.1:5000", "http://127.0.0.1:5000/")]
    [TestCase("http://127.0.0.1:5000/callback?x=1", "http://127.0.0.1:5000/callback?x=1")]
    [TestCase("http://[::1]:5000/", "http://[::1]:5000/")]
    [TestCase("http://localhost:5000/", "http://localhost:5000/")]
    [TestCase("HTTP://LOCALHOST:5000/", "http://localhost:5000/")]
    public void Loopback_OwnMachine_IsItsPlainForm(string url, string expected) => Assert.That(RedirectUrl.Loopback(url), Is.EqualTo(expected));

    [TestCase("")]
    [TestCase("/relative")]
    [TestCase("//127.0.0.1/")]
    [TestCase("https://127.0.0.1/")]
    [TestCase("http://evil.example/")]
    [TestCase("http://127.0.0.1.evil.example/")]
    [TestCase("http://localhost.evil.example/")]
    [TestCase("http://127.0.0.1@evil.example/")]
    [TestCase("http://evil.example@127.0.0.1/")]
    [TestCase("http://127.0.0.1:80@evil.example/")]
    [TestCase(@"http://evil.example\@127.0.0.1/")]
    [TestCase(@"http://127.0.0.1\@evil.example/")]
    [TestCase("http://127.0.0.2/")]
    [TestCase("http://0.0.0.0/")]
    [TestCase("http://[::]/")]
    [TestCase("http://[::ffff:127.0.0.1]/")]
    [TestCase("file:///etc/passwd")]
    [TestCase("javascript:alert(1)")]
    [TestCase("myapp://localhost/")]
    public void Loopback_AnythingElse_IsNull(string url) => Assert.That(RedirectUrl.Loopback(url), Is.Null);

    [Test]
    public void Loopback_TooLong_IsNull() => Assert.That(RedirectUrl.Loopback("http://127.0.0.1/" + new string('x', 2000)), Is.Null);

    [TestCase("http://x/", "http://x/?a=1&b=%26%3D%23%20%2B")]
    [TestCase("http://x/?q=1", "http://x/?q=1&a=1&b=%26%3D%23%20%2B")]
    [TestCase("http://x/?", "http://x/?a=1&b=%26%3D%23%20%2B")]
    [TestCase("http://x/?q=1&", "http://x/?q=1&a=1&b=%26%3D%23%20%2B")]
    [TestCase("http://x/#f?g", "http://x/?a=1&b=%26%3D%23%20%2B#f?g")]
    [TestCase("app://x", "app://x?a=1&b=%26%3D%23%20%2B")]
    public void With_AddsBehindTheQueryAndBeforeTheFragment(string url, string expected) =>
        Assert.That(RedirectUrl.With(url, ("a", "1"), ("left out", null), ("b", "&=# +")), Is.EqualTo(expected));

    [FsCheck.NUnit.Property]
    public bool ToHeader_AnyText_IsPlainAscii(string url) => RedirectUrl.ToHeader(url).All(c => c is >= '!' and <= '~');
}
