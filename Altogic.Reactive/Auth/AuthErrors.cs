using System.Net;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Auth;

/// <summary>The failures this module finds itself.</summary>
internal static class AuthErrors
{
    private const string ClientOrigin = "client_error";

    /// <summary>The same entry the official SDK returns (errors §4).</summary>
    public static AltogicError SessionTokenNotFound() => new(
        ErrorKind.Client,
        (int)HttpStatusCode.BadRequest,
        "Bad Request",
        [
            new ErrorEntry(
                "session_token_error",
                ErrorCodes.SessionTokenNotFound,
                $"Cannot identify the session token '{SessionCookie.Name}' from the request headers"),
        ]);

    public static AltogicError WithoutSession() =>
        Broken(ErrorCodes.EmptyResponse, "The answer to the sign-in carries no session.");

    /// <summary>What a redirect reports is the server's answer, although it came through the browser.</summary>
    public static AltogicError FromRedirect(AuthRedirect redirect)
    {
        if (redirect.Error is null && redirect.Status is null or (>= 200 and < 300))
            return ByClient(ErrorCodes.MissingAccessToken, "Redirect without access token", "The redirect carries no access token.");
        var status = redirect.Status ?? (int)HttpStatusCode.BadRequest;
        var details = redirect.ActionName is null ? null : new JObject { ["action"] = redirect.ActionName };
        var message = redirect.Error ?? "The redirect reports a failure without saying why.";
        return new AltogicError(
            ErrorKind.Api, status, "Refused", [new ErrorEntry(ClientOrigin, ErrorCodes.RedirectFailed, message, details)]);
    }

    public static AltogicError BrowserNotOpened(Exception exception) =>
        ByClient(ErrorCodes.BrowserNotOpened, "No browser", "The browser for the sign-in cannot be opened.", exception);

    public static AltogicError LoopbackUnavailable(Exception exception) =>
        ByClient(ErrorCodes.LoopbackUnavailable, "No port", "No port of this machine can be opened for the sign-in.", exception);

    public static AltogicError NobodyCameBack(TimeSpan limit) => new(
        ErrorKind.Timeout,
        0,
        "Timeout",
        [new ErrorEntry(ClientOrigin, ErrorCodes.TimedOut, $"Nobody finished the sign-in in the browser within {limit:c}.")]);

    private static AltogicError Broken(string code, string message) => new(
        ErrorKind.Serialization, (int)HttpStatusCode.OK, "Unreadable answer", [new ErrorEntry("server_error", code, message)]);

    private static AltogicError ByClient(string code, string statusText, string message, Exception? exception = null) =>
        new(ErrorKind.Client, 0, statusText, [new ErrorEntry(ClientOrigin, code, message)], exception);
}
