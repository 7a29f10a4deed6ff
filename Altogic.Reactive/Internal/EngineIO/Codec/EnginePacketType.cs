namespace Altogic.Reactive.Internal.EngineIO.Codec;

/// <summary>The kinds of Engine.IO packets, by the digit that names them on the wire (realtime §7.2).</summary>
internal enum EnginePacketType : byte
{
    Open = 0,
    Close = 1,
    Ping = 2,
    Pong = 3,
    Message = 4,
    Upgrade = 5,
    Noop = 6,
}
