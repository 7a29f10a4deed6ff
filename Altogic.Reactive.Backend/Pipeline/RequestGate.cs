using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Auth;

namespace Altogic.Reactive.Backend.Pipeline;

/// <summary>
/// The step between routing and the operation: body, client key, API key and session, in the order of rest §5.1.
/// </summary>
internal sealed class RequestGate(
    RequestDelegate next, AppDefinition app, ClientKeys keys, ApiKeys apiKeys, ISessions sessions, CookieOrigins cookies, LinkBase links,
    CallerAddress addresses)
{
    public const string SessionCookieName = "session_token";

    public async Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        if (endpoint is null)
        {
            await ErrorEnvelope.WriteNotFoundAsync(context);
            return;
        }

        // The endpoint that routing makes up for a wrong method has no policy.
        if (endpoint.Metadata.GetMetadata<OperationPolicy>() is { } policy)
        {
            var scope = context.Scope();
            if (policy.Body == BodyKind.Json) await JsonBodyReader.ReadAsync(context, scope, Math.Min(app.Limits.JsonBodyBytes, policy.MostBodyBytes));
            scope.Caller = Identify(context, policy);
        }

        await next(context);
    }

    private Caller Identify(HttpContext context, OperationPolicy policy)
    {
        var request = context.Request;
        var key = keys.Check(request, policy);
        var apiKey = apiKeys.Check(request, policy);
        return new Caller(
            key,
            FindSession(request, policy, key),
            HeaderText.Last(request.Headers["X-Client"]) ?? "",
            addresses.Of(context),
            request.Headers.UserAgent.ToString(),
            links.For(context))
        {
            ApiKey = apiKey,
        };
    }

    private SessionInfo? FindSession(HttpRequest request, OperationPolicy policy, ClientKeyDefinition? key)
    {
        var needed = policy.Session == SessionNeed.Always || (policy.Session == SessionNeed.WhenEnforced && key is { EnforceSession: true });
        if (policy.Session == SessionNeed.Never) return null;
        var token = HeaderText.Last(request.Headers["Session"]) ?? Cookie(request);
        if (token is null) return needed ? throw new ApiException(401, "missing_session_token", "A session is needed: sign in first.") : null;
        var session = sessions.Find(token);
        return session is null && needed
            ? throw new ApiException(401, "invalid_session_token", "The session is not valid any more: sign in again.")
            : session;
    }

    private string? Cookie(HttpRequest request) =>
        request.Cookies[SessionCookieName] is { } token && !string.IsNullOrWhiteSpace(token) && cookies.Trust(request) ? token : null;
}
