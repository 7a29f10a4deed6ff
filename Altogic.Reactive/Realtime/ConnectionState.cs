namespace Altogic.Reactive.Realtime;

/// <summary>Where the realtime connection is: one of the records in this class. Immutable.</summary>
public abstract record ConnectionState
{
    private ConnectionState()
    {
    }

    /// <summary>There is no connection, and none is being made: nobody has needed one yet, or the server does not want it.</summary>
    /// <param name="Error">
    /// Why the server does not want it, with its code and, in <see cref="ErrorEntry.Details"/>, its data; null when nobody has needed one.
    /// <c>Connect()</c> or another session tries again.
    /// </param>
    public sealed record Disconnected(AltogicError? Error) : ConnectionState
    {
        /// <summary>Whether the server does not want the connection; false when nobody has needed one yet.</summary>
        public bool IsRefused => Error is not null;

        /// <inheritdoc/>
        public override string ToString() => Error is null ? "Disconnected: not needed yet" : "Disconnected: refused by the server, " + Error;
    }

    /// <summary>A connection is being made, or is going to be.</summary>
    /// <param name="Attempt">The number of the attempt, from 1 after each success.</param>
    /// <param name="Cause">Why the last attempt or connection ended; null when there was none.</param>
    /// <param name="NextAttempt">When the attempt begins; null when it has begun.</param>
    public sealed record Connecting(int Attempt, AltogicError? Cause, DateTimeOffset? NextAttempt) : ConnectionState;

    /// <summary>The server has accepted.</summary>
    /// <param name="SocketId">The id by which other members of a channel know this connection.</param>
    /// <param name="IsRecovered">Whether it goes on where the last connection ended, so that nothing was missed.</param>
    public sealed record Connected(string SocketId, bool IsRecovered) : ConnectionState;

    /// <summary>The app has closed the connection, or disposed the client. <c>Connect()</c> makes a new one.</summary>
    public sealed record Closed : ConnectionState;
}
