using Altogic.Reactive.Auth;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Testing;
using static Altogic.Reactive.Tests.Backend.Auth.AuthBackend;

namespace Altogic.Reactive.Tests.EndToEnd;

/// <summary>Accounts with a phone number, and the codes sent to it, from the client's call to the backend's answer.</summary>
public sealed class AuthPhoneTests
{
    private const string Other = "+905559998877";
    private const string Unknown = "+905551110000";

    [Test]
    public async Task SignUp_WhereNothingIsConfirmed_SignsIn()
    {
        await using var app = await AuthEndToEnd.StartAsync();

        var grant = await app.Auth.SignUpWithPhone("+90 555 111-22-33", Password, new { name = "Ada", age = 36 }).ShouldSucceed();

        Assert.That((grant.User.Phone, grant.User.PhoneVerified, grant.User.Name, (int?)grant.User["age"]), Is.EqualTo((Phone, (bool?)false, "Ada", (int?)36)));
        Assert.That(app.Auth.CurrentSession, Is.EqualTo(grant.Session).And.Not.Null);
        Assert.That(await app.Auth.GetUserFromDB().ShouldSucceed(), Is.EqualTo(grant.User));
    }

    [Test]
    public async Task SignUp_Refused_ChangesNothing()
    {
        await using var app = await AuthEndToEnd.StartAsync();
        await app.NewClient().Auth.SignUpWithPhone(Phone, Password).ShouldSucceed();

        var wrong = await app.Auth.SignUpWithPhone("+1", "short").ShouldFail();
        var taken = await app.Auth.SignUpWithPhone(Phone, Password).ShouldFail();

        Assert.That(wrong.Items.Select(item => (string?)item.Details!["field"]), Is.EqualTo(new[] { "phone", "password" }));
        Assert.That((taken.Status, taken.HasCode("phone_not_unique")), Is.EqualTo((400, true)));
        Assert.That(app.Auth.CurrentState, Is.EqualTo(AuthState.SignedOut));
    }

    [Test]
    public async Task SignUp_WhereNumbersAreConfirmed_SignsInWithTheCode()
    {
        await using var app = await AuthEndToEnd.StartAsync(AuthEndToEnd.Confirming);
        var grant = await app.Auth.SignUpWithPhone(Phone, Password, "Ada").ShouldSucceed();
        Assert.That((grant.HasSession, app.Auth.CurrentSession), Is.EqualTo((false, (Session?)null)));
        Assert.That((await app.Auth.SignInWithPhone(Phone, Password).ShouldFail()).HasCode("phone_not_verified"), Is.True);

        var wrong = await app.Auth.VerifyPhone(Phone, WrongCode(app.Code("verifyPhone"))).ShouldFail();
        Assert.That((wrong.Kind, wrong.Status, wrong.HasCode("invalid_access_token")), Is.EqualTo((ErrorKind.Api, 403, true)));
        Assert.That(app.Auth.CurrentSession, Is.Null);
        var verified = await app.Auth.VerifyPhone(Phone, app.Code("verifyPhone")).ShouldSucceed();

        Assert.That((verified.User.Id, verified.User.PhoneVerified), Is.EqualTo((grant.User.Id, (bool?)true)));
        Assert.That(app.Auth.CurrentSession, Is.EqualTo(verified.Session).And.Not.Null);
        Assert.That((await app.Auth.VerifyPhone(Phone, app.Code("verifyPhone")).ShouldFail()).HasCode("invalid_access_token"), Is.True, "once");
    }

