using System.Buffers;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Stores;

namespace Altogic.Reactive.Backend.Modules;

/// <summary>
/// Collects an answer before any of it is sent, so that a failure half-way is still an error answer. What grows beyond the
/// limit is refused: a page of a thousand large objects would fill the memory. Disposing gives the memory back.
/// </summary>
/// <param name="limit">The most bytes.</param>
/// <param name="memory">What all answers share; null for those that are sent at once or bounded by what came in.</param>
internal sealed class AnswerBuffer(int limit = AnswerBuffer.Limit, AnswerMemory? memory = null) : IBufferWriter<byte>, IDisposable
{
    private const int Limit = 256 * 1024 * 1024;
    private const int FirstSize = 4096;

    // Room for what is only known at the end but stands in front.
    private const int Headroom = 256;
    private byte[] _bytes = SharedBytes.Rent(FirstSize);
    private int _taken;
    private int _start = Headroom;
    private int _end = Headroom;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(_start, _end - _start);

    public void Advance(int count) => _end += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _bytes.AsMemory(_end);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _bytes.AsSpan(_end);
    }

    /// <summary>Puts up to 256 bytes, all calls together, in front of what is written.</summary>
    public void Prepend(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_bytes.AsSpan(_start - bytes.Length));
        _start -= bytes.Length;
    }

    public void Dispose()
    {
        Return();
        _bytes = [];
        (_start, _end) = (0, 0);
    }

    private void Grow(int sizeHint)
    {
        var needed = _end + (long)Math.Max(sizeHint, 256);
        if (needed <= _bytes.Length) return;
        if (needed - Headroom > limit) throw TooLarge(limit);
        var size = (int)Math.Min(Math.Max(needed, _bytes.Length * 2L), limit + Headroom);
        memory?.Take(size);
        var larger = SharedBytes.Rent(size);
        _bytes.AsSpan(_start, _end - _start).CopyTo(larger.AsSpan(_start));
        Return();
        (_bytes, _taken) = (larger, size);
    }

    private void Return()
    {
        memory?.Give(_taken);
        _taken = 0;
        SharedBytes.Return(_bytes);
    }

    private static ApiException TooLarge(int limit) => new(
        413, "content_too_large", $"The answer is larger than {limit} bytes: ask for fewer objects a page, or omit fields.", new JsonObject { ["limit"] = limit });
}
