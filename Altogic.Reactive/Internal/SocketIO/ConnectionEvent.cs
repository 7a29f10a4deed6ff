namespace Altogic.Reactive.Internal.SocketIO;

/// <summary>What can happen to a connection.</summary>
internal enum ConnectionEvent
{
    /// <summary>Somebody subscribes or sends.</summary>
    Needed,

    /// <summary>The app asks for it.</summary>
    ConnectAsked,

    /// <summary>The time of the next attempt has come.</summary>
    RetryDue,

    /// <summary>The server has answered CONNECT.</summary>
    Accepted,

    /// <summary>The server has answered CONNECT_ERROR.</summary>
    Refused,

    /// <summary>The attempt failed, or the connection broke.</summary>
    Lost,

    /// <summary>The server has sent DISCONNECT.</summary>
    Dismissed,

    /// <summary>There is another session now, or none.</summary>
    SessionChanged,

    /// <summary>The app closes it.</summary>
    CloseAsked,

    /// <summary>The client is being disposed.</summary>
    Disposed,
}
