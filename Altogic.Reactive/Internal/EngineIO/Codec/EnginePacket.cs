namespace Altogic.Reactive.Internal.EngineIO.Codec;

/// <summary>One Engine.IO packet. It refers to the memory it was read from.</summary>
/// <param name="Type">The kind; binary packets are always messages.</param>
/// <param name="Data">What follows the type: UTF-8 text, or raw bytes.</param>
/// <param name="IsBinary">Whether <paramref name="Data"/> is binary.</param>
internal readonly record struct EnginePacket(EnginePacketType Type, ReadOnlyMemory<byte> Data, bool IsBinary = false);
