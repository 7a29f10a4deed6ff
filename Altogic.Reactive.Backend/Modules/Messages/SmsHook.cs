using System.Net.Http.Headers;

namespace Altogic.Reactive.Backend.Modules.Messages;

/// <summary>Posts text messages to the app's own gateway, as the JSON of an outbox file.</summary>
internal sealed class SmsHook(Uri url, TimeSpan limit, TimeProvider time, ILogger<SmsHook> log) : IMessageSender, IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public bool IsRemote(string channel) => true;

    public async Task SendAsync(OutgoingMessage message, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancel);
        using var content = new ByteArrayContent(OutboxFolder.ToJson(message));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        string reason;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            if (response.IsSuccessStatusCode) return;
            reason = FormattableString.Invariant($"status {(int)response.StatusCode}");
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            reason = timeout.IsCancellationRequested ? "time limit" : e.GetType().Name;
        }

        MessageLog.TextFailed(log, message.Template, url.Host, url.Port, reason);
        throw new ApiException(400, "cannot_send_sms_code", "The text message cannot be sent at the moment.");
    }

    public void Dispose() => _http.Dispose();
}
