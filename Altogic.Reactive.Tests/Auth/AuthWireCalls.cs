using System.Reactive.Linq;
using Altogic.Reactive.Auth;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Auth;

/// <summary>Our call for every <c>auth.*</c> wire example.</summary>
internal static class AuthWireCalls
{
    private const string Encoded = "The official client puts the value into the query as it is; ours is percent-encoded (rest Q4).";
    private const string Reserved = "Parentheses are percent-encoded as well; both forms mean the same (RFC 3986 §2.2).";
    private const string Fresh = "A session does not go with a public call (rest Q3).";
    private const string Missing = "There is no undefined in C#; a missing argument is refused (rest Q17).";
    private const string Own = "The shared client keeps its own session (auth §5).";
    private const string Email = "user@example.com";
    private const string Phone = "+905551112233";
    private const string Password = "s3cret!";

    public static readonly IReadOnlyDictionary<string, WireCall> Table = new Dictionary<string, WireCall>
    {
        ["auth.signUpWithEmail/plain"] = WireCall.Grant(auth => auth.SignUpWithEmail(Email, Password)),
        ["auth.signUpWithEmail/user-data"] = WireCall.Grant(auth => auth.SignUpWithEmail(Email, Password, new
        {
            name = "Ada",
            emailVerified = true,
            address = new { city = "İzmir", geo = new[] { 38.4, 27.1 } },
            born = new DateTime(1815, 12, 10, 0, 0, 0, DateTimeKind.Utc),
        })),
        ["auth.signUpWithEmail/empty-name"] = WireCall.Grant(auth => auth.SignUpWithEmail(Email, Password, "")),
        ["auth.signUpWithEmail/no-session-in-reply"] = WireCall.Grant(auth => auth.SignUpWithEmail(Email, Password)),
        ["auth.signUpWithEmail/no-session-keeps-stored"] =
            WireCall.Grant(auth => auth.SignUpWithEmail(Email, Password)) with { HidesSession = true, Why = Fresh },
        ["auth.signUpWithPhone/plain"] = WireCall.Grant(auth => auth.SignUpWithPhone(Phone, Password)),
        ["auth.signUpWithPhone/no-session-in-reply"] = WireCall.Grant(auth => auth.SignUpWithPhone(Phone, Password)),
        ["auth.signInWithEmail/plain"] = WireCall.Grant(auth => auth.SignInWithEmail(Email, Password)),
        ["auth.signInWithEmail/replaces-session"] = Then(auth => auth.SignInWithEmail(Email, Password), "/me") with
        {
            HidesSession = true,
            Why = Fresh,
        },
        ["auth.signInWithEmail/empty-reply"] = WireCall.Grant(auth => auth.SignInWithEmail(Email, "x")) with
        {
            Fails = (ErrorKind.Serialization, ErrorCodes.EmptyResponse),
            Why = "The official client throws a TypeError (rest Q8).",
        },
        ["auth.signInWithEmail/no-storage"] = Then(auth => auth.SignInWithEmail(Email, Password), "/me"),
        ["auth.signInWithPhone/plain"] = WireCall.Grant(auth => auth.SignInWithPhone(Phone, Password)),
        ["auth.signInWithCode/plain"] = WireCall.Grant(auth => auth.SignInWithCode(Phone, "123456")),
        ["auth.signInWithProvider/plain"] = Navigates(AuthProvider.Google),
        ["auth.signInWithProvider/discord"] = Navigates(AuthProvider.Discord),
        ["auth.signInWithProvider/github"] = Navigates(AuthProvider.GitHub),
        ["auth.signOut/plain"] = WireCall.Done(auth => auth.SignOut()),
        ["auth.signOut/then-no-session-header"] = ThenStats(auth => auth.SignOut()),
        ["auth.signOut/own-token"] = WireCall.Done(auth => auth.SignOut("sess-0123456789abcdef")),
        ["auth.signOut/other-token"] = ThenStats(auth => auth.SignOut("sess-fedcba9876543210")),
        ["auth.signOut/null-token"] = WireCall.Done(auth => auth.SignOut(null)) with
        {
            Body = "{}",
            Why = "No token is the same as none given (rest §6.1, A6).",
        },
        ["auth.signOut/empty-token"] = WireCall.Refused("An empty token is a mistake of the caller.", client => client.Auth.SignOut("")),
        ["auth.signOutAll/plain"] = WireCall.Done(auth => auth.SignOutAll()),
        ["auth.signOutAll/error"] = WireCall.Done(auth => auth.SignOutAll()),
        ["auth.signOutAllExceptCurrent/plain"] = WireCall.Done(auth => auth.SignOutAllExceptCurrent()),
        ["auth.getAllSessions/plain"] = new(async context =>
        {
            var (sessions, errors) = await context.Client.Auth.GetAllSessions();
            return WireContext.Outcome(errors, ("sessions", new JArray(sessions!.Select(session => session.ToJson()))));
        }),
        ["auth.getUserFromDB/plain"] = WireCall.User(auth => auth.GetUserFromDB()),
        ["auth.getUserFromDB/error"] = WireCall.User(auth => auth.GetUserFromDB()),
        ["auth.changePassword/plain"] = WireCall.Done(auth => auth.ChangePassword("new-pass", "old-pass")),
        ["auth.changePassword/error"] = WireCall.Done(auth => auth.ChangePassword("n", "o")),
        ["auth.getAuthGrant/plain"] = WireCall.Grant(auth => auth.GetAuthGrant("grant-token-1")),
        ["auth.getAuthGrant/from-window-hash"] = new(context =>
            WireCall.Grant(auth => auth.GetAuthGrant(new Uri(context.Window!))).Run(context)),
        ["auth.resendVerificationEmail/plain"] = Mail("resend", "user%40example.com", auth => auth.ResendVerificationEmail(Email)),
        ["auth.resendVerificationEmail/percent"] =
            Mail("resend", "100%2541%40example.com", auth => auth.ResendVerificationEmail("100%41@example.com")),
        ["auth.resendVerificationEmail/unicode"] =
            Mail("resend", "j%C3%BCrgen%E6%BC%A2%40example.com", auth => auth.ResendVerificationEmail("jürgen漢@example.com")),
        ["auth.resendVerificationEmail/hash"] =
            Mail("resend", "a%23b%40example.com", auth => auth.ResendVerificationEmail("a#b@example.com")),
        ["auth.sendMagicLinkEmail/plain"] = Mail("send-magic", "user%40example.com", auth => auth.SendMagicLinkEmail(Email)),
        ["auth.sendMagicLinkEmail/plus"] =
            Mail("send-magic", "ada%2Btag%40example.com", auth => auth.SendMagicLinkEmail("ada+tag@example.com")),
        ["auth.sendMagicLinkEmail/ampersand"] =
            Mail("send-magic", "a%26b%3Dc%40example.com", auth => auth.SendMagicLinkEmail("a&b=c@example.com")),
        ["auth.sendMagicLinkEmail/percent"] =
            Mail("send-magic", "100%2541%40example.com", auth => auth.SendMagicLinkEmail("100%41@example.com")),
        ["auth.sendMagicLinkEmail/space"] =
            Mail("send-magic", "ada%20lovelace%40example.com", auth => auth.SendMagicLinkEmail("ada lovelace@example.com")),
        ["auth.sendMagicLinkEmail/unicode"] =
            Mail("send-magic", "j%C3%BCrgen%E6%BC%A2%40example.com", auth => auth.SendMagicLinkEmail("jürgen漢@example.com")),
        ["auth.sendMagicLinkEmail/undefined"] = WireCall.Refused(Missing, client => client.Auth.SendMagicLinkEmail(null!)),
        ["auth.sendMagicLinkEmail/null"] = WireCall.Refused(Missing, client => client.Auth.SendMagicLinkEmail(null!)),
        ["auth.sendResetPwdEmail/plain"] = Mail("send-reset", "user%40example.com", auth => auth.SendResetPwdEmail(Email)),
        ["auth.sendResetPwdEmail/percent"] =
            Mail("send-reset", "100%2541%40example.com", auth => auth.SendResetPwdEmail("100%41@example.com")),
        ["auth.sendResetPwdEmail/unicode"] =
            Mail("send-reset", "j%C3%BCrgen%E6%BC%A2%40example.com", auth => auth.SendResetPwdEmail("jürgen漢@example.com")),
        ["auth.sendResetPwdEmail/undefined"] = WireCall.Refused(Missing, client => client.Auth.SendResetPwdEmail(null!)),
        ["auth.resendVerificationCode/plain"] = WireCall.Done(auth => auth.ResendVerificationCode(Phone)),
        ["auth.resendVerificationCode/undefined"] = WireCall.Refused(Missing, client => client.Auth.ResendVerificationCode(null!)),
        ["auth.resendVerificationCode/error"] = WireCall.Done(auth => auth.ResendVerificationCode(Phone)),
        ["auth.sendResetPwdCode/plain"] = WireCall.Done(auth => auth.SendResetPwdCode(Phone)),
        ["auth.sendResetPwdCode/spaces"] = WireCall.Done(auth => auth.SendResetPwdCode("+90 555 111 22 33")),
        ["auth.sendResetPwdCode/nasty"] = WireCall.Done(auth => auth.SendResetPwdCode("+1(555)&x=1#2%20")) with
        {
            Requests = ["POST /_api/rest/v1/auth/send-reset-code?phone=%2B1%28555%29%26x%3D1%232%2520"],
            Why = Reserved,
        },
        ["auth.sendResetPwdCode/error"] = WireCall.Done(auth => auth.SendResetPwdCode(Phone)),
        ["auth.sendSignInCode/plain"] = WireCall.Done(auth => auth.SendSignInCode(Phone)),
        ["auth.sendSignInCode/undefined"] = WireCall.Refused(Missing, client => client.Auth.SendSignInCode(null!)),
        ["auth.resetPwdWithToken/plain"] = WireCall.Done(auth => auth.ResetPwdWithToken("token-1", "new-pass")),
        ["auth.resetPwdWithCode/plain"] = WireCall.Done(auth => auth.ResetPwdWithCode(Phone, "123456", "new-pass")),
        ["auth.resetPwdWithCode/undefined-code"] =
            WireCall.Refused(Missing, client => client.Auth.ResetPwdWithCode(Phone, null!, "new-pass")),
        ["auth.changeEmail/plain"] = WireCall.User(auth => auth.ChangeEmail("pass", "new@example.com")),
        ["auth.changeEmail/special-characters"] = WireCall.User(auth => auth.ChangeEmail("p&+%", "néw+1@example.com")),
        ["auth.changePhone/plain"] = WireCall.User(auth => auth.ChangePhone("pass", "+905559998877")),
        ["auth.changePhone/error"] = WireCall.User(auth => auth.ChangePhone("pass", "x")),
        ["auth.verifyPhone/plain"] = WireCall.Grant(auth => auth.VerifyPhone(Phone, "123456")),
        ["auth.verifyPhone/phone-nasty"] = WireCall.Grant(auth => auth.VerifyPhone("+1(555)&x=1#2%20", "123456")) with
        {
            Requests = ["POST /_api/rest/v1/auth/verify-phone?code=123456&phone=%2B1%28555%29%26x%3D1%232%2520"],
            Why = Reserved,
        },
        ["auth.getSession/plain"] = WireCall.Local(context => Single(context.Client.Auth.GetSession()!.ToJson())),
        ["auth.getUser/plain"] = WireCall.Local(context => Single(context.Client.Auth.GetUser()!.ToJson())),
        ["auth.getUser/none"] = WireCall.Local(context => Single(context.Client.Auth.GetUser()?.ToJson())),
        ["auth.setSession/plain"] = new(context =>
        {
            context.Client.Auth.SetSession(new Session { Token = "tok-9", UserId = "u9" });
            return context.GetStats();
        }),
        ["auth.setSession/null"] = WireCall.Refused(
            "The official client does nothing at all; InvalidateSession says what is meant.", client => client.Auth.SetSession(null!)),
        ["auth.setUser/plain"] = WireCall.Local(context =>
        {
            context.Client.Auth.SetUser(new User { Id = "u9", Name = "Zoë" });
            return Single(context.Client.Auth.GetUser()!.ToJson());
        }),
        ["auth.clearLocalData/plain"] = new(context =>
        {
            context.Client.Auth.ClearLocalData();
            return context.GetStats();
        }),
        ["auth.invalidateSession/plain"] = new(context =>
        {
            context.Client.Auth.InvalidateSession();
            return context.GetStats();
        }),
        ["auth.invalidateSession/on-invalid-session-reply"] = new(async context =>
        {
            await context.Get("/a");
            return await context.Get("/b");
        }),
        ["auth.setSessionCookie/plain"] = Cookie(SessionCookie.Set("tok-1")),
        ["auth.setSessionCookie/appends"] = Cookie("a=b", SessionCookie.Set("tok-1")),
        ["auth.removeSessionCookie/plain"] = Cookie(SessionCookie.Remove()),
        ["auth.getUserFromDBbyCookie/plain"] =
            WireCall.User(auth => auth.GetUserFromDBByCookie("a=b; session_token=tok-1; c=d")) with
            {
                KeepsState = true,
                Outcome = """{"user":"@user","errors":null}""",
                Why = Own,
            },
        ["auth.getUserFromDBbyCookie/encoded"] =
            WireCall.User(auth => auth.GetUserFromDBByCookie("session_token=\"t%3D1%2Bx\"")) with { KeepsState = true, Why = Own },
        ["auth.getUserFromDBbyCookie/missing"] = WireCall.User(auth => auth.GetUserFromDBByCookie("a=b")),
    };

