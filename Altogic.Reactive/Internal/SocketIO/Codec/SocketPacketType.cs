namespace Altogic.Reactive.Internal.SocketIO.Codec;

/// <summary>The kinds of Socket.IO packets, by the digit that names them on the wire (realtime §8.1).</summary>
internal enum SocketPacketType : byte
{
    Connect = 0,
    Disconnect = 1,
    Event = 2,
    Ack = 3,
    ConnectError = 4,
    BinaryEvent = 5,
    BinaryAck = 6,
}
