using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace Altogic.Reactive.Tests.Backend.Auth.Providers;

/// <summary>
/// An OpenID Connect provider on loopback that is as strict as a good one: codes count once, and only with the right client,
/// redirect address and PKCE verifier. Tests bend its answers.
/// </summary>
internal sealed class TestProvider : IAsyncDisposable
{
    public const string ClientId = "client-1";
    public const string ClientSecret = "secret-1";
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, string>> _codes = new(StringComparer.Ordinal);
    private readonly WebApplication _app;

    private TestProvider(WebApplication app) => _app = app;

    public string Url { get; private set; } = "";

    public ProviderDefinition Definition => new()
    {
        AuthorizeUrl = Url + "/authorize?prompt=login",
        TokenUrl = Url + "/token",
        UserInfoUrl = Url + "/userinfo",
        ClientId = ClientId,
        ClientSecret = ClientSecret,
        Scopes = ["openid", "email"],
    };

    /// <summary>What the person does on the provider's page, as the address the browser is sent on to. By default the person agrees.</summary>
    public Func<string, string>? Consent { get; set; }

    /// <summary>What the profile address answers.</summary>
    public string Profile { get; set; } = """{"sub":"g-1","email":"Ada@Example.com","name":"Ada","picture":"http://pics/ada.png"}""";

    /// <summary>Whether the client's secret must come in the header and not in the form.</summary>
    public bool WantsSecretInHeader { get; set; }

    /// <summary>What the token address adds to its answer.</summary>
    public JsonObject TokenExtras { get; set; } = [];

    /// <summary>Takes the place of the token address; null is the strict one.</summary>
    public RequestDelegate? Token { get; set; }

    /// <summary>Takes the place of the profile address.</summary>
    public RequestDelegate? UserInfo { get; set; }

    public static async Task<TestProvider> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var provider = new TestProvider(app);
        app.MapGet("/authorize", context =>
        {
            var address = $"{provider.Url}{context.Request.Path}{context.Request.QueryString}";
            context.Response.Redirect((provider.Consent ?? provider.Agree)(address));
            return Task.CompletedTask;
        });
        app.MapPost("/token", context => provider.Token?.Invoke(context) ?? provider.ExchangeAsync(context));
        app.MapGet("/userinfo", context => provider.UserInfo?.Invoke(context) ?? provider.DescribeAsync(context));
        await app.StartAsync();
        provider.Url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return provider;
    }

    /// <summary>The person signs in and agrees: the address that the browser is sent back to.</summary>
    public string Agree(string authorizeUrl)
    {
        var query = QueryHelpers.ParseQuery(new Uri(authorizeUrl).Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        Assert.That((query["prompt"], query["response_type"], query["client_id"], query["scope"]), Is.EqualTo(("login", "code", ClientId, "openid email")));
        Assert.That((query["code_challenge_method"], query["code_challenge"].Length), Is.EqualTo(("S256", 43)));
        var code = "4/" + Convert.ToHexString(RandomNumberGenerator.GetBytes(8));
        _codes[code] = query;
        return $"{query["redirect_uri"]}?state={Uri.EscapeDataString(query["state"])}&code={Uri.EscapeDataString(code)}";
    }

    /// <summary>The person does not agree.</summary>
    public static string Deny(string authorizeUrl)
    {
        var query = QueryHelpers.ParseQuery(new Uri(authorizeUrl).Query);
        return $"{query["redirect_uri"]}?state={query["state"]}&error=access_denied&error_description=no";
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    public static Task AnswerAsync(HttpContext context, int status, string body, string contentType = "application/json")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        return context.Response.WriteAsync(body);
    }

    private async Task ExchangeAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var expectedHeader = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ClientId}:{ClientSecret}"));
        var isKnownClient = WantsSecretInHeader
            ? context.Request.Headers.Authorization == expectedHeader && !form.ContainsKey("client_secret")
            : form["client_secret"] == ClientSecret;
        if (!isKnownClient)
        {
            await AnswerAsync(context, 401, """{"error":"invalid_client"}""");
            return;
        }

        var isRight = _codes.TryRemove(form["code"].ToString(), out var query)
            && form["grant_type"] == "authorization_code"
            && form["client_id"] == ClientId
            && form["redirect_uri"] == query["redirect_uri"]
            && WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) == query["code_challenge"];
        var token = TokenExtras.DeepClone().AsObject();
        token["access_token"] = "at-1";
        if (isRight) await AnswerAsync(context, 200, token.ToJsonString());
        else await AnswerAsync(context, 400, """{"error":"invalid_grant"}""");
    }

    private Task DescribeAsync(HttpContext context) =>
        context.Request.Headers.Authorization == "Bearer at-1" ? AnswerAsync(context, 200, Profile) : AnswerAsync(context, 401, "{}");
}
