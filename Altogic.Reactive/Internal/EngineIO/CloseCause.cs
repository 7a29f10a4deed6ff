using Altogic.Reactive.Internal.EngineIO.Codec;

namespace Altogic.Reactive.Internal.EngineIO;

/// <summary>The one reason why a connection ended, with what was thrown or read.</summary>
/// <param name="Reason">The kind of end.</param>
/// <param name="Exception">What was thrown underneath; null when nothing was.</param>
/// <param name="Detail">What else is known, never a payload.</param>
internal sealed record CloseCause(CloseReason Reason, Exception? Exception = null, string? Detail = null)
{
    public static readonly CloseCause ClosedByServer = new(CloseReason.ClosedByServer);
    public static readonly CloseCause ClosedHere = new(CloseReason.ClosedHere);
    public static readonly CloseCause PingTimeout = new(CloseReason.PingTimeout);
    public static readonly CloseCause OpenTimeout = new(CloseReason.OpenTimeout);

    public static CloseCause Failed(Exception exception) => new(CloseReason.Failed, exception);

    public static CloseCause ParseError(PacketError error) => new(CloseReason.ParseError, Detail: error.ToString());

    public static CloseCause ParseError(string detail) => new(CloseReason.ParseError, Detail: detail);
}
