using System.Buffers;

namespace Altogic.Reactive.Backend.Modules.Services;

/// <summary>Reads a body into memory, but never more of it than is useful.</summary>
internal static class BodyStart
{
    private const int FirstSize = 4096;

    /// <summary>At most so many bytes, and whether that was all.</summary>
    public static async Task<(byte[] Bytes, bool IsAll)> ReadAsync(Stream body, int most, CancellationToken cancel)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Min(FirstSize, most + 1));
        var length = 0;
        try
        {
            while (length <= most)
            {
                if (length == buffer.Length) buffer = Grow(buffer);
                var read = await body.ReadAsync(buffer.AsMemory(length), cancel);
                if (read == 0) break;
                length += read;
            }

            return (buffer.AsSpan(0, Math.Min(length, most)).ToArray(), length <= most);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(buffer.Length * 2L, Array.MaxLength));
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
