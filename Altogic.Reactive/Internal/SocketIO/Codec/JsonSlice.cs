namespace Altogic.Reactive.Internal.SocketIO.Codec;

/// <summary>Where a JSON value stands in a text.</summary>
internal readonly record struct JsonSlice(int Start, int Length)
{
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> json) => json.Slice(Start, Length);

    public ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> json) => json.Slice(Start, Length);
}
