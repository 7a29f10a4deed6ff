namespace Altogic.Reactive.Internal.SocketIO;

/// <summary>What a connection asks and tells the layer above.</summary>
internal interface ISocketClient
{
    /// <summary>The session's token right now; null when signed out.</summary>
    string? SessionToken { get; }

    /// <summary>The JSON of CONNECT, made anew for every connection.</summary>
    /// <param name="sessionToken">The token to connect with.</param>
    /// <param name="recoveryToken">Names the logical client; null when there is nothing to recover.</param>
    /// <param name="offset">The id of the last event received.</param>
    byte[] CreateAuth(string? sessionToken, string? recoveryToken, long offset);

    /// <summary>A server has accepted. Called while the connection's lock is held: it may look and prepare, not call anybody.</summary>
    /// <param name="isRecovered">Whether nothing was missed.</param>
    /// <param name="lostAt">The last sign of life of the connection before this one; null when there was none to miss anything from.</param>
    /// <returns>What to send before everything else.</returns>
    IReadOnlyList<OutboxEntry> Accepted(bool isRecovered, DateTimeOffset? lostAt);

    /// <summary>The connection's lock has been left, and no event of the new connection has been handed over yet.</summary>
    void AfterAccepted();

    /// <summary>The server no longer knows the session of this token.</summary>
    void SessionRefused(string? token);

    /// <summary>Takes an event; returns whether its memory is still referred to.</summary>
    bool Receive(in SocketEventData data);

    /// <summary>No event follows for now: those that were received have to be on their way.</summary>
    void Idle();

    /// <summary>Notes a new state, in order, while the connection's lock is held: it may queue, not call anybody.</summary>
    void Note(SocketState state);

    /// <summary>Tells what has been noted; no lock is held.</summary>
    void Announce();
}
