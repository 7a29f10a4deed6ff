namespace Altogic.Reactive.Backend.Realtime.Hub;

/// <summary>What a client with recovery says when it connects.</summary>
/// <param name="Token">The token of its last connection; null at first.</param>
/// <param name="Offset">The id of the last event it received; null when it received none.</param>
internal sealed record RecoveryRequest(string? Token, long? Offset);
