using System.Buffers;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules;

namespace Altogic.Reactive.Backend.Api;

/// <summary>
/// Collects an answer before any of it is sent, so that a failure half-way is still an error answer. The memory goes back to
/// the pool on dispose. What grows beyond the limit is refused: a page of a thousand large objects would fill the memory.
/// </summary>
internal sealed class AnswerBuffer(int limit = AnswerBuffer.Limit) : IBufferWriter<byte>, IDisposable
{
    private const int Limit = 256 * 1024 * 1024;
    private const int FirstSize = 4096;
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int _length;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _bytes.AsSpan(_length);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _length = 0;
    }

    private void Grow(int sizeHint)
    {
        var needed = _length + (long)Math.Max(sizeHint, 256);
        if (needed <= _bytes.Length) return;
        if (needed > limit) throw TooLarge(limit);
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Max(needed, _bytes.Length * 2L), limit));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }

    private static ApiException TooLarge(int limit) => new(
        413, "content_too_large", $"The answer is larger than {limit} bytes: ask for fewer objects a page, or omit fields.", new JsonObject { ["limit"] = limit });
}
