using Altogic.Reactive.Internal.SocketIO;

namespace Altogic.Reactive.Realtime;

/// <summary>Why this client is in a channel, and what it has told the server about it. Guarded by the lock of <see cref="ChannelMemberships"/>.</summary>
internal sealed class ChannelMembership(string name)
{
    public string Name => name;

    /// <summary>Whether the app has joined it, and the echo it gave.</summary>
    public bool IsJoined { get; set; }

    public bool? Echo { get; set; }

    /// <summary>How many observe it.</summary>
    public int Observers { get; set; }

    /// <summary>The latest join that was queued.</summary>
    public OutboxEntry? Join { get; set; }

    /// <summary>Whether the server of this connection has let us in.</summary>
    public bool IsIn { get; set; }

    /// <summary>Why the server of this connection has not let us in; null when it has, or has not said yet.</summary>
    public AltogicError? Refusal { get; set; }

    /// <summary>Whether the join was repeated on a later connection.</summary>
    public bool IsRejoined { get; set; }

    public bool IsWanted => IsJoined || Observers > 0;

    /// <summary>Whether a server has been told.</summary>
    public bool IsKnown => IsRejoined || Join?.WasWritten == true;
}
