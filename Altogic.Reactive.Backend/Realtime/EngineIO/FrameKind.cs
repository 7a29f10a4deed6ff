namespace Altogic.Reactive.Backend.Realtime.EngineIO;

/// <summary>What came over a WebSocket.</summary>
internal enum FrameKind
{
    Text,
    Binary,
    Closed,
    TooLarge,
}
