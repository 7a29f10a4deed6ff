using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Altogic.Reactive.Backend.Stores.Json;

namespace Altogic.Reactive.Backend.Modules.Auth.Providers;

/// <summary>Talks to providers: exchanges a code and reads the profile. Every failure is a <see cref="ProviderException"/>.</summary>
internal sealed class ProviderClient : IDisposable
{
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(15);
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };
    private const int LargestAnswer = 1 << 20;
    private readonly HttpClient _http;
    private readonly TimeProvider _time;

    public ProviderClient(TimeProvider time)
    {
        _time = time;
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LargestAnswer };
    }

    public async Task<ProviderProfile> ReadProfileAsync(
        ProviderDefinition provider, string code, string verifier, string callbackUrl, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(TimeLimit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            var answer = await ExchangeAsync(provider, code, verifier, callbackUrl, either.Token);
            var token = Text(answer, "access_token") ?? throw new ProviderException(400, "The provider did not accept the sign-in code.");
            if (provider.UserInfoUrl is null)
                return ProviderProfile.Read(IdToken.ReadClaims(Text(answer, "id_token") ?? "", provider.ClientId, _time.GetUtcNow()));
            if (token.AsSpan().ContainsAnyExceptInRange(' ', '~')) throw new ProviderException(502, "The provider's access token cannot travel in a header.");
            using var request = new HttpRequestMessage(HttpMethod.Get, provider.UserInfoUrl);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            var (status, body) = await SendAsync(request, "profile", either.Token);
            return ProviderProfile.Read(Read(status, body, "profile"));
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new ProviderException(504, "The provider did not answer in time.");
        }
    }

    /// <summary>What a provider wrote, when it is an object.</summary>
    /// <exception cref="JsonException">It is not JSON, has a member twice, or a text that is none.</exception>
    public static JsonObject? ReadJson(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8) || JsonEscapes.HoldHalfPair(utf8, Strict.MaxDepth)) throw new JsonException("A text cannot be read.");
        return JsonNode.Parse(utf8, documentOptions: Strict) as JsonObject;
    }

    public void Dispose() => _http.Dispose();

    /// <summary>
    /// Most providers take the secret in the form, some only in the header: whoever does not recognise the app in the form is
    /// asked again, which costs the code nothing.
    /// </summary>
    private async Task<JsonObject> ExchangeAsync(
        ProviderDefinition provider, string code, string verifier, string callbackUrl, CancellationToken cancel)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = callbackUrl,
            ["client_id"] = provider.ClientId,
            ["client_secret"] = provider.ClientSecret,
            ["code_verifier"] = verifier,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, provider.TokenUrl) { Content = new FormUrlEncodedContent(form) };
        var (status, body) = await SendAsync(request, "token", cancel);
        if (!IsUnknownClient(status, body)) return Read(status, body, "token");

        form.Remove("client_secret");
        using var again = new HttpRequestMessage(HttpMethod.Post, provider.TokenUrl) { Content = new FormUrlEncodedContent(form) };
        var credentials = $"{Uri.EscapeDataString(provider.ClientId)}:{Uri.EscapeDataString(provider.ClientSecret)}";
        again.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
        (status, body) = await SendAsync(again, "token", cancel);
        return Read(status, body, "token");
    }

    private static bool IsUnknownClient(int status, JsonObject? body) =>
        status == 401 || (status == 400 && body is not null && Text(body, "error") is "invalid_client" or "unauthorized_client");

    private async Task<(int Status, JsonObject? Body)> SendAsync(HttpRequestMessage request, string what, CancellationToken cancel)
    {
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Altogic.Reactive.Backend", "1.0"));
        try
        {
            using var response = await _http.SendAsync(request, cancel);
            var bytes = await response.Content.ReadAsByteArrayAsync(cancel);
            return ((int)response.StatusCode, ReadJson(bytes));
        }
        catch (HttpRequestException)
        {
            throw new ProviderException(502, $"The provider could not be reached for the {what} request.");
        }
        catch (JsonException)
        {
            throw new ProviderException(502, $"The provider's answer to the {what} request is not JSON.");
        }
    }

    private static JsonObject Read(int status, JsonObject? body, string what) => status switch
    {
        >= 200 and < 300 => body ?? throw new ProviderException(502, $"The provider's answer to the {what} request is not a JSON object."),
        >= 400 and < 500 => throw new ProviderException(400, $"The provider refused the {what} request with status {status}."),
        _ => throw new ProviderException(502, $"The provider answered the {what} request with status {status}."),
    };

    private static string? Text(JsonObject answer, string name) => Accounts.BodyText.Read(answer, name) is { Length: > 0 } text ? text : null;
}
