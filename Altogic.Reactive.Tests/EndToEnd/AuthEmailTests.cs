using Altogic.Reactive.Auth;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Testing;
using static Altogic.Reactive.Tests.Backend.Auth.AuthBackend;

namespace Altogic.Reactive.Tests.EndToEnd;

/// <summary>Accounts with an e-mail address and a password, from the client's call to the backend's answer.</summary>
public sealed class AuthEmailTests
{
    private const string Other = "new@example.com";

    [Test]
    public async Task SignUp_WhereNothingIsConfirmed_SignsIn()
    {
        await using var app = await AuthEndToEnd.StartAsync();
        var tokens = new RxContractChecker<Session?>();
        using var watching = app.Auth.SessionChanges.Subscribe(tokens);

        var grant = await app.Auth.SignUpWithEmail(Email, Password, new { name = "Ada", city = "İzmir", tags = new[] { "x" } }).ShouldSucceed();

        Assert.That(grant.HasSession, Is.True);
        Assert.That((app.Auth.CurrentSession, app.Auth.CurrentUser), Is.EqualTo((grant.Session, grant.User)));
        Assert.That((grant.User.Name, grant.User.Email, grant.User.EmailVerified, (string?)grant.User["city"]), Is.EqualTo(("Ada", Email, (bool?)false, "İzmir")));
        Assert.That((grant.Session!.UserId, grant.Session.CreationDtm), Is.EqualTo((grant.User.Id, (DateTimeOffset?)app.Backend.Time.GetUtcNow())));
        Assert.That(grant.User["password"], Is.Null);
        Assert.That(await app.Auth.GetUserFromDB().ShouldSucceed(), Is.EqualTo(grant.User));
        Assert.That(tokens.Values, Is.EqualTo(new[] { null, grant.Session }));
        tokens.Verify();
    }

    [Test]
    public async Task SignUp_Refused_HasAnEntryForEveryWrongField()
    {
        await using var app = await AuthEndToEnd.StartAsync();
        await app.SignUpAsync();

        var wrong = await app.Auth.SignUpWithEmail("no address", "short", "Ada").ShouldFail();
        var taken = await app.Auth.SignUpWithEmail(Email.ToUpperInvariant(), Password).ShouldFail();

        Assert.That((wrong.Kind, wrong.Status), Is.EqualTo((ErrorKind.Api, 400)));
        Assert.That(wrong.Items.Select(item => (item.Code, (string?)item.Details!["field"])), Is.EqualTo(
            new (string, string?)[] { ("validation_error", "email"), ("validation_error", "password") }));
        Assert.That((taken.Status, taken.HasCode("email_not_unique")), Is.EqualTo((400, true)));
        Assert.That(app.Auth.CurrentState, Is.EqualTo(AuthState.SignedOut));
    }

    [Test]
    public async Task SignUp_WhereAddressesAreConfirmed_SignsInWithTheLink()
    {
        await using var app = await AuthEndToEnd.StartAsync(AuthEndToEnd.Confirming);
        var grant = await app.Auth.SignUpWithEmail(Email, Password, "Ada").ShouldSucceed();
        Assert.That((grant.HasSession, grant.User.EmailVerified, app.Auth.CurrentSession), Is.EqualTo((false, (bool?)false, (Session?)null)));
        var early = await app.Auth.SignInWithEmail(Email, Password).ShouldFail();
        Assert.That((early.Kind, early.Status, early.HasCode("email_not_verified")), Is.EqualTo((ErrorKind.Api, 401, true)));

        var opened = await app.OpenLinkAsync("verifyEmail");
        var redirect = AuthRedirect.Parse(opened);
        var confirmed = await app.Auth.GetAuthGrant(opened).ShouldSucceed();

        Assert.That(opened.AbsoluteUri, Does.StartWith(AuthEndToEnd.App + "&action=email-confirm&status=200&access_token="));
        Assert.That((redirect.Action, redirect.Status, redirect.IsSuccess), Is.EqualTo((AuthRedirectAction.EmailConfirm, (int?)200, true)));
        Assert.That((confirmed.User.Id, confirmed.User.EmailVerified), Is.EqualTo((grant.User.Id, (bool?)true)));
        Assert.That(app.Auth.CurrentSession, Is.EqualTo(confirmed.Session).And.Not.Null);
        Assert.That((await app.Auth.GetAuthGrant(redirect.AccessToken!).ShouldFail()).HasCode("invalid_access_token"), Is.True, "once");
        Assert.That(app.Auth.CurrentSession, Is.EqualTo(confirmed.Session), "a refused token is not a refused session");
        Assert.That((await app.Auth.SignInWithEmail(Email, Password).ShouldSucceed()).User.Id, Is.EqualTo(grant.User.Id));
    }

