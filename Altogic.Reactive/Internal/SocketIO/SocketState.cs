namespace Altogic.Reactive.Internal.SocketIO;

/// <summary>All there is to know about a connection at one moment.</summary>
/// <param name="Phase">Where it is.</param>
/// <param name="Attempt">The number of the attempt under way or to come, from 1; counted anew after each success.</param>
/// <param name="Failures">How many attempts in a row have ended in a failure, apart from <paramref name="Knocks"/>.</param>
/// <param name="Cause">Why the last one ended.</param>
/// <param name="NextAttempt">When the next one begins, while it waits.</param>
/// <param name="SocketId">The id the server has given us, while connected.</param>
/// <param name="IsRecovered">Whether this connection goes on where the last one ended.</param>
/// <param name="Knocks">How many attempts since the last success have found nobody who listens.</param>
internal sealed record SocketState(
    ConnectionPhase Phase, int Attempt = 0, int Failures = 0, AltogicError? Cause = null, DateTimeOffset? NextAttempt = null,
    string? SocketId = null, bool IsRecovered = false, int Knocks = 0)
{
    public static readonly SocketState Idle = new(ConnectionPhase.Idle);
}
