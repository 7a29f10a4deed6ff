namespace Altogic.Reactive.Internal.EngineIO.Transports;

/// <summary>A request for a connection was answered with a status that is no success.</summary>
internal sealed class TransportRefusedException(int status, Exception? inner = null)
    : HttpRequestException($"The server answered the request for a connection with {status}.", inner);
