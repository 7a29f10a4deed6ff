namespace Altogic.Reactive.Backend.Realtime.SocketIO;

/// <summary>What a client with recovery is told when it connects (docs/realtime.md).</summary>
internal readonly record struct RecoveryAnswer(string Token, bool Recovered, long Offset, long LastSend, long WindowSeconds);
