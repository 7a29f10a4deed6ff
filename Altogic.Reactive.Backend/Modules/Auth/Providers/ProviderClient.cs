using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend.Modules.Auth.Providers;

/// <summary>Talks to providers: exchanges a code and reads the profile. Every failure is a <see cref="ProviderException"/>.</summary>
internal sealed class ProviderClient : IDisposable
{
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(15);
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
            var token = await ExchangeAsync(provider, code, verifier, callbackUrl, either.Token);
            using var request = new HttpRequestMessage(HttpMethod.Get, provider.UserInfoUrl);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return ProviderProfile.Read(await SendAsync(request, "profile", either.Token));
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new ProviderException(504, "The provider did not answer in time.");
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<string> ExchangeAsync(ProviderDefinition provider, string code, string verifier, string callbackUrl, CancellationToken cancel)
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
        var answer = await SendAsync(request, "token", cancel);
        return answer["access_token"] is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } token
            ? token
            : throw new ProviderException(400, "The provider did not accept the sign-in code.");
    }

    private async Task<JsonObject> SendAsync(HttpRequestMessage request, string what, CancellationToken cancel)
    {
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Altogic.Reactive.Backend", "1.0"));
        try
        {
            using var response = await _http.SendAsync(request, cancel);
            if ((int)response.StatusCode is >= 400 and < 500)
                throw new ProviderException(400, $"The provider refused the {what} request with status {(int)response.StatusCode}.");
            if (!response.IsSuccessStatusCode)
                throw new ProviderException(502, $"The provider answered the {what} request with status {(int)response.StatusCode}.");
            var text = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(cancel));
            return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject
                ?? throw new ProviderException(502, $"The provider's answer to the {what} request is not a JSON object.");
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
}
