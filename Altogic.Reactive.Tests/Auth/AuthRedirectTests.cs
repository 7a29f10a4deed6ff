using Altogic.Reactive.Auth;

namespace Altogic.Reactive.Tests.Auth;

public sealed class AuthRedirectTests
{
    [TestCase("email-confirm", AuthRedirectAction.EmailConfirm)]
    [TestCase("magic-link", AuthRedirectAction.MagicLink)]
    [TestCase("reset-pwd", AuthRedirectAction.ResetPassword)]
    [TestCase("change-email", AuthRedirectAction.ChangeEmail)]
    [TestCase("oauth-signin", AuthRedirectAction.ProviderSignIn)]
    [TestCase("oauth-signup", AuthRedirectAction.ProviderSignUp)]
    [TestCase("something-new", AuthRedirectAction.Unknown)]
    public void Parse_OfEveryAction_NamesIt(string name, AuthRedirectAction action)
    {
        var redirect = AuthRedirect.Parse(new Uri("https://app.example.com/auth-redirect?action=" + name + "&status=200&access_token=at-5f0c"));
        Assert.That(redirect, Is.EqualTo(new AuthRedirect(action, name, 200, "at-5f0c", null, null)));
        Assert.That(redirect.IsSuccess, Is.True);
    }

    [Test]
    public void Parse_OfAFailure_HasStatusAndText()
    {
        var redirect = AuthRedirect.Parse("https://app.example.com/?action=magic-link&status=400&error=Link+is+too%20old%2C+%C3%B6ld");
        Assert.That(redirect, Is.EqualTo(new AuthRedirect(AuthRedirectAction.MagicLink, "magic-link", 400, null, "Link is too old, öld", null)));
        Assert.That(redirect.IsSuccess, Is.False);
    }

    [TestCase("https://web.example.com/back#access_token=tok-hash")]
    [TestCase("https://web.example.com/#/back?access_token=tok-hash&x=1")]
    [TestCase("https://web.example.com/?a=1#access_token=tok-hash")]
    [TestCase("https://web.example.com/?access_token=#access_token=tok-hash")]
    [TestCase("https://web.example.com/?access_token=tok-hash#access_token=other")]
    [TestCase("myapp://open/auth?access_token=tok-hash")]
    [TestCase("myapp:auth?access_token=tok-hash")]
    [TestCase("/back?access_token=tok-hash")]
    [TestCase("?access_token=tok-hash&access_token=second")]
    public void Parse_WhereverTheTokenStands_FindsIt(string uri)
    {
        Assert.That(AuthRedirect.Parse(uri).AccessToken, Is.EqualTo("tok-hash"));
        Assert.That(AuthRedirect.Parse(new Uri(uri, UriKind.RelativeOrAbsolute)).AccessToken, Is.EqualTo("tok-hash"));
    }

    [TestCase("")]
    [TestCase("?")]
    [TestCase("#")]
    [TestCase("?&&=&=x&access_token")]
    [TestCase("?access_token=&status=")]
    [TestCase("?status=+200&ACCESS_TOKEN=x")]
    [TestCase("?status=-1&error=")]
    [TestCase("?status=99999999999999999999")]
    [TestCase("?%zz=%")]
    public void Parse_OfOddText_GivesNothingButNeverThrows(string uri)
    {
        var redirect = AuthRedirect.Parse(uri);
        Assert.That((redirect.AccessToken, redirect.Status, redirect.Error), Is.EqualTo(((string?)null, (int?)null, (string?)null)));
        Assert.That(redirect.IsSuccess, Is.False);
    }

    [TestCase("?action=change-email&status=200", true)]
    [TestCase("?action=change-email", false)]
    [TestCase("?access_token=a", true)]
    [TestCase("?access_token=a&status=500", false)]
    [TestCase("?access_token=a&status=302", false)]
    [TestCase("?access_token=a&status=200&error=no", false)]
    [TestCase("?action=magic-link&status=200", false)]
    public void IsSuccess_NeedsATokenAndNoComplaint(string uri, bool expected) =>
        Assert.That(AuthRedirect.Parse(uri).IsSuccess, Is.EqualTo(expected));

    [FsCheck.NUnit.Property]
    public bool Parse_OfAnyEncodedValue_GivesItBack(FsCheck.NonNull<string> value)
    {
        var text = new string(value.Get.Where(character => !char.IsSurrogate(character)).ToArray());
        var redirect = AuthRedirect.Parse("http://127.0.0.1:1/x?error=" + Uri.EscapeDataString(text) + "&state=s");
        return redirect.State == "s" && redirect.Error == (text.Length == 0 ? null : text);
    }

    [FsCheck.NUnit.Property]
    public bool Parse_OfAnyText_GivesAValue(FsCheck.NonNull<string> text) => AuthRedirect.Parse(text.Get) is not null;

    [Test]
    public void Parse_OfNull_Throws()
    {
        Assert.That(() => AuthRedirect.Parse((string)null!), Throws.ArgumentNullException);
        Assert.That(() => AuthRedirect.Parse((Uri)null!), Throws.ArgumentNullException);
    }

    [Test]
    public void ToString_OfARedirect_KeepsTheTokenSecret() =>
        Assert.That(AuthRedirect.Parse("?action=magic-link&status=200&access_token=secret").ToString(), Does.Not.Contain("secret"));
}
