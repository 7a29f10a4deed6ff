namespace Altogic.Reactive.Internal.Transport;

/// <summary>Sends through a client that belongs to the app, without letting it buffer bodies and without disposing it.</summary>
internal sealed class HttpClientHandlerAdapter(HttpClient client) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
}
