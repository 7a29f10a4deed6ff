namespace Altogic.Reactive.Internal.Rest;

/// <summary>What goes with a call of an endpoint besides its address.</summary>
/// <param name="Headers">They replace the client's own.</param>
/// <param name="Body">What becomes JSON, or content as it is; null sends none.</param>
internal sealed record EndpointRequest(IReadOnlyList<KeyValuePair<string, string>> Headers, object? Body);
