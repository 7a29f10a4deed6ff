namespace Altogic.Reactive.Backend.Realtime.Hub;

/// <summary>What a client asked for, read and checked.</summary>
internal sealed record Command(CommandKind Kind)
{
    /// <summary>Its number among what the client sent; 0 without recovery.</summary>
    public long Seq { get; init; }

    /// <summary>Null leaves it to the connection.</summary>
    public bool? Echo { get; init; }

    /// <summary>The channel; null broadcasts.</summary>
    public string? Channel { get; init; }

    /// <summary>The channel as a JSON text.</summary>
    public ReadOnlyMemory<byte> ChannelJson { get; init; }

    /// <summary>For a message: the event to publish.</summary>
    public ReadOnlyMemory<byte> Json { get; init; }

    /// <summary>For a message: its binary parts.</summary>
    public EngineIO.OutboundMessage? Attachments { get; init; }

    /// <summary>For an update.</summary>
    public Profile? Profile { get; init; }

    /// <summary>Why it cannot be done.</summary>
    public Refusal? Refusal { get; init; }
}

internal enum CommandKind
{
    Message,
    Join,
    Leave,
    Update,
    Members,
    Unknown,
}
