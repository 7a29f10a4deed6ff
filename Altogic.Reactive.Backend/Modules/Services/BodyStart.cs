using System.Buffers;

namespace Altogic.Reactive.Backend.Modules.Services;

/// <summary>Reads the beginning of a body.</summary>
internal static class BodyStart
{
    /// <summary>At most so many bytes, and whether that was all.</summary>
    public static async Task<(byte[] Bytes, bool IsAll)> ReadAsync(Stream body, int most, CancellationToken cancel)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(most + 1);
        try
        {
            var length = await body.ReadAtLeastAsync(buffer.AsMemory(0, most + 1), most + 1, throwOnEndOfStream: false, cancel);
            return (buffer.AsSpan(0, Math.Min(length, most)).ToArray(), length <= most);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
