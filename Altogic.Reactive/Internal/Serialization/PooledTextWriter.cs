using System.Buffers;
using System.Globalization;
using System.Text;

namespace Altogic.Reactive.Internal.Serialization;

/// <summary>Collects text in a pooled buffer, so that a body can be encoded once its length is known.</summary>
internal sealed class PooledTextWriter() : TextWriter(CultureInfo.InvariantCulture)
{
    private char[] _buffer = ArrayPool<char>.Shared.Rent(1024);
    private int _length;

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        if (_length == _buffer.Length) Grow(1);
        _buffer[_length++] = value;
    }

    public override void Write(char[] buffer, int index, int count)
    {
        if (_buffer.Length - _length < count) Grow(count);
        Array.Copy(buffer, index, _buffer, _length, count);
        _length += count;
    }

    public override void Write(string? value)
    {
        if (value is null) return;
        if (_buffer.Length - _length < value.Length) Grow(value.Length);
        value.CopyTo(0, _buffer, _length, value.Length);
        _length += value.Length;
    }

    /// <summary>Encodes everything into an array of the shared byte pool; the caller returns it.</summary>
    public byte[] ToPooledUtf8(out int length)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(_length));
        length = Encoding.UTF8.GetBytes(_buffer, 0, _length, bytes, 0);
        return bytes;
    }

    protected override void Dispose(bool disposing)
    {
        var buffer = _buffer;
        _buffer = [];
        _length = 0;
        if (buffer.Length > 0) ArrayPool<char>.Shared.Return(buffer);
        base.Dispose(disposing);
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(checked(_length + needed), _buffer.Length * 2));
        Array.Copy(_buffer, larger, _length);
        ArrayPool<char>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
