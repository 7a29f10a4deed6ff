using Altogic.Reactive.Auth;

namespace Altogic.Reactive.Tests.Auth;

public sealed class SessionCookieTests
{
    [Test]
    public void Set_OfAToken_IsTheOfficialCookie() =>
        Assert.That(SessionCookie.Set("tok-1"), Is.EqualTo("session_token=tok-1; Max-Age=31536000; Path=/; HttpOnly; Secure; SameSite=None"));

    [Test]
    public void Remove_IsTheOfficialCookie() =>
        Assert.That(SessionCookie.Remove(), Is.EqualTo("session_token=; Max-Age=-1; Path=/; HttpOnly; Secure; SameSite=None"));

    [TestCase("session_token=tok-1", "tok-1")]
    [TestCase("a=b; session_token=tok-1; c=d", "tok-1")]
    [TestCase("a=b;session_token = tok-1 ", "tok-1")]
    [TestCase("session_token=\"t%3D1%2Bx\"", "t=1+x")]
    [TestCase("session_token=a=b==", "a=b==")]
    [TestCase("session_token=first; session_token=second", "first")]
    [TestCase("Session_Token=x", null)]
    [TestCase("my_session_token=x", null)]
    [TestCase("session_token", null)]
    [TestCase("session_token=", null)]
    [TestCase("session_token=\"\"", null)]
    [TestCase("session_token=a%0d%0aX-Admin%3A1", null)]
    [TestCase("session_token=%C3%BC", null)]
    [TestCase(";;=;", null)]
    [TestCase("", null)]
    [TestCase(null, null)]
    public void Read_OfAHeader_FindsTheToken(string? header, string? token) => Assert.That(SessionCookie.Read(header), Is.EqualTo(token));

    [TestCase("eyJhbGciOi.J9_-~x")]
    [TestCase("a;c,d\"e%f")]
    public void Read_OfWhatWasSet_GivesTheTokenBack(string token) =>
        Assert.That(SessionCookie.Read(SessionCookie.Set(token).Split(';')[0]), Is.EqualTo(token));

    [Test]
    public void Set_WithoutToken_Throws()
    {
        Assert.That(() => SessionCookie.Set(""), Throws.ArgumentException);
        Assert.That(() => SessionCookie.Set(null!), Throws.ArgumentException);
    }
}
