using System.Net.Http.Headers;

namespace Altogic.Reactive.Backend.Modules.Services;

/// <summary>Posts calls to HTTP services over one pool of connections, and reads how they answer.</summary>
internal sealed class HttpServices : IDisposable
{
    /// <summary>A body this small is read before any of it is passed on, so that its failure is still an error answer.</summary>
    private const int SmallBody = 64 << 10;

    /// <summary>The largest error that may be JSON; whatever is larger is no message for a caller.</summary>
    private const int LargestError = 1 << 20;

    private readonly HttpClient _http;

    public HttpServices()
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The answer; the limit goes over to its content when it has one.</summary>
    /// <param name="url">The service.</param>
    /// <param name="context">What it is called with.</param>
    /// <param name="keep">How much of the body to read, and no more; null passes on all of it.</param>
    /// <param name="limit">When to give up.</param>
    public async Task<ServiceResponse> PostAsync(string url, ServiceContext context, int? keep, CallLimit limit)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = ServiceCall.ToContent(context) };
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        var streams = false;
        try
        {
            var body = await response.Content.ReadAsStreamAsync(limit.Token);
            var answer = Head(response);
            if (keep is { } most) return answer with { Body = (await BodyStart.ReadAsync(body, most, limit.Token)).Bytes };
            if (answer.IsError) return answer with { Body = await ReadErrorAsync(body, limit) };
            if (response.Content.Headers.ContentLength is not > SmallBody and { } length)
                return answer with { Body = (await BodyStart.ReadAsync(body, (int)length, limit.Token)).Bytes };
            streams = true;
            return answer with { Content = new ServiceContent(response, body, limit) };
        }
        finally
        {
            if (!streams) response.Dispose();
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Why a call failed, without the address.</summary>
    public static string Reason(Exception error) => error switch
    {
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } http => http.HttpRequestError.ToString(),
        HttpIOException io => io.HttpRequestError.ToString(),
        ServiceBrokenException broken => broken.Message,
        _ => error.GetType().Name,
    };

    private static ServiceResponse Head(HttpResponseMessage response)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        Collect(response.Headers, headers);
        Collect(response.Content.Headers, headers);
        var type = response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var types) ? types.ToString() : "";
        return new ServiceResponse { Status = (int)response.StatusCode, ContentType = type, Headers = headers };
    }

    private static void Collect(HttpHeaders from, Dictionary<string, string> to)
    {
        foreach (var (name, values) in from.NonValidated)
            if (ServiceHeaders.IsPassedOn(name)) to[name] = values.ToString();
    }

    private static async Task<byte[]> ReadErrorAsync(Stream body, CallLimit limit)
    {
        var (bytes, isAll) = await BodyStart.ReadAsync(body, LargestError, limit.Token);
        return isAll ? bytes : [];
    }
}
