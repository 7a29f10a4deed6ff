using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Altogic.Reactive.Benchmarks.Realtime;

/// <summary>Reads a request head and then whole WebSocket frames from a socket, for both ends of the measurements.</summary>
internal sealed class FrameReader(Socket socket, int size = 4096)
{
    private byte[] _buffer = new byte[size];
    private int _start;
    private int _end;

    /// <summary>The text up to the empty line, with it.</summary>
    public async ValueTask<string> ReadHeadAsync(CancellationToken cancel = default)
    {
        int length;
        while ((length = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n\r\n"u8)) < 0) await FillAsync(cancel);
        var head = Encoding.ASCII.GetString(_buffer, _start, length + 4);
        _start += length + 4;
        return head;
    }

    /// <summary>The next text frame; null when the other end has closed.</summary>
    public async ValueTask<string?> ReadTextAsync(CancellationToken cancel = default) =>
        await ReadAsync(cancel) is { } frame ? Encoding.UTF8.GetString(frame.Span) : null;

    /// <summary>The payload of the next frame, valid until the next call; null when the other end has closed.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancel = default)
    {
        int head;
        int length;
        while (!TryMeasure(out head, out length))
            if (!await TryFillAsync(cancel)) return null;
        while (_end - _start < head + length)
            if (!await TryFillAsync(cancel, head + length)) return null;
        var opcode = _buffer[_start] & 0x0f;
        var payload = _buffer.AsMemory(_start + head, length);
        if ((_buffer[_start + 1] & 0x80) != 0) Unmask(payload.Span, _buffer.AsSpan(_start + head - 4, 4));
        _start += head + length;
        return opcode == 8 ? null : payload;
    }

    private static void Unmask(Span<byte> payload, ReadOnlySpan<byte> mask)
    {
        for (var i = 0; i < payload.Length; i++) payload[i] ^= mask[i & 3];
    }

    private bool TryMeasure(out int head, out int length)
    {
        (head, length) = (2, 0);
        var available = _end - _start;
        if (available < 2) return false;
        var small = _buffer[_start + 1] & 0x7f;
        head += small == 126 ? 2 : small == 127 ? 8 : 0;
        if (available < head) return false;
        length = small == 126 ? BinaryPrimitives.ReadUInt16BigEndian(_buffer.AsSpan(_start + 2))
            : small == 127 ? (int)BinaryPrimitives.ReadUInt64BigEndian(_buffer.AsSpan(_start + 2)) : small;
        if ((_buffer[_start + 1] & 0x80) != 0) head += 4;
        return true;
    }

    private async ValueTask FillAsync(CancellationToken cancel)
    {
        if (!await TryFillAsync(cancel)) throw new InvalidOperationException("The other end closed the connection.");
    }

    private async ValueTask<bool> TryFillAsync(CancellationToken cancel, int whole = 0)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_buffer.Length < whole || _end == _buffer.Length) Array.Resize(ref _buffer, Math.Max(whole, _buffer.Length * 2));
        var read = await socket.ReceiveAsync(_buffer.AsMemory(_end), cancel);
        _end += read;
        return read > 0;
    }
}
