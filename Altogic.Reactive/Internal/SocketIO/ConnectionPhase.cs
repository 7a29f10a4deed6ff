namespace Altogic.Reactive.Internal.SocketIO;

/// <summary>Where a connection is between its first and its last moment.</summary>
internal enum ConnectionPhase
{
    /// <summary>Nobody has needed it yet.</summary>
    Idle,

    /// <summary>The next attempt has its time.</summary>
    Waiting,

    /// <summary>An attempt is under way: everything up to the answer to CONNECT.</summary>
    Opening,

    /// <summary>The server has accepted.</summary>
    Connected,

    /// <summary>The server has refused or dismissed us; trying again by itself would not help.</summary>
    Stopped,

    /// <summary>The app has closed it.</summary>
    Closed,

    /// <summary>The client is gone.</summary>
    Disposed,
}
