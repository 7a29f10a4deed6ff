using RestEase;

namespace Altogic.Reactive.Internal.Rest;

/// <summary>The 23 operations of rest §6.1. A <c>Session</c> header declared as null keeps a stale session off a public call (Q3).</summary>
[AllowAnyStatusCode]
internal interface IAuthApi
{
    [Post("_api/rest/v1/auth/signup-email")]
    [Header(WireHeaders.Session, null)]
    Task<HttpResponseMessage> SignUpWithEmail([Body] SignUpEmailRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/auth/signup-phone")]
    [Header(WireHeaders.Session, null)]
    Task<HttpResponseMessage> SignUpWithPhone([Body] SignUpPhoneRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/auth/signin-email")]
    [Header(WireHeaders.Session, null)]
    Task<HttpResponseMessage> SignInWithEmail([Body] SignInEmailRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/auth/signin-phone")]
    [Header(WireHeaders.Session, null)]
    Task<HttpResponseMessage> SignInWithPhone([Body] SignInPhoneRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/auth/signin-code")]
    [Header(WireHeaders.Session, null)]
    Task<HttpResponseMessage> SignInWithCode([Query] string code, [Query] string phone, CancellationToken cancellation);

    [Post("_api/rest/v1/auth/signout")]
    Task<HttpResponseMessage> SignOut([Body] SignOutRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/auth/signout-all")]
    Task<HttpResponseMessage> SignOutAll(CancellationToken cancellation);

    [Post("_api/rest/v1/auth/signout-all-except")]
    Task<HttpResponseMessage> SignOutAllExceptCurrent(CancellationToken cancellation);

    [Get("_api/rest/v1/auth/sessions")]
    Task<HttpResponseMessage> GetAllSessions(CancellationToken cancellation);

    [Get("_api/rest/v1/auth/user")]
    Task<HttpResponseMessage> GetUser(CancellationToken cancellation);

    /// <summary>The same with a token of the caller's choice instead of the current session.</summary>
    [Get("_api/rest/v1/auth/user")]
    Task<HttpResponseMessage> GetUserOf([Header(WireHeaders.Session)] string token, CancellationToken cancellation);

    [Post("_api/rest/v1/auth/change-pwd")]
    Task<HttpResponseMessage> ChangePassword([Body] ChangePasswordRequest body, CancellationToken cancellation);

    [Get("_api/rest/v1/auth/grant")]
    [Header(WireHeaders.Session, null)]
    Task<HttpResponseMessage> GetAuthGrant([Query] string key, CancellationToken cancellation);

    [Post("_api/rest/v1/auth/resend")]
    [Header(WireHeaders.Session, null)]
    Task<HttpResponseMessage> ResendVerificationEmail([Query] string email, CancellationToken cancellation);

    [Post("_api/rest/v1/auth/resend-code")]
    [Header(WireHeaders.Session, null)]
    Task<HttpResponseMessage> ResendVerificationCode([Query] string phone, CancellationToken cancellation);

    [Post("_api/rest/v1/auth/send-magic")]
    [Header(WireHeaders.Session, null)]
    Task<HttpResponseMessage> SendMagicLinkEmail([Query] string email, CancellationToken cancellation);

    [Post("_api/rest/v1/auth/send-reset")]
    [Header(WireHeaders.Session, null)]
    Task<HttpResponseMessage> SendResetPwdEmail([Query] string email, CancellationToken cancellation);

    [Post("_api/rest/v1/auth/send-reset-code")]
    [Header(WireHeaders.Session, null)]
    Task<HttpResponseMessage> SendResetPwdCode([Query] string phone, CancellationToken cancellation);

    [Post("_api/rest/v1/auth/send-code")]
    [Header(WireHeaders.Session, null)]
    Task<HttpResponseMessage> SendSignInCode([Query] string phone, CancellationToken cancellation);

    [Post("_api/rest/v1/auth/reset-pwd")]
    [Header(WireHeaders.Session, null)]
    Task<HttpResponseMessage> ResetPwdWithToken([Query] string key, [Body] NewPasswordRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/auth/reset-pwd-code")]
    [Header(WireHeaders.Session, null)]
    Task<HttpResponseMessage> ResetPwdWithCode(
        [Query] string phone, [Query] string code, [Body] NewPasswordRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/auth/change-email")]
    Task<HttpResponseMessage> ChangeEmail([Body] ChangeEmailRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/auth/change-phone")]
    Task<HttpResponseMessage> ChangePhone([Body] ChangePhoneRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/auth/verify-phone")]
    [Header(WireHeaders.Session, null)]
    Task<HttpResponseMessage> VerifyPhone([Query] string code, [Query] string phone, CancellationToken cancellation);
}
