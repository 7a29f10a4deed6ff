using System.Text;

namespace Altogic.Reactive.Internal.Serialization;

/// <summary>Decodes UTF-8 in memory straight into the caller's buffer, at once where it fits. A byte that is not UTF-8 is an error.</summary>
internal sealed class Utf8TextReader(ArraySegment<byte> text) : TextReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private Decoder? _decoder;
    private int _offset;
    private int _pending = -1;

    public override int Read(char[] buffer, int index, int count)
    {
        if (count == 0) return 0;
        if (_pending >= 0)
        {
            buffer[index] = (char)_pending;
            _pending = -1;
            return 1;
        }

        var left = text.Count - _offset;
        if (left == 0 && _decoder is null) return 0;
        if (_decoder is null && left <= count)
        {
            _offset = text.Count;
            return StrictUtf8.GetChars(text.Array!, text.Offset + text.Count - left, left, buffer, index);
        }

        _decoder ??= StrictUtf8.GetDecoder();
        return count == 1 ? ReadOne(buffer, index) : Decode(buffer, index, count);
    }

    public override int Read() => throw Unsupported();

    public override int Peek() => throw Unsupported();

    private static NotSupportedException Unsupported() => new("Only block reads are needed.");

    /// <summary>A decoder needs room for a surrogate pair; the second half waits for the next call.</summary>
    private int ReadOne(char[] buffer, int index)
    {
        var pair = new char[2];
        var count = 0;
        while (count == 0 && _offset < text.Count)
        {
            _decoder!.Convert(text.Array!, text.Offset + _offset, 1, pair, 0, 2, _offset + 1 == text.Count, out var used, out count, out _);
            _offset += used;
        }

        if (count == 0) return 0;
        buffer[index] = pair[0];
        if (count == 2) _pending = pair[1];
        return 1;
    }

    private int Decode(char[] buffer, int index, int count)
    {
        var left = text.Count - _offset;
        if (left == 0) return 0;
        _decoder!.Convert(text.Array!, text.Offset + _offset, left, buffer, index, count, flush: true, out var used, out var written, out _);
        _offset += used;
        return written;
    }
}
