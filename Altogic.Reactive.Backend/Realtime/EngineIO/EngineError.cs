namespace Altogic.Reactive.Backend.Realtime.EngineIO;

/// <summary>The refusals of Engine.IO requests (realtime §7.7).</summary>
internal sealed record EngineError(int Code, int Status, string Message)
{
    public static readonly EngineError TransportUnknown = new(0, 400, "Transport unknown");
    public static readonly EngineError SessionUnknown = new(1, 400, "Session ID unknown");
    public static readonly EngineError BadMethod = new(2, 400, "Bad handshake method");
    public static readonly EngineError BadRequest = new(3, 400, "Bad request");
    public static readonly EngineError Forbidden = new(4, 403, "Forbidden");
    public static readonly EngineError BadVersion = new(5, 400, "Unsupported protocol version");
    public static readonly EngineError TooLarge = new(3, 413, "Payload too large");
}
