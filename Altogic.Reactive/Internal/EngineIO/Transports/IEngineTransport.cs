namespace Altogic.Reactive.Internal.EngineIO.Transports;

/// <summary>One way to carry packets. One reader, one writer; everything it throws ends the connection.</summary>
internal interface IEngineTransport : IDisposable
{
    /// <summary>Whether it carries text and binary packets as frames, which is where an upgrade leads to.</summary>
    bool IsWebSocket { get; }

    /// <summary>Makes the connection; the first packet to be read is then the server's open packet.</summary>
    Task OpenAsync(CancellationToken cancellation);

    /// <summary>What the server said in its open packet.</summary>
    void Begin(EngineHandshake handshake);

    /// <summary>Called with every ping: memory that has not been needed since the last one is let go.</summary>
    void Trim();

    /// <summary>Hands over every packet that comes, until the connection ends; null when reading was paused for an upgrade.</summary>
    Task<CloseCause?> ReadAsync(IPacketSink sink, CancellationToken cancellation);

    /// <summary>Writes some packets, in order.</summary>
    Task WriteAsync(FrameBatch batch, CancellationToken cancellation);

    /// <summary>Tells the server that this side is done; the last thing to be written.</summary>
    Task CloseAsync(CancellationToken cancellation);
}
