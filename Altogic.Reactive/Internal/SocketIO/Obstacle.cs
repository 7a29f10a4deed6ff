namespace Altogic.Reactive.Internal.SocketIO;

/// <summary>What the last attempt has met; it decides how soon another one makes sense.</summary>
internal enum Obstacle
{
    /// <summary>A connection broke, or the network does not lead to the server.</summary>
    Broken,

    /// <summary>Nobody listens at the address: asking costs next to nothing, and the server may be back at any moment.</summary>
    NobodyListens,

    /// <summary>Somebody is there and does not answer in time, or answers that there is no place for us now.</summary>
    Busy,
}