    /// <summary>Cases that have no call here, with the reason.</summary>
    public static readonly IReadOnlyDictionary<string, string> Without = new Dictionary<string, string>
    {
        ["auth.onUserEvent/plain"] = "User events arrive with the realtime module.",
    };

    private static WireCall Mail(string path, string email, Func<AuthManager, IObservable<Result<System.Reactive.Unit>>> call) =>
        WireCall.Done(call) with { Requests = ["POST /_api/rest/v1/auth/" + path + "?email=" + email], Why = Encoded };

    private static WireCall Then(Func<AuthManager, IObservable<Result<AuthGrant>>> call, string path) => new(async context =>
    {
        await call(context.Client.Auth).ShouldSucceed();
        return await context.Get(path);
    });

    private static WireCall ThenStats(Func<AuthManager, IObservable<Result<System.Reactive.Unit>>> call) => new(async context =>
    {
        await call(context.Client.Auth).ShouldSucceed();
        return await context.GetStats();
    });

    private static WireCall Navigates(string provider) => WireCall.Local(context =>
    {
        var location = ((string)context.Example["state"]!["location"]!).Replace("http://app.c1.altogic.localhost:PORT", StubHttp.Url, StringComparison.Ordinal);
        Assert.That(context.Client.Auth.GetProviderSignInUrl(provider).AbsoluteUri, Is.EqualTo(location));
        return null;
    });

    private static WireCall Cookie(params string[] values) =>
        WireCall.Local(_ => new JObject { ["Set-Cookie"] = new JArray(values) });

    private static JObject Single(JToken? value) => new() { ["list"] = new JArray(value ?? JValue.CreateNull()) };
}
