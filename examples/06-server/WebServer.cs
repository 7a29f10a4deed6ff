using System.Reactive.Linq;
using Altogic.Reactive.Auth;

namespace Altogic.Reactive.Examples.Server;

/// <summary>The routes. Each is given the client of whoever asks.</summary>
internal static class WebServer
{
    public static WebApplication Build(string envUrl, string clientKey)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddAltogic(envUrl, clientKey);       // one connection pool for everybody
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped<Visitor>();                // one client per request, with the session of its cookie

        var app = builder.Build();
        app.MapPost("/sign-up", async (Credentials c, Visitor visitor, HttpResponse response) =>
            Welcome(await visitor.Client.Auth.SignUpWithEmail(c.Email, c.Password, c.Name), response));
        app.MapPost("/sign-in", async (Credentials c, Visitor visitor, HttpResponse response) =>
            Welcome(await visitor.Client.Auth.SignInWithEmail(c.Email, c.Password), response));
        app.MapPost("/sign-out", async (Visitor visitor, HttpResponse response) =>
        {
            response.Headers.Append("Set-Cookie", SessionCookie.Remove());
            return Answer(await visitor.Client.Auth.SignOut(), _ => new { });
        });
        app.MapGet("/me", async (Visitor visitor) =>
            Answer(await visitor.Client.Auth.GetUserFromDB(), user => new { user.Name, user.Email }));
        NoteRoutes.Map(app);
        return app;
    }

    /// <summary>What the backend said, as this server says it: the value, or the status and the first error.</summary>
    public static IResult Answer<T>(Result<T> result, Func<T, object> body) => result.Match(
        value => Results.Json(body(value)),
        errors => Results.Json(new { errors.Items[0].Code, errors.Message }, statusCode: errors.Status is 0 ? 503 : errors.Status));

    private static IResult Welcome(Result<AuthGrant> result, HttpResponse response)
    {
        if (result.Data?.Session is { Token: { } token }) response.Headers.Append("Set-Cookie", SessionCookie.Set(token));
        return Answer(result, grant => new { grant.User!.Name });
    }
}
