namespace Altogic.Reactive.Realtime;

/// <summary>What changes a roster.</summary>
internal enum RosterStep
{
    /// <summary>A new connection: the list is being asked for.</summary>
    Begin,

    /// <summary>The list has come, or not.</summary>
    List,

    /// <summary>The server does not let this client into the channel.</summary>
    Refused,

    /// <summary>Somebody has joined, or has another profile.</summary>
    Here,

    /// <summary>Somebody has left.</summary>
    Left,
}
