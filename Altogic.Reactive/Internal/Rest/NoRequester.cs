using RestEase;

namespace Altogic.Reactive.Internal.Rest;

/// <summary>Stands in where only the type of a proxy is wanted.</summary>
internal sealed class NoRequester : IRequester
{
    public Task RequestVoidAsync(IRequestInfo requestInfo) => throw Unsupported();

    public Task<T> RequestAsync<T>(IRequestInfo requestInfo) => throw Unsupported();

    public Task<HttpResponseMessage> RequestWithResponseMessageAsync(IRequestInfo requestInfo) => throw Unsupported();

    public Task<Response<T>> RequestWithResponseAsync<T>(IRequestInfo requestInfo) => throw Unsupported();

    public Task<string> RequestRawAsync(IRequestInfo requestInfo) => throw Unsupported();

    public Task<Stream> RequestStreamAsync(IRequestInfo requestInfo) => throw Unsupported();

    public void Dispose()
    {
        // nothing is held
    }

    private static NotSupportedException Unsupported() => new("Nothing can be sent through this.");
}