    [Test]
    public async Task ResendVerificationCode_SendsACodeThatWorks_AndHidesWhoHasAnAccount()
    {
        await using var app = await AuthEndToEnd.StartAsync(AuthEndToEnd.Confirming);
        await app.Auth.SignUpWithPhone(Phone, Password).ShouldSucceed();
        app.Backend.Time.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));
        Assert.That((await app.Auth.VerifyPhone(Phone, app.Code("verifyPhone")).ShouldFail()).HasCode("invalid_access_token"), Is.True, "too late");

        await app.Auth.ResendVerificationCode(Phone).ShouldSucceed();
        await app.Auth.ResendVerificationCode(Unknown).ShouldSucceed();

        Assert.That(app.Backend.Message("verifyPhone").To, Is.EqualTo(Phone), "nobody got nothing");
        Assert.That((await app.Auth.VerifyPhone(Phone, app.Code("verifyPhone")).ShouldSucceed()).HasSession, Is.True);
    }

    [Test]
    public async Task SignInWithPhone_ReplacesTheSession_AWrongPasswordDoesNot()
    {
        await using var app = await AuthEndToEnd.StartAsync();
        var first = await app.Auth.SignUpWithPhone(Phone, Password).ShouldSucceed();

        Assert.That((await app.Auth.SignInWithPhone(Phone, "wrong-1").ShouldFail()).HasCode("invalid_credentials"), Is.True);
        Assert.That(app.Auth.CurrentSession, Is.EqualTo(first.Session));
        var second = await app.Auth.SignInWithPhone(Phone, Password).ShouldSucceed();

        Assert.That(app.Auth.CurrentSession, Is.EqualTo(second.Session).And.Not.EqualTo(first.Session));
        Assert.That(second.User.Id, Is.EqualTo(first.User.Id));
    }

    [Test]
    public async Task SignInWithCode_SignsInOnce()
    {
        await using var app = await AuthEndToEnd.StartAsync(AuthEndToEnd.Confirming);
        await app.ConfirmedPhoneSignUpAsync();
        var device = app.NewClient();
        await device.Auth.SendSignInCode(Phone).ShouldSucceed();
        var code = app.Code("signInCode");

        Assert.That((await device.Auth.SignInWithCode(Phone, WrongCode(code)).ShouldFail()).HasCode("invalid_access_token"), Is.True);
        Assert.That((await device.Auth.SignInWithCode(Unknown, code).ShouldFail()).HasCode("invalid_access_token"), Is.True, "of another number");
        var grant = await device.Auth.SignInWithCode(Phone, code).ShouldSucceed();

        Assert.That((grant.User.Id, device.Auth.CurrentSession), Is.EqualTo((app.Auth.CurrentUser!.Id, grant.Session)));
        Assert.That((await device.Auth.SignInWithCode(Phone, code).ShouldFail()).HasCode("invalid_access_token"), Is.True, "once");
        Assert.That(device.Auth.CurrentSession, Is.EqualTo(grant.Session));
    }

    [Test]
    public async Task Codes_WhereNothingIsConfirmed_AreSwitchedOff()
    {
        await using var app = await AuthEndToEnd.StartAsync();
        await app.Auth.SignUpWithPhone(Phone, Password).ShouldSucceed();

        Assert.That((await app.Auth.SendSignInCode(Phone).ShouldFail()).HasCode("sms_auth_codes_disabled"), Is.True);
        Assert.That((await app.Auth.SignInWithCode(Phone, "123456").ShouldFail()).HasCode("sms_auth_codes_disabled"), Is.True);
        Assert.That((await app.Auth.ResendVerificationCode(Phone).ShouldFail()).HasCode("phone_verification_disabled"), Is.True);
        Assert.That((await app.Auth.SendResetPwdCode(Phone).ShouldFail()).HasCode("phone_verification_disabled"), Is.True);
    }

    [Test]
    public async Task ResetPwd_ByCode_ChangesThePasswordOnceAndSignsNobodyIn()
    {
        await using var app = await AuthEndToEnd.StartAsync(AuthEndToEnd.Confirming);
        await app.ConfirmedPhoneSignUpAsync();
        var device = app.NewClient();
        await device.Auth.SendResetPwdCode(Phone).ShouldSucceed();
        var code = app.Code("resetPasswordCode");

        Assert.That((await device.Auth.ResetPwdWithCode(Phone, WrongCode(code), "another-1").ShouldFail()).HasCode("invalid_access_token"), Is.True);
        Assert.That((await device.Auth.ResetPwdWithCode(Phone, code, "short").ShouldFail()).HasCode("validation_error"), Is.True);
        await device.Auth.ResetPwdWithCode(Phone, code, "another-1").ShouldSucceed();

        Assert.That((await device.Auth.ResetPwdWithCode(Phone, code, "another-2").ShouldFail()).HasCode("invalid_access_token"), Is.True, "once");
        Assert.That(device.Auth.CurrentSession, Is.Null);
        Assert.That((await device.Auth.SignInWithPhone(Phone, Password).ShouldFail()).HasCode("invalid_credentials"), Is.True);
        await device.Auth.SignInWithPhone(Phone, "another-1").ShouldSucceed();
    }

    [Test]
    public async Task ChangePhone_WhereNothingIsConfirmed_ChangesAtOnce()
    {
        await using var app = await AuthEndToEnd.StartAsync();
        await app.NewClient().Auth.SignUpWithPhone(Unknown, Password).ShouldSucceed();
        await app.Auth.SignUpWithPhone(Phone, Password).ShouldSucceed();

        Assert.That((await app.Auth.ChangePhone("wrong-1", Other).ShouldFail()).HasCode("invalid_credentials"), Is.True);
        Assert.That((await app.Auth.ChangePhone(Password, Unknown).ShouldFail()).HasCode("phone_not_unique"), Is.True);
        Assert.That((await app.Auth.ChangePhone(Password, "+1").ShouldFail()).HasCode("validation_error"), Is.True);
        var user = await app.Auth.ChangePhone(Password, Other).ShouldSucceed();

        Assert.That((user.Phone, app.Auth.CurrentUser!.Phone), Is.EqualTo((Other, Phone)), "what the client holds is the app's");
        await app.NewClient().Auth.SignInWithPhone(Other, Password).ShouldSucceed();
    }

    [Test]
    public async Task ChangePhone_WhereNumbersAreConfirmed_ChangesWithTheCodeAndKeepsTheSession()
    {
        await using var app = await AuthEndToEnd.StartAsync(AuthEndToEnd.Confirming);
        await app.ConfirmedPhoneSignUpAsync();
        var session = app.Auth.CurrentSession;

        Assert.That((await app.Auth.ChangePhone(Password, Other).ShouldSucceed()).Phone, Is.EqualTo(Phone), "not yet");
        Assert.That(app.Backend.Message("changePhone").To, Is.EqualTo(Other));
        Assert.That((await app.Auth.VerifyPhone(Phone, app.Code("changePhone")).ShouldFail()).HasCode("invalid_access_token"), Is.True, "the new number counts");
        var grant = await app.Auth.VerifyPhone(Other, app.Code("changePhone")).ShouldSucceed();

        Assert.That((grant.HasSession, grant.User.Phone, grant.User.PhoneVerified), Is.EqualTo((false, Other, (bool?)true)));
        Assert.That(app.Auth.CurrentSession, Is.EqualTo(session));
        Assert.That((await app.Auth.GetUserFromDB().ShouldSucceed()).Phone, Is.EqualTo(Other));
    }

    [Test]
    public async Task SignInCodes_OfAnAppThatRevealsAccounts_SayWhoHasNone()
    {
        await using var app = await AuthEndToEnd.StartAsync(new AuthDefinition { PhoneVerification = true, RevealAccounts = true });

        var error = await app.Auth.SendSignInCode(Unknown).ShouldFail();

        Assert.That((error.Kind, error.Status, error.HasCode("user_not_found")), Is.EqualTo((ErrorKind.Api, 404, true)));
    }
}
