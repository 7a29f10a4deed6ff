using Altogic.Reactive.Internal.Serialization;
using Altogic.Reactive.Internal.Transfers;
using Altogic.Reactive.Internal.Transport;
using RestEase;

namespace Altogic.Reactive.Internal.Rest;

/// <summary>
/// Turns RestEase's description of a call into a request. It stands in for RestEase's own requester, which writes bodies as strings,
/// formats with the current culture and builds every address anew.
/// </summary>
internal sealed class RestRequester(
    RestAddresses addresses, RequestHeaders headers, JsonFormat format, HttpTransport transport, Func<RequestSession> sessions) : IRequester
{
    public Task<HttpResponseMessage> RequestWithResponseMessageAsync(IRequestInfo requestInfo)
    {
        var request = new HttpRequestMessage(requestInfo.Method, addresses.For(requestInfo));
        var session = sessions();
        headers.Apply(request, TokenFor(requestInfo, session));
        foreach (var header in requestInfo.HeaderParams)
            if (header.Key != WireHeaders.Session) RequestHeaders.Replace(request, header.Key, header.Value);
        var body = requestInfo.BodyParameterInfo?.ObjectValue;
        if (body is EndpointRequest endpoint)
        {
            foreach (var header in endpoint.Headers) RequestHeaders.Replace(request, header.Key, header.Value);
            body = endpoint.Body;
        }

        if (body is not null) request.Content = body as HttpContent ?? format.Write(body);
        if (request.Content is StreamedForm form) Prepare(request, form.IsLarge, form.IsLengthKnown);
        session.Sent = SentToken(request);
        return transport.SendAsync(request, requestInfo.CancellationToken);
    }

    public Task RequestVoidAsync(IRequestInfo requestInfo) => throw OnlyMessages();

    public Task<T> RequestAsync<T>(IRequestInfo requestInfo) => throw OnlyMessages();

    public Task<Response<T>> RequestWithResponseAsync<T>(IRequestInfo requestInfo) => throw OnlyMessages();

    public Task<string> RequestRawAsync(IRequestInfo requestInfo) => throw OnlyMessages();

    public Task<Stream> RequestStreamAsync(IRequestInfo requestInfo) => throw OnlyMessages();

    public void Dispose()
    {
        // the transport belongs to the client
    }

    /// <summary>A refusal should come before the body is sent, and a body of unknown length is not to be collected first.</summary>
    private static void Prepare(HttpRequestMessage request, bool isLarge, bool isLengthKnown)
    {
        if (isLarge) request.Headers.ExpectContinue = true;
        if (!isLengthKnown) request.Headers.TransferEncodingChunked = true;
    }

    private static NotSupportedException OnlyMessages() => new("Declare the operation with Task<HttpResponseMessage>.");

    private static string? SentToken(HttpRequestMessage request) =>
        request.Headers.TryGetValues(WireHeaders.Session, out var values) ? values.FirstOrDefault() : null;

    private static string? TokenFor(IRequestInfo requestInfo, RequestSession session)
    {
        foreach (var header in requestInfo.HeaderParams)
            if (header.Key == WireHeaders.Session) return header.Value;
        foreach (var header in requestInfo.MethodHeaders)
            if (header.Key == WireHeaders.Session) return header.Value;
        return session.Token;
    }
}
