using System.Reactive.Linq;
using Altogic.Reactive.Auth;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Auth;

public sealed class AuthManagerArgumentTests
{
    private static IEnumerable<TestCaseData> BadCalls()
    {
        foreach (var nothing in new[] { null, "", " " })
        {
            yield return Case("SignUpWithEmail", nothing, auth => auth.SignUpWithEmail(nothing!, "secret"));
            yield return Case("SignUpWithPhone", nothing, auth => auth.SignUpWithPhone(nothing!, "secret"));
            yield return Case("SignInWithEmail", nothing, auth => auth.SignInWithEmail(nothing!, "secret"));
            yield return Case("SignInWithPhone", nothing, auth => auth.SignInWithPhone(nothing!, "secret"));
            yield return Case("SignInWithCode phone", nothing, auth => auth.SignInWithCode(nothing!, "123456"));
            yield return Case("SignInWithCode code", nothing, auth => auth.SignInWithCode("+1", nothing!));
            yield return Case("SignInWithProvider", nothing, auth => auth.SignInWithProvider(nothing!));
            yield return Case("GetProviderSignInUrl", nothing, auth => auth.GetProviderSignInUrl(nothing!));
            yield return Case("GetAuthGrant", nothing, auth => auth.GetAuthGrant(nothing!));
            yield return Case("ResendVerificationEmail", nothing, auth => auth.ResendVerificationEmail(nothing!));
            yield return Case("ResendVerificationCode", nothing, auth => auth.ResendVerificationCode(nothing!));
            yield return Case("SendMagicLinkEmail", nothing, auth => auth.SendMagicLinkEmail(nothing!));
            yield return Case("SendResetPwdEmail", nothing, auth => auth.SendResetPwdEmail(nothing!));
            yield return Case("SendResetPwdCode", nothing, auth => auth.SendResetPwdCode(nothing!));
            yield return Case("SendSignInCode", nothing, auth => auth.SendSignInCode(nothing!));
            yield return Case("ResetPwdWithToken", nothing, auth => auth.ResetPwdWithToken(nothing!, "secret"));
            yield return Case("ResetPwdWithCode phone", nothing, auth => auth.ResetPwdWithCode(nothing!, "123456", "secret"));
            yield return Case("ResetPwdWithCode code", nothing, auth => auth.ResetPwdWithCode("+1", nothing!, "secret"));
            yield return Case("ChangeEmail", nothing, auth => auth.ChangeEmail("secret", nothing!));
            yield return Case("ChangePhone", nothing, auth => auth.ChangePhone("secret", nothing!));
            yield return Case("VerifyPhone phone", nothing, auth => auth.VerifyPhone(nothing!, "123456"));
            yield return Case("VerifyPhone code", nothing, auth => auth.VerifyPhone("+1", nothing!));
        }

        foreach (var nothing in new[] { null, "" })
        {
            yield return Case("SignUpWithEmail password", nothing, auth => auth.SignUpWithEmail("a@b.co", nothing!));
            yield return Case("SignUpWithPhone password", nothing, auth => auth.SignUpWithPhone("+1", nothing!));
            yield return Case("SignInWithEmail password", nothing, auth => auth.SignInWithEmail("a@b.co", nothing!));
            yield return Case("SignInWithPhone password", nothing, auth => auth.SignInWithPhone("+1", nothing!));
            yield return Case("ResetPwdWithToken password", nothing, auth => auth.ResetPwdWithToken("at-1", nothing!));
            yield return Case("ResetPwdWithCode password", nothing, auth => auth.ResetPwdWithCode("+1", "123456", nothing!));
            yield return Case("ChangePassword new", nothing, auth => auth.ChangePassword(nothing!, "secret"));
            yield return Case("ChangePassword old", nothing, auth => auth.ChangePassword("secret", nothing!));
            yield return Case("ChangeEmail password", nothing, auth => auth.ChangeEmail(nothing!, "a@b.co"));
            yield return Case("ChangePhone password", nothing, auth => auth.ChangePhone(nothing!, "+1"));
        }

        yield return Case("SignOut", "", auth => auth.SignOut(""));
        yield return Case("GetAuthGrant uri", null, auth => auth.GetAuthGrant((Uri)null!));
        yield return Case("SignUpWithEmail data", null, auth => auth.SignUpWithEmail("a@b.co", "secret", (object)null!));
        yield return Case("SignUpWithEmail data", "text", auth => auth.SignUpWithEmail("a@b.co", "secret", (object)"Ada"));
        yield return Case("SignUpWithEmail data", "number", auth => auth.SignUpWithEmail("a@b.co", "secret", 5));
        yield return Case("SignUpWithEmail data", "list", auth => auth.SignUpWithEmail("a@b.co", "secret", new[] { 5 }));
        yield return Case("SignUpWithPhone data", "list", auth => auth.SignUpWithPhone("+1", "secret", new JArray()));
        yield return Case("SignUpWithEmail data", "loop", auth => auth.SignUpWithEmail("a@b.co", "secret", new Loop()));
        yield return Case("SignInWithProvider limit", "0", auth => auth.SignInWithProvider("google", timeLimit: TimeSpan.Zero));
        yield return Case("SignInWithProvider limit", "endless", auth => auth.SignInWithProvider("google", timeLimit: TimeSpan.MaxValue));
        yield return Case("SignInWithProvider limit", "-5", auth => auth.SignInWithProvider("google", timeLimit: TimeSpan.FromSeconds(-5)));
    }

