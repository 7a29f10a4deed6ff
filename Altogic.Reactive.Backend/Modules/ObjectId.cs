using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Altogic.Reactive.Backend.Modules;

/// <summary>24 hexadecimal digits: seconds, a value of this process, a counter; later ids sort behind earlier ones.</summary>
internal sealed class ObjectId(TimeProvider time)
{
    private readonly byte[] _process = RandomNumberGenerator.GetBytes(5);
    private readonly Lock _gate = new();
    private uint _second;
    private int _counter;

    public string Next()
    {
        Span<byte> bytes = stackalloc byte[12];
        lock (_gate)
        {
            // Never backwards: a clock that is set back, or 2^24 ids in one second, borrow from the next second.
            var now = (uint)time.GetUtcNow().ToUnixTimeSeconds();
            if (now > _second) (_second, _counter) = (now, 0);
            else if (++_counter > 0xFFFFFF) (_second, _counter) = (_second + 1, 0);
            BinaryPrimitives.WriteUInt32BigEndian(bytes, _second);
            _process.CopyTo(bytes[4..]);
            BinaryPrimitives.WriteInt32BigEndian(bytes[8..], _counter);
            _process.AsSpan(4, 1).CopyTo(bytes[8..]);
        }

        return Convert.ToHexStringLower(bytes);
    }

    /// <summary>When the id was made, to the second.</summary>
    public static long MillisecondsOf(string id) => Convert.ToInt64(id[..8], 16) * 1000;

    /// <summary>Whether the text has the form of an id, in either case.</summary>
    public static bool IsValid(string? text)
    {
        if (text is not { Length: 24 }) return false;
        foreach (var c in text)
            if (!char.IsAsciiHexDigit(c)) return false;
        return true;
    }
}
