using Altogic.Reactive.Internal.EngineIO.Transports;
using Altogic.Reactive.Internal.SocketIO.Codec;

namespace Altogic.Reactive.Internal.SocketIO;

/// <summary>One event as it lies in the memory it was received in.</summary>
/// <param name="slab">The memory; whoever keeps the event must refer to it.</param>
/// <param name="offset">Where the payload begins.</param>
/// <param name="length">The length of the payload.</param>
/// <param name="name">The name in the payload, with its quotes.</param>
/// <param name="arguments">What follows the name in the payload; without the id that a recovering server adds.</param>
/// <param name="attachments">What is behind the placeholders.</param>
internal readonly ref struct SocketEventData(
    ReceiveSlab slab, int offset, int length, JsonSlice name, JsonSlice arguments, IReadOnlyList<ReadOnlyMemory<byte>> attachments)
{
    public ReceiveSlab Slab { get; } = slab;

    public int Offset { get; } = offset;

    public int Length { get; } = length;

    public JsonSlice Name { get; } = name;

    public JsonSlice Arguments { get; } = arguments;

    public IReadOnlyList<ReadOnlyMemory<byte>> Attachments { get; } = attachments;

    public ReadOnlySpan<byte> Payload => Slab.Bytes.AsSpan(Offset, Length);
}