    [TestCaseSource(nameof(BadCalls))]
    public void Call_WithABadArgument_ThrowsAtOnce(Func<AuthManager, object> call)
    {
        using var http = new StubHttp();
        using var client = http.CreateClient();
        Assert.That(() => call(client.Auth), Throws.InstanceOf<ArgumentException>());
    }

    [Test]
    public async Task UserData_OfEveryForm_IsSentAsAnObjectAndReadAtTheCall()
    {
        using var http = new StubHttp();
        http.On("POST", "/_api/rest/v1/auth/signup-email").Reply(AuthJson.Grant("t"));
        using var client = http.CreateClient();
        var json = new JObject { ["name"] = "Ada", ["list"] = new JArray(1) };
        var calls = new[]
        {
            client.Auth.SignUpWithEmail("a@b.co", "secret", json),
            client.Auth.SignUpWithEmail("a@b.co", "secret", new { Name = "Ada", List = (int[])[1] }),
            client.Auth.SignUpWithEmail("a@b.co", "secret", new Dictionary<string, object> { ["name"] = "Ada", ["list"] = (int[])[1] }),
        };
        json["name"] = "changed afterwards";
        foreach (var call in calls)
        {
            await call.ShouldSucceed();
            Assert.That(http.Last.Json!["nameOrUserData"]!.ToString(Newtonsoft.Json.Formatting.None), Is.EqualTo("""{"name":"Ada","list":[1]}"""));
        }
    }

    [Test]
    public async Task Passwords_OfSpacesAndSigns_AreSentAsTheyAre()
    {
        using var http = new StubHttp();
        http.On("POST", "/_api/rest/v1/auth/change-pwd").Reply("null");
        using var client = http.CreateClient();
        await client.Auth.ChangePassword("  \"\\\u2028漢 ", " ").ShouldSucceed();
        Assert.That(((string?)http.Single.Json!["newPassword"], (string?)http.Single.Json["oldPassword"]), Is.EqualTo(("  \"\\\u2028漢 ", " ")));
    }

    [Test]
    public async Task QueryValues_ThatAreNotEvenUnicode_AreAResult()
    {
        using var http = new StubHttp();
        http.On("POST", "/_api/rest/v1/auth/send-magic").Reply("null");
        using var client = http.CreateClient();
        var result = await client.Auth.SendMagicLinkEmail("a\uD800@b.co");
        Assert.That(result.IsSuccess, Is.True, result.Errors?.ToString());
        Assert.That(http.Single.Query, Does.StartWith("email=a%EF%BF%BD%40"));
    }

    [Test]
    public void Grants_FromRedirectsWithoutAToken_AreFailuresAndSendNothing()
    {
        using var http = new StubHttp();
        using var client = http.CreateClient();
        var refused = Error(client.Auth.GetAuthGrant(new Uri("https://app.test/?action=magic-link&status=400&error=Link+expired")));
        Assert.That((refused.Kind, refused.Status, refused.Items[0].Code, refused.Message),
            Is.EqualTo((ErrorKind.Api, 400, ErrorCodes.RedirectFailed, "Link expired")));
        Assert.That((string?)refused.Items[0].Details!["action"], Is.EqualTo("magic-link"));
        Assert.That(Error(client.Auth.GetAuthGrant(new Uri("https://app.test/?status=500"))).Status, Is.EqualTo(500));
        foreach (var uri in new[] { "https://app.test/", "https://app.test/?access_token=+", "https://app.test/?action=change-email&status=200" })
        {
            Assert.That(Error(client.Auth.GetAuthGrant(new Uri(uri))).Items[0].Code, Is.EqualTo(ErrorCodes.MissingAccessToken), uri);
        }
    }

    private static AltogicError Error<T>(IObservable<Result<T>> operation)
    {
        Result<T>? result = null;
        using (operation.Subscribe(value => result = value)) return result!.Errors!;
    }

    private static TestCaseData Case(string name, string? argument, Func<AuthManager, object> call) =>
        new TestCaseData(call).SetArgDisplayNames(name, argument is null ? "null" : $"\"{argument}\"");

    private sealed class Loop
    {
        public Loop Self => this;
    }
}
