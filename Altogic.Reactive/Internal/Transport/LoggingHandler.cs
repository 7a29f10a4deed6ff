using Altogic.Reactive.Internal.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Altogic.Reactive.Internal.Transport;

/// <summary>Writes what goes over the wire to the log, and stays out of the way when nobody wants to know.</summary>
internal sealed class LoggingHandler(HttpMessageHandler inner, ILogger log) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        log.IsEnabled(LogLevel.Debug) ? SendWithLogAsync(request, cancellationToken) : base.SendAsync(request, cancellationToken);

    private async Task<HttpResponseMessage> SendWithLogAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var (method, path) = (request.Method.Method, request.RequestUri!.AbsolutePath);
        log.Sending(method, path);
        try
        {
            var response = await base.SendAsync(request, cancellation).ConfigureAwait(false);
            log.Answered(method, path, (int)response.StatusCode);
            return response;
        }
        // only looked at: the executor decides what it means
        catch (Exception exception)
        {
            log.NotAnswered(method, path, exception.GetType().Name);
            throw;
        }
    }
}
