namespace Altogic.Reactive.Internal.EngineIO.Transports;

/// <summary>A polling request was answered with a status that is no success.</summary>
internal sealed class PollingRefusedException(int status)
    : HttpRequestException($"The server answered a polling request with {status}.")
{
    public int Status => status;
}
