using System.Text;

namespace Altogic.Reactive.Internal.Serialization;

/// <summary>Decodes UTF-8 pieces straight into the caller's buffer. A byte that is not UTF-8 is an error, never a question mark.</summary>
internal sealed class BodyTextReader : TextReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly IReadOnlyList<ArraySegment<byte>> _pieces;
    private readonly Decoder _decoder = StrictUtf8.GetDecoder();
    private readonly char[] _pair = new char[2];
    private int _piece;
    private int _offset;
    private bool _isFlushed;
    private bool _isPending;

    public BodyTextReader(PooledBody body)
    {
        _pieces = body.Pieces;
        if (_pieces.Count > 0 && StartsWithMark(_pieces[0])) _offset = 3;
    }

    public override int Read(char[] buffer, int index, int count)
    {
        if (count == 0) return 0;
        if (_isPending)
        {
            _isPending = false;
            buffer[index] = _pair[1];
            return 1;
        }

        return count == 1 ? ReadOne(buffer, index) : Decode(buffer, index, count);
    }

    public override int Read() => throw Unsupported();

    public override int Peek() => throw Unsupported();

    private static NotSupportedException Unsupported() => new("Only block reads are needed.");

    private static bool StartsWithMark(ArraySegment<byte> piece) =>
        piece.Count >= 3 && piece.Array![piece.Offset] == 0xEF && piece.Array[piece.Offset + 1] == 0xBB && piece.Array[piece.Offset + 2] == 0xBF;

    /// <summary>A decoder needs room for a surrogate pair; the second half waits for the next call.</summary>
    private int ReadOne(char[] buffer, int index)
    {
        var count = Decode(_pair, 0, 2, most: 1);
        if (count == 0) return 0;
        buffer[index] = _pair[0];
        _isPending = count == 2;
        return 1;
    }

    /// <summary>Decodes until fewer than two places are left, or <paramref name="most"/> characters are there.</summary>
    private int Decode(char[] buffer, int index, int count, int most = int.MaxValue)
    {
        var written = 0;
        while (count - written >= 2 && written < most && _piece < _pieces.Count)
        {
            var piece = _pieces[_piece];
            _decoder.Convert(
                piece.Array!, piece.Offset + _offset, piece.Count - _offset, buffer, index + written, count - written,
                flush: false, out var bytesUsed, out var charsUsed, out _);
            written += charsUsed;
            _offset += bytesUsed;
            if (_offset < piece.Count) break;
            _piece++;
            _offset = 0;
        }

        if (written == 0) FlushOnce(buffer, index, count);
        return written;
    }

    /// <summary>Finds out about a character that was cut off by the end of the body.</summary>
    private void FlushOnce(char[] buffer, int index, int count)
    {
        if (_isFlushed) return;
        _isFlushed = true;
        _decoder.Convert([], 0, 0, buffer, index, count, flush: true, out _, out _, out _);
    }
}
