using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Auth;
using Altogic.Reactive.Backend.Modules.Auth.Accounts;
using Altogic.Reactive.Backend.Modules.Auth.Sessions;
using Altogic.Reactive.Backend.Pipeline;

namespace Altogic.Reactive.Backend.Api;

/// <summary>The routes of authentication, A1 to A23 of rest §6.1.</summary>
internal static class AuthApi
{
    private const string Prefix = "/_api/rest/v1/auth";
    private const long MostBodyBytes = 1 << 20;
    private static readonly OperationPolicy Open = new(ClientRights.Auth, SessionNeed.Never) { MostBodyBytes = MostBodyBytes };
    private static readonly OperationPolicy SignedIn = new(ClientRights.Auth, SessionNeed.Always) { MostBodyBytes = MostBodyBytes };

    public static void MapAuth(this IEndpointRouteBuilder routes, AuthModule auth)
    {
        MapEntrances(routes, auth);
        MapMessages(routes, auth);
        MapResets(routes, auth);
        MapSessions(routes, auth);
        MapAccount(routes, auth);
    }

    private static void MapEntrances(IEndpointRouteBuilder routes, AuthModule auth)
    {
        MapEntrance(routes, "POST", "/signup-email", context => auth.SignUps.WithEmailAsync(context.ReadObject(), context.Origin(), context.RequestAborted));
        MapEntrance(routes, "POST", "/signup-phone", context => auth.SignUps.WithPhoneAsync(context.ReadObject(), context.Origin(), context.RequestAborted));
        MapEntrance(routes, "POST", "/signin-email", context => auth.SignIns.WithEmailAsync(context.ReadObject(), context.Origin(), context.RequestAborted));
        MapEntrance(routes, "POST", "/signin-phone", context => auth.SignIns.WithPhoneAsync(context.ReadObject(), context.Origin(), context.RequestAborted));
        MapEntrance(routes, "POST", "/signin-code", context => auth.SignIns.WithCodeAsync(Phone(context), Code(context), context.Origin(), context.RequestAborted));
        MapEntrance(routes, "GET", "/grant", context => auth.SignIns.WithGrantAsync(Key(context), context.Origin(), context.RequestAborted));
        MapEntrance(routes, "POST", "/verify-phone", context => auth.Phones.ConfirmAsync(Phone(context), Code(context), context.Origin(), context.RequestAborted));
    }

    private static void MapMessages(IEndpointRouteBuilder routes, AuthModule auth)
    {
        MapAction(routes, "/resend", Open, context => auth.Requests.ResendVerificationEmailAsync(Email(context), context.Origin()));
        MapAction(routes, "/resend-code", Open, context => auth.Requests.ResendVerificationCodeAsync(Phone(context)));
        MapAction(routes, "/send-magic", Open, context => auth.Requests.SendMagicLinkAsync(Email(context), context.Origin()));
        MapAction(routes, "/send-code", Open, context => auth.Requests.SendSignInCodeAsync(Phone(context)));
        MapAction(routes, "/send-reset-code", Open, context => auth.Requests.SendResetCodeAsync(Phone(context)));

        // Dart asks for the code here too, with a phone number in place of the address.
        MapAction(routes, "/send-reset", Open, context => Email(context) is null && Phone(context) is { } phone
            ? auth.Requests.SendResetCodeAsync(phone)
            : auth.Requests.SendResetLinkAsync(Email(context), context.Origin()));
    }

    private static void MapResets(IEndpointRouteBuilder routes, AuthModule auth)
    {
        MapAction(routes, "/reset-pwd", Open, context =>
            auth.Resets.WithTokenAsync(Key(context), context.ReadObject(), context.Origin(), context.RequestAborted));
        MapAction(routes, "/reset-pwd-code", Open, context =>
            auth.Resets.WithCodeAsync(Phone(context), Code(context), context.ReadObject(), context.Origin(), context.RequestAborted));
    }

    private static void MapSessions(IEndpointRouteBuilder routes, AuthModule auth)
    {
        MapAction(routes, "/signout", SignedIn, async context =>
        {
            var session = Session(context);
            var token = TokenToEnd(context.ReadObject()) ?? session.Token;
            await auth.SignOuts.OneAsync(session, token);
            SessionCookie.ClearFor(context, token);
        });
        MapAction(routes, "/signout-all", SignedIn, async context =>
        {
            await auth.SignOuts.AllAsync(Session(context));
            SessionCookie.ClearFor(context, Session(context).Token);
        });
        MapAction(routes, "/signout-all-except", SignedIn, context => auth.SignOuts.AllOthersAsync(Session(context)));
        routes.MapOperation("GET", Prefix + "/sessions", SignedIn, context =>
            context.WriteJsonAsync(new JsonArray([.. auth.SignOuts.List(Session(context)).Select(SessionJson.Of)])));
    }

    private static void MapAccount(IEndpointRouteBuilder routes, AuthModule auth)
    {
        routes.MapOperation("GET", Prefix + "/user", SignedIn, context => context.WriteJsonAsync(auth.Changes.Get(Session(context).UserId).Complete()));
        MapAction(routes, "/change-pwd", SignedIn, context =>
            auth.Changes.SetPasswordAsync(Session(context), context.ReadObject(), context.Origin(), context.RequestAborted));
        MapChange(routes, "/change-email", context =>
            auth.Changes.SetEmailAsync(Session(context), context.ReadObject(), context.Origin(), context.RequestAborted));
        MapChange(routes, "/change-phone", context =>
            auth.Changes.SetPhoneAsync(Session(context), context.ReadObject(), context.Origin(), context.RequestAborted));
    }

    private static void MapEntrance(IEndpointRouteBuilder routes, string method, string path, Func<HttpContext, Task<AuthResult>> enter) =>
        routes.MapOperation(method, Prefix + path, Open, async context =>
        {
            var result = await enter(context);
            SessionCookie.SetFor(context, result.Session);
            await context.WriteJsonAsync(result.ToJson());
        });

    private static void MapAction(IEndpointRouteBuilder routes, string path, OperationPolicy policy, Func<HttpContext, Task> act) =>
        routes.MapOperation("POST", Prefix + path, policy, async context =>
        {
            await act(context);
            await context.WriteJsonAsync((JsonNode?)null);
        });

    /// <summary>The JavaScript SDK reads the user itself, Dart looks for it one level deeper (rest §11).</summary>
    private static void MapChange(IEndpointRouteBuilder routes, string path, Func<HttpContext, Task<JsonObject>> change) =>
        routes.MapOperation("POST", Prefix + path, SignedIn, async context =>
        {
            var user = (await change(context)).Complete();
            await context.WriteJsonAsync(context.Caller().ClientName == "altogic-dart" ? new JsonObject { ["user"] = user } : user);
        });

    private static string? TokenToEnd(JsonObject body) => body["token"] is JsonValue value && value.TryGetValue<string>(out var token) && token.Length > 0 ? token : null;

    private static SessionInfo Session(HttpContext context) => context.Caller().Session!;

    private static string? Email(HttpContext context) => context.QueryValues().Literal("email");

    private static string? Phone(HttpContext context) => context.QueryValues().Phone();

    private static string? Code(HttpContext context) => context.QueryValues().Literal("code");

    private static string? Key(HttpContext context) => context.QueryValues().Literal("key");
}
