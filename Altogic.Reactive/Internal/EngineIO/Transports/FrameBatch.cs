using Altogic.Reactive.Internal.EngineIO.Codec;
using Altogic.Reactive.Internal.Serialization;

namespace Altogic.Reactive.Internal.EngineIO.Transports;

/// <summary>Packets that are written together and in order; a packet's attachments follow it directly.</summary>
internal sealed class FrameBatch : IDisposable
{
    private readonly PooledBuffer _text = new();
    private readonly List<Frame> _frames = [];
    private int _start;

    public int Count => _frames.Count;

    /// <summary>The size of all packets, as a polling body has it.</summary>
    public long Size { get; private set; }

    public EnginePacket this[int index] => _frames[index] is { Binary: { } binary }
        ? new EnginePacket(EnginePacketType.Message, binary, IsBinary: true)
        : new EnginePacket(_frames[index].Type, Text(_frames[index]).Slice(1));

    /// <summary>A WebSocket frame: with its type when it is text.</summary>
    public ReadOnlyMemory<byte> FrameAt(int index, out bool isBinary)
    {
        var frame = _frames[index];
        isBinary = frame.Binary is not null;
        return frame.Binary ?? Text(frame);
    }

    /// <summary>Begins a text packet, whose data is then written to what is returned.</summary>
    public PooledBuffer Begin(EnginePacketType type)
    {
        _start = _text.Length;
        EnginePacketCodec.WriteText(_text, type, default);
        return _text;
    }

    /// <summary>Ends the text packet.</summary>
    public void End(EnginePacketType type)
    {
        _frames.Add(new Frame(type, _start, _text.Length - _start, Binary: null));
        Size += _text.Length - _start + 1;
    }

    public void Add(EnginePacketType type, ReadOnlySpan<byte> data)
    {
        _start = _text.Length;
        EnginePacketCodec.WriteText(_text, type, data);
        End(type);
    }

    public void AddBinary(ReadOnlyMemory<byte> data)
    {
        _frames.Add(new Frame(EnginePacketType.Message, 0, 0, data));
        Size += EnginePayloadCodec.SizeOf(new EnginePacket(EnginePacketType.Message, data, IsBinary: true)) + 1;
    }

    public void Clear()
    {
        _text.Clear();
        _frames.Clear();
        Size = 0;
    }

    public void Dispose()
    {
        Clear();
        _text.Dispose();
    }

    private ReadOnlyMemory<byte> Text(in Frame frame) => _text.Written.Slice(frame.Start, frame.Length);

    private readonly record struct Frame(EnginePacketType Type, int Start, int Length, ReadOnlyMemory<byte>? Binary);
}
