namespace Altogic.Reactive.Internal.EngineIO;

/// <summary>Why a connection is over.</summary>
internal enum CloseReason
{
    /// <summary>It could not be opened, or broke.</summary>
    Failed,

    /// <summary>The server ended it in good order.</summary>
    ClosedByServer,

    /// <summary>The server has been silent for too long.</summary>
    PingTimeout,

    /// <summary>It was not usable within its time.</summary>
    OpenTimeout,

    /// <summary>The server sent something that the protocol does not know.</summary>
    ParseError,

    /// <summary>This side ended it.</summary>
    ClosedHere,
}
