using System.Text;
using System.Text.Encodings.Web;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Auth;
using Altogic.Reactive.Backend.Modules.Auth.Links;
using Altogic.Reactive.Backend.Modules.Auth.Providers;
using Altogic.Reactive.Backend.Modules.Services;
using Altogic.Reactive.Backend.Pipeline;
using MediaTypeHeaderValue = Microsoft.Net.Http.Headers.MediaTypeHeaderValue;

namespace Altogic.Reactive.Backend.Api;

/// <summary>
/// The addresses that people open in a browser: links of mails, and the way to a sign-in provider and back. Whatever happens,
/// the browser is sent on to the app; only where none is configured a plain page says what happened.
/// </summary>
internal static class AuthPages
{
    private const int LargestForm = 64 << 10;
    private static readonly OperationPolicy Browser = new(null, SessionNeed.Never);
    private static readonly OperationPolicy BrowserForm = new(null, SessionNeed.Never) { Body = BodyKind.Raw };

    public static void MapAuthPages(this IEndpointRouteBuilder routes, AuthModule auth, AuthDefinition settings)
    {
        foreach (var kind in LinkKind.All)
        {
            routes.MapOperation("GET", kind.Path, Browser, async context =>
                await AnswerAsync(context, settings, await auth.Links.FollowAsync(kind, context.QueryValues().Literal("key"), context.Origin())));
        }

        routes.MapOperation("GET", "/_auth/{provider}", Browser, context => StartAsync(context, auth, settings));
        routes.MapOperation("GET", "/_auth/{provider}/callback", Browser, context => FinishAsync(context, auth, settings));
        routes.MapOperation("POST", "/_auth/{provider}/callback", BrowserForm, context => RepeatAsGetAsync(context, settings));
    }

    private static Task StartAsync(HttpContext context, AuthModule auth, AuthDefinition settings)
    {
        var query = context.QueryValues();
        var start = auth.Providers.Start(Provider(context), query.Literal("redirect"), query.Literal("state"), context.Origin());
        if (start.Refusal is { } refusal) return AnswerAsync(context, settings, refusal);
        context.Response.Cookies.Append(start.CookieName!, start.Cookie!, TripCookie(context, ProviderTrip.Lifetime));
        Redirect(context, 302, start.Url!);
        return Task.CompletedTask;
    }

    private static async Task FinishAsync(HttpContext context, AuthModule auth, AuthDefinition settings)
    {
        var query = context.QueryValues();
        var state = query.Literal("state");
        var cookie = state is null ? null : ProviderTrip.CookieName(state);
        var answer = new ProviderAnswer(
            state, query.Literal("code"), query.Literal("error"), cookie is null ? null : context.Request.Cookies[cookie]);
        var outcome = await auth.Providers.FinishAsync(Provider(context), answer, context.RequestAborted);
        if (answer.Cookie is not null) context.Response.Cookies.Delete(cookie!, TripCookie(context, null));
        await AnswerAsync(context, settings, outcome);
    }

    /// <summary>
    /// Apple posts its answer. Browsers keep our cookie back from a form of another site, but send it when they follow a redirect.
    /// </summary>
    private static async Task RepeatAsGetAsync(HttpContext context, AuthDefinition settings)
    {
        if (!settings.Providers.ContainsKey(Provider(context)))
        {
            await AnswerAsync(context, settings, ProviderSignIns.UnknownProvider);
            return;
        }

        var form = new QueryValues(await ReadFormAsync(context));
        var request = context.Request;
        Redirect(context, 303, RedirectUrl.With(
            $"{request.PathBase.ToUriComponent()}{request.Path.ToUriComponent()}",
            ("state", form.Form("state")), ("code", form.Form("code")), ("error", form.Form("error"))));
    }

    /// <summary>Anybody can post here, so only as much is read as a provider has to say; a body of another kind counts as an empty form.</summary>
    private static async Task<string> ReadFormAsync(HttpContext context)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            || !type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)) return "";
        var (bytes, isAll) = context.Request.ContentLength > LargestForm
            ? ([], false)
            : await BodyStart.ReadAsync(context.Request.Body, LargestForm, context.RequestAborted);
        return isAll
            ? Encoding.UTF8.GetString(bytes)
            : throw new ApiException(413, "content_too_large", $"The form is larger than {LargestForm} bytes.", new() { ["limit"] = LargestForm });
    }

    private static Task AnswerAsync(HttpContext context, AuthDefinition settings, Outcome outcome)
    {
        if (outcome.Target(settings) is not { } target) return WritePageAsync(context, outcome);
        Redirect(context, 302, target);
        return Task.CompletedTask;
    }

    private static void Redirect(HttpContext context, int status, string url)
    {
        Protect(context.Response);
        context.Response.StatusCode = status;
        context.Response.Headers.Location = RedirectUrl.ToHeader(url);
    }

    private static Task WritePageAsync(HttpContext context, Outcome outcome)
    {
        if (!outcome.IsSuccess && !AcceptsPages(context.Request)) return WriteErrorAsync(context, outcome);
        var title = outcome.IsSuccess ? "Done" : "This did not work";
        var text = outcome.Error ?? "You can close this page and go back to the app.";
        var page =
            $"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>
            <body><h1>{title}</h1><p>{HtmlEncoder.Default.Encode(text)}</p></body></html>
            """;
        Protect(context.Response);
        var bytes = Encoding.UTF8.GetBytes(page);
        context.Response.StatusCode = outcome.Status;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = bytes.Length;
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'";
        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    /// <summary>Browsers say that they take pages; programs get the error in the form of every other route.</summary>
    private static bool AcceptsPages(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static Task WriteErrorAsync(HttpContext context, Outcome outcome)
    {
        Protect(context.Response);
        var code = outcome.Action.StartsWith("oauth", StringComparison.Ordinal) ? "permission_denied" : "invalid_access_token";
        return ErrorEnvelope.WriteAsync(context, outcome.Status, code, outcome.Error ?? "This did not work.");
    }

    /// <summary>Addresses with tokens in them are for this browser and this moment only.</summary>
    private static void Protect(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
    }

    private static CookieOptions TripCookie(HttpContext context, TimeSpan? maxAge) => new()
    {
        Path = new Uri(context.Origin().BaseUrl).AbsolutePath.TrimEnd('/') + "/_auth/" + Uri.EscapeDataString(Provider(context)),
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Origin().BaseUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase),
        MaxAge = maxAge,
    };

    private static string Provider(HttpContext context) => (string)context.Request.RouteValues["provider"]!;
}
