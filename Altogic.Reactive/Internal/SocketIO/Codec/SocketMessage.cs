namespace Altogic.Reactive.Internal.SocketIO.Codec;

/// <summary>A packet with all its attachments.</summary>
/// <param name="Packet">The packet.</param>
/// <param name="Attachments">The bytes behind the placeholders, in the order of their numbers; mostly empty.</param>
internal readonly record struct SocketMessage(SocketPacket Packet, IReadOnlyList<ReadOnlyMemory<byte>> Attachments);
