using System.Buffers.Binary;

namespace Altogic.Reactive.Backend.Realtime.EngineIO;

/// <summary>The head of an unfragmented frame from server to client (RFC 6455 §5.2), which is not masked.</summary>
internal static class WebSocketFrame
{
    private const byte FinalText = 0x81;
    private const byte FinalBinary = 0x82;

    public static int HeadLength(int payload) => payload < 126 ? 2 : payload <= ushort.MaxValue ? 4 : 10;

    public static void WriteHead(Span<byte> head, bool isBinary, int payload)
    {
        head[0] = isBinary ? FinalBinary : FinalText;
        if (payload < 126)
        {
            head[1] = (byte)payload;
        }
        else if (payload <= ushort.MaxValue)
        {
            head[1] = 126;
            BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)payload);
        }
        else
        {
            head[1] = 127;
            BinaryPrimitives.WriteUInt64BigEndian(head[2..], (ulong)payload);
        }
    }
}
