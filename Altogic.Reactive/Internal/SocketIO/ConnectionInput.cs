namespace Altogic.Reactive.Internal.SocketIO;

/// <summary>Something that happened, with what belongs to it.</summary>
/// <param name="Event">What happened.</param>
/// <param name="Error">Why, for the ends.</param>
/// <param name="NextAttempt">When to try again, after a loss.</param>
/// <param name="SocketId">The id the server has given us, after it accepted.</param>
/// <param name="IsRecovered">Whether it goes on where the last connection ended.</param>
/// <param name="Obstacle">What a lost attempt has met.</param>
/// <param name="IsReadable">False when the connection has ended over something that cannot be read.</param>
internal sealed record ConnectionInput(
    ConnectionEvent Event, AltogicError? Error = null, DateTimeOffset? NextAttempt = null, string? SocketId = null, bool IsRecovered = false,
    Obstacle Obstacle = Obstacle.Broken, bool IsReadable = true);
