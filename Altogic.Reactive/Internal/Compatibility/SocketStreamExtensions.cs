#if NETSTANDARD2_0
using System.Runtime.InteropServices;

namespace Altogic.Reactive.Internal.Compatibility;

/// <summary>The overloads newer frameworks have, for array-backed memory.</summary>
internal static class SocketStreamExtensions
{
    public static Task<int> ReadAsync(this Stream stream, Memory<byte> buffer, CancellationToken cancel)
    {
        var bytes = Array(buffer);
        return stream.ReadAsync(bytes.Array!, bytes.Offset, bytes.Count, cancel);
    }

    public static Task WriteAsync(this Stream stream, ReadOnlyMemory<byte> buffer, CancellationToken cancel)
    {
        var bytes = Array(buffer);
        return stream.WriteAsync(bytes.Array!, bytes.Offset, bytes.Count, cancel);
    }

    private static ArraySegment<byte> Array(ReadOnlyMemory<byte> buffer) =>
        MemoryMarshal.TryGetArray(buffer, out var bytes) ? bytes : throw new NotSupportedException("Only memory backed by an array.");
}
#endif
