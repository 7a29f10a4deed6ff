using Altogic.Reactive.Internal.SocketIO.Codec;

namespace Altogic.Reactive.Internal.SocketIO;

/// <summary>The number that a recovering server puts behind the arguments of every event.</summary>
internal static class EventId
{
    private const int MostDigits = 15;

    /// <summary>Takes the number off the arguments; false when the last one is none.</summary>
    public static bool TryTake(ReadOnlySpan<byte> payload, ref JsonSlice arguments, out long id)
    {
        id = 0;
        var text = arguments.Of(payload);
        var start = text.Length;
        while (start > 0 && text[start - 1] is >= (byte)'0' and <= (byte)'9') start--;
        var digits = text.Length - start;
        if (digits is 0 or > MostDigits) return false;
        if (start > 0 && text[start - 1] != ',') return false;
        foreach (var digit in text.Slice(start)) id = (id * 10) + (digit - '0');
        arguments = new JsonSlice(arguments.Start, Math.Max(start - 1, 0));
        return true;
    }
}
