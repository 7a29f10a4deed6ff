namespace Altogic.Reactive.Internal.SocketIO.Codec;

/// <summary>One Socket.IO packet. It refers to the memory it was read from.</summary>
/// <param name="Type">The kind.</param>
/// <param name="Namespace">The namespace, <c>/</c> where the wire names none.</param>
/// <param name="Id">The acknowledgement id; null where there is none.</param>
/// <param name="AttachmentCount">How many binary messages follow.</param>
/// <param name="Payload">The JSON as it came; empty where there is none. Its inside has not been parsed.</param>
internal readonly record struct SocketPacket(
    SocketPacketType Type, string Namespace, long? Id, int AttachmentCount, ReadOnlyMemory<byte> Payload);