    [Test]
    public async Task ResendVerificationEmail_SendsALinkThatWorks_AndHidesWhoHasAnAccount()
    {
        await using var app = await AuthEndToEnd.StartAsync(AuthEndToEnd.Confirming);
        await app.Auth.SignUpWithEmail(Email, Password).ShouldSucceed();
        var first = app.Backend.Message("verifyEmail");

        await app.Auth.ResendVerificationEmail(Email).ShouldSucceed();
        var second = app.Backend.Message("verifyEmail");
        await app.Auth.ResendVerificationEmail("nobody@example.com").ShouldSucceed();

        Assert.That(second.Link, Is.Not.EqualTo(first.Link));
        Assert.That(app.Backend.Message("verifyEmail"), Is.EqualTo(second), "nobody got nothing");
        Assert.That((await app.Auth.GetAuthGrant(await app.OpenAsync(second.Link!)).ShouldSucceed()).HasSession, Is.True);
        Assert.That((await app.Auth.ResendVerificationEmail("no address").ShouldFail()).HasCode("validation_error"), Is.True);
    }

    [Test]
    public async Task Link_OpenedTooLate_IsAFailureOfTheGrant()
    {
        await using var app = await AuthEndToEnd.StartAsync(AuthEndToEnd.Confirming);
        await app.Auth.SignUpWithEmail(Email, Password).ShouldSucceed();
        app.Backend.Time.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));

        var opened = await app.OpenLinkAsync("verifyEmail");
        var error = await app.Auth.GetAuthGrant(opened).ShouldFail();

        Assert.That((AuthRedirect.Parse(opened).IsSuccess, AuthRedirect.Parse(opened).AccessToken), Is.EqualTo((false, (string?)null)));
        Assert.That((error.Kind, error.Status, error.Items[0].Code), Is.EqualTo((ErrorKind.Api, 400, ErrorCodes.RedirectFailed)));
        Assert.That(error.Message, Is.EqualTo("The link has expired."));
        Assert.That((string?)error.Items[0].Details!["action"], Is.EqualTo("email-confirm"));
    }

    [Test]
    public async Task SignIn_WithAWrongPasswordOrAddress_IsTheSameFailureAndChangesNothing()
    {
        await using var app = await AuthEndToEnd.StartAsync();
        await app.Auth.SignUpWithEmail(Email, Password).ShouldSucceed();
        var before = app.Auth.CurrentState;

        var wrong = await app.Auth.SignInWithEmail(Email, "wrong-1").ShouldFail();
        var unknown = await app.Auth.SignInWithEmail("nobody@example.com", Password).ShouldFail();

        foreach (var error in new[] { wrong, unknown })
            Assert.That((error.Kind, error.Status, error.HasCode("invalid_credentials")), Is.EqualTo((ErrorKind.Api, 401, true)));
        Assert.That(unknown.Message, Is.EqualTo(wrong.Message));
        Assert.That(app.Auth.CurrentState, Is.EqualTo(before));
    }

    [Test]
    public async Task MagicLink_SignsInOnce()
    {
        await using var app = await AuthEndToEnd.StartAsync(AuthEndToEnd.Confirming);
        await app.ConfirmedSignUpAsync();
        var device = app.NewClient();
        await device.Auth.SendMagicLinkEmail(Email).ShouldSucceed();

        var opened = await app.OpenLinkAsync("magicLink");
        var grant = await device.Auth.GetAuthGrant(opened).ShouldSucceed();

        Assert.That(AuthRedirect.Parse(opened).Action, Is.EqualTo(AuthRedirectAction.MagicLink));
        Assert.That(device.Auth.CurrentSession, Is.EqualTo(grant.Session).And.Not.EqualTo(app.Auth.CurrentSession));
        Assert.That((await app.NewClient().Auth.GetAuthGrant(opened).ShouldFail()).HasCode("invalid_access_token"), Is.True);
    }

    [Test]
    public async Task MagicLink_TokenKeptForAnHour_IsRefused()
    {
        await using var app = await AuthEndToEnd.StartAsync(AuthEndToEnd.Confirming);
        await app.ConfirmedSignUpAsync();
        await app.Auth.SendMagicLinkEmail(Email).ShouldSucceed();
        var opened = await app.OpenLinkAsync("magicLink");
        app.Backend.Time.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));

        var error = await app.NewClient().Auth.GetAuthGrant(opened).ShouldFail();

        Assert.That((error.Kind, error.Status, error.HasCode("invalid_access_token")), Is.EqualTo((ErrorKind.Api, 403, true)));
    }

    [Test]
    public async Task Links_WhereNothingIsConfirmed_AreSwitchedOff()
    {
        await using var app = await AuthEndToEnd.StartAsync();
        await app.Auth.SignUpWithEmail(Email, Password).ShouldSucceed();

        foreach (var send in new[] { app.Auth.ResendVerificationEmail(Email), app.Auth.SendMagicLinkEmail(Email), app.Auth.SendResetPwdEmail(Email) })
            Assert.That((await send.ShouldFail()).HasCode("email_verification_disabled"), Is.True);
    }

    [Test]
    public async Task ResetPwd_ByLink_ChangesThePasswordOnceAndSignsNobodyIn()
    {
        await using var app = await AuthEndToEnd.StartAsync(AuthEndToEnd.Confirming);
        await app.ConfirmedSignUpAsync();
        var device = app.NewClient();
        await device.Auth.SendResetPwdEmail(Email).ShouldSucceed();
        var redirect = AuthRedirect.Parse(await app.OpenLinkAsync("resetPassword"));
        Assert.That((redirect.Action, redirect.IsSuccess), Is.EqualTo((AuthRedirectAction.ResetPassword, true)));
        var token = redirect.AccessToken!;

        Assert.That((await device.Auth.GetAuthGrant(token).ShouldFail()).HasCode("invalid_token_type"), Is.True, "not a sign-in");
        var tooShort = await device.Auth.ResetPwdWithToken(token, "short").ShouldFail();
        await device.Auth.ResetPwdWithToken(token, "another-1").ShouldSucceed();
        var again = await device.Auth.ResetPwdWithToken(token, "another-2").ShouldFail();

        Assert.That((tooShort.Items[0].Code, (string?)tooShort.Items[0].Details!["field"]), Is.EqualTo(("validation_error", "newPassword")));
        Assert.That((again.Status, again.HasCode("invalid_access_token")), Is.EqualTo((403, true)));
        Assert.That(device.Auth.CurrentSession, Is.Null);
        Assert.That((await device.Auth.SignInWithEmail(Email, Password).ShouldFail()).HasCode("invalid_credentials"), Is.True);
        await device.Auth.SignInWithEmail(Email, "another-1").ShouldSucceed();
    }

    [Test]
    public async Task ChangePassword_GoesOnWithTheSession_AWrongOldOneChangesNothing()
    {
        await using var app = await AuthEndToEnd.StartAsync();
        var device = await app.SignUpAsync();
        var session = device.Auth.CurrentSession;

        var wrong = await device.Auth.ChangePassword("another-1", "wrong-1").ShouldFail();
        Assert.That((wrong.Kind, wrong.Status, wrong.HasCode("invalid_credentials")), Is.EqualTo((ErrorKind.Api, 401, true)));
        Assert.That(device.Auth.CurrentSession, Is.EqualTo(session), "a wrong password is not a refused session");
        await device.Auth.ChangePassword("another-1", Password).ShouldSucceed();

        Assert.That((await device.Auth.GetUserFromDB().ShouldSucceed()).Email, Is.EqualTo(Email));
        Assert.That((await app.Auth.SignInWithEmail(Email, Password).ShouldFail()).HasCode("invalid_credentials"), Is.True);
        await app.Auth.SignInWithEmail(Email, "another-1").ShouldSucceed();
    }

    [Test]
    public async Task ChangeEmail_WhereNothingIsConfirmed_ChangesAtOnce()
    {
        await using var app = await AuthEndToEnd.StartAsync();
        await app.SignUpAsync("eve@example.com");
        var device = await app.SignUpAsync();

        var wrong = await device.Auth.ChangeEmail("wrong-1", Other).ShouldFail();
        var taken = await device.Auth.ChangeEmail(Password, "eve@example.com").ShouldFail();
        var user = await device.Auth.ChangeEmail(Password, Other).ShouldSucceed();

        Assert.That((wrong.HasCode("invalid_credentials"), taken.HasCode("email_not_unique")), Is.EqualTo((true, true)));
        Assert.That((user.Email, device.Auth.CurrentUser!.Email), Is.EqualTo((Other, Email)), "what the client holds is the app's");
        device.Auth.SetUser(user);
        Assert.That(device.Auth.CurrentUser.Email, Is.EqualTo(Other));
        await app.Auth.SignInWithEmail(Other, Password).ShouldSucceed();
    }

    [Test]
    public async Task ChangeEmail_WhereAddressesAreConfirmed_ChangesWithTheLink()
    {
        await using var app = await AuthEndToEnd.StartAsync(AuthEndToEnd.Confirming);
        await app.ConfirmedSignUpAsync();

        Assert.That((await app.Auth.ChangeEmail(Password, Other).ShouldSucceed()).Email, Is.EqualTo(Email), "not yet");
        Assert.That(app.Backend.Message("changeEmail").To, Is.EqualTo(Other));
        var opened = await app.OpenLinkAsync("changeEmail");
        var redirect = AuthRedirect.Parse(opened);

        Assert.That((redirect.Action, redirect.IsSuccess, redirect.AccessToken), Is.EqualTo((AuthRedirectAction.ChangeEmail, true, (string?)null)));
        Assert.That((await app.Auth.GetAuthGrant(opened).ShouldFail()).HasCode(ErrorCodes.MissingAccessToken), Is.True, "the session went on, there is no new one");
        Assert.That((await app.Auth.GetUserFromDB().ShouldSucceed()).Email, Is.EqualTo(Other));
    }

    [Test]
    public async Task ChangeEmail_TakenMeanwhile_IsToldByTheRedirect()
    {
        await using var app = await AuthEndToEnd.StartAsync(AuthEndToEnd.Confirming);
        await app.ConfirmedSignUpAsync();
        await app.Auth.ChangeEmail(Password, Other).ShouldSucceed();
        await app.NewClient().Auth.SignUpWithEmail(Other, Password).ShouldSucceed();

        var redirect = AuthRedirect.Parse(await app.OpenLinkAsync("changeEmail"));

        Assert.That((redirect.IsSuccess, redirect.Status), Is.EqualTo((false, (int?)401)));
        Assert.That((await app.Auth.GetUserFromDB().ShouldSucceed()).Email, Is.EqualTo(Email));
    }

    [Test]
    public async Task SignUp_WhereNewAccountsAreNotAccepted_IsRefused()
    {
        await using var app = await AuthEndToEnd.StartAsync(new AuthDefinition { SignUp = false });

        Assert.That((await app.Auth.SignUpWithEmail(Email, Password).ShouldFail()).HasCode("not_allowed"), Is.True);
    }
}
