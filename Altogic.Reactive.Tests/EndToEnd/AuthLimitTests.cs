using System.Reactive;
using Altogic.Reactive.Auth;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Testing;
using static Altogic.Reactive.Tests.Backend.Auth.AuthBackend;

namespace Altogic.Reactive.Tests.EndToEnd;

/// <summary>The backend's limits as the client sees them: 429 with the time to wait.</summary>
public sealed class AuthLimitTests
{
    [Test]
    public async Task Account_AfterWrongPasswords_IsLockedForAMoment()
    {
        await using var app = await AuthEndToEnd.StartAsync();
        await app.SignUpAsync();
        for (var i = 0; i < 5; i++) Assert.That((await app.Auth.SignInWithEmail(Email, "wrong-1").ShouldFail()).Status, Is.EqualTo(401));

        AssertMustWait(await app.Auth.SignInWithEmail(Email, Password).ShouldFail(), TimeSpan.FromSeconds(1));

        app.Backend.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await app.Auth.SignInWithEmail(Email, "wrong-1").ShouldFail()).Status, Is.EqualTo(401));
        AssertMustWait(await app.Auth.SignInWithEmail(Email, Password).ShouldFail(), TimeSpan.FromSeconds(2));
        app.Backend.Time.Advance(TimeSpan.FromSeconds(2));
        await app.Auth.SignInWithEmail(Email, Password).ShouldSucceed();
    }

    [Test]
    public async Task CurrentPassword_Guessed_IsLockedAndKeepsTheSession()
    {
        await using var app = await AuthEndToEnd.StartAsync();
        await app.Auth.SignUpWithEmail(Email, Password).ShouldSucceed();
        for (var i = 0; i < 5; i++) Assert.That((await app.Auth.ChangePassword("another-1", "wrong-1").ShouldFail()).Status, Is.EqualTo(401));

        AssertMustWait(await app.Auth.ChangePassword("another-1", Password).ShouldFail(), TimeSpan.FromSeconds(1));

        Assert.That((await app.Auth.GetUserFromDB().ShouldSucceed()).Id, Is.EqualTo(app.Auth.CurrentUser!.Id));
    }

    [Test]
    public async Task Code_Guessed_IsLocked()
    {
        await using var app = await AuthEndToEnd.StartAsync(AuthEndToEnd.Confirming);
        await app.Auth.SignUpWithPhone(Phone, Password).ShouldSucceed();
        for (var i = 0; i < 5; i++) Assert.That((await app.Auth.VerifyPhone(Phone, "no code").ShouldFail()).Status, Is.EqualTo(403));

        AssertMustWait(await app.Auth.VerifyPhone(Phone, app.Code("verifyPhone")).ShouldFail(), TimeSpan.FromSeconds(1));
    }

    [Test]
    public async Task Address_GuessingTokens_MustWait()
    {
        await using var app = await AuthEndToEnd.StartAsync(AuthEndToEnd.Confirming with { Limits = new AuthLimitsDefinition { FailuresPerAddress = 2 } });
        await app.Auth.SignUpWithEmail(Email, Password).ShouldSucceed();
        Assert.That((await app.Auth.GetAuthGrant("guess").ShouldFail()).HasCode("invalid_access_token"), Is.True);
        Assert.That((await app.Auth.ResetPwdWithToken("guess", "another-1").ShouldFail()).HasCode("invalid_access_token"), Is.True);

        AssertMustWait(await app.Auth.GetAuthGrant("guess").ShouldFail(), TimeSpan.FromMinutes(10));
        var redirect = await app.OpenLinkAsync("verifyEmail");

        Assert.That(AuthRedirect.Parse(redirect).Status, Is.EqualTo(429));
        Assert.That((await app.Auth.GetAuthGrant(redirect).ShouldFail()).IsTransient, Is.True);
        app.Backend.Time.Advance(TimeSpan.FromMinutes(10));
        await app.Auth.GetAuthGrant(await app.OpenLinkAsync("verifyEmail")).ShouldSucceed();
    }

    [Test]
    public async Task SignUps_OfOneAddress_AreLimited()
    {
        await using var app = await AuthEndToEnd.StartAsync(new AuthDefinition { Limits = new AuthLimitsDefinition { SignUpsPerAddress = 1 } });
        await app.SignUpAsync();

        AssertMustWait(await app.Auth.SignUpWithPhone(Phone, Password).ShouldFail(), TimeSpan.FromHours(1));
    }

    private static IEnumerable<TestCaseData> Messages()
    {
        yield return Case("magicLink", auth => auth.SendMagicLinkEmail(Email));
        yield return Case("verifyEmail", auth => auth.ResendVerificationEmail(Email));
        yield return Case("resetPassword", auth => auth.SendResetPwdEmail(Email));
        yield return Case("signInCode", auth => auth.SendSignInCode(Phone));
        yield return Case("verifyPhone", auth => auth.ResendVerificationCode(Phone));
        yield return Case("resetPasswordCode", auth => auth.SendResetPwdCode(Phone));

        static TestCaseData Case(string name, Func<AuthManager, IObservable<Result<Unit>>> send) => new TestCaseData(send).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Messages))]
    public async Task Messages_ToOneRecipient_AreLimited(Func<AuthManager, IObservable<Result<Unit>>> send)
    {
        await using var app = await AuthEndToEnd.StartAsync(AuthEndToEnd.Confirming with { Limits = new AuthLimitsDefinition { MessagesPerAccount = 2 } });
        var auth = app.NewClient(new AltogicClientOptions()).Auth;
        await send(auth).ShouldSucceed();
        await send(auth).ShouldSucceed();

        AssertMustWait(await send(auth).ShouldFail(), TimeSpan.FromHours(1));

        Assert.That(app.Backend.Fixture.Log.Count(entry => entry.Text.Contains(" POST ", StringComparison.Ordinal)), Is.EqualTo(3), "so long a wait is the app's matter");
    }

    private static void AssertMustWait(AltogicError error, TimeSpan time)
    {
        Assert.That((error.Kind, error.Status, error.Items[0].Code), Is.EqualTo((ErrorKind.Api, 429, "rate_limit_exceeded")));
        Assert.That((error.RetryAfter, error.IsTransient), Is.EqualTo(((TimeSpan?)time, true)));
    }
}
