using System.Buffers;

namespace Altogic.Reactive.Internal.Serialization;

/// <summary>
/// The bytes of one answer in pooled pieces. The body is read without blocking a thread and parsed afterwards, because
/// Newtonsoft.Json can only wait for a stream by blocking.
/// </summary>
internal sealed class PooledBody : IDisposable
{
    private const int FirstPiece = 16 * 1024;
    private const int NextPiece = 64 * 1024;
    private const int LargestHint = 1024 * 1024;

    private readonly List<ArraySegment<byte>> _pieces = new(1);

    private PooledBody()
    {
    }

    public long Length { get; private set; }

    public IReadOnlyList<ArraySegment<byte>> Pieces => _pieces;

    /// <summary>Reads to the end.</summary>
    /// <exception cref="AnswerTooLargeException">There are more than <paramref name="limit"/> bytes.</exception>
    /// <exception cref="IOException">The connection broke before the end.</exception>
    public static async Task<PooledBody> ReadAsync(HttpContent? content, long limit, CancellationToken cancellation)
    {
        // .NET Framework has no content where there is no body
        if (content is null) return new PooledBody();
        var announced = content.Headers.ContentLength;
        if (announced > limit) throw new AnswerTooLargeException(limit);
        var body = new PooledBody();
        // .NET Framework does not stop a read that has begun
        using var registration = cancellation.Register(content.Dispose);
        try
        {
            if (announced != 0) await body.FillAsync(content, announced, limit, cancellation).ConfigureAwait(false);
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var piece in _pieces) ArrayPool<byte>.Shared.Return(piece.Array!);
        _pieces.Clear();
    }

    private async Task FillAsync(HttpContent content, long? announced, long limit, CancellationToken cancellation)
    {
#if NET
        var stream = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
#else
        using var stream = await content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
        {
            // one byte more than announced, so that the read that finds the end needs no second piece
            var size = (int)Math.Min(announced + 1 ?? FirstPiece, LargestHint);
            while (true)
            {
                var piece = ArrayPool<byte>.Shared.Rent(size);
                _pieces.Add(new ArraySegment<byte>(piece, 0, 0));
                var isEnd = await FillPieceAsync(stream, piece, limit, cancellation).ConfigureAwait(false);
                if (isEnd) break;
                size = NextPiece;
            }
        }

        if (announced is { } expected && Length < expected && content.Headers.ContentEncoding.Count == 0)
            throw new EndOfStreamException($"The connection ended after {Length} of {expected} bytes.");
    }

    private async Task<bool> FillPieceAsync(Stream stream, byte[] piece, long limit, CancellationToken cancellation)
    {
        var used = 0;
        var isEnd = false;
        while (used < piece.Length && !isEnd)
        {
#if NET
            var count = await stream.ReadAsync(piece.AsMemory(used), cancellation).ConfigureAwait(false);
#else
            var count = await stream.ReadAsync(piece, used, piece.Length - used, cancellation).ConfigureAwait(false);
#endif
            isEnd = count == 0;
            used += count;
            Length += count;
            if (Length > limit) throw new AnswerTooLargeException(limit);
        }

        _pieces[_pieces.Count - 1] = new ArraySegment<byte>(piece, 0, used);
        return isEnd;
    }
}
