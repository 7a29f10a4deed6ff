namespace Altogic.Reactive.Internal.SocketIO.Codec;

/// <summary>What has become of the packet that an assembler is collecting.</summary>
internal enum AssemblyStatus
{
    /// <summary>It is whole.</summary>
    Complete,

    /// <summary>Attachments are missing.</summary>
    Pending,

    /// <summary>The bytes are no packet; the connection is to be closed.</summary>
    Failed,
}
