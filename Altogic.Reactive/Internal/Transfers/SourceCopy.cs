using System.Buffers;
using Altogic.Reactive.Internal.Execution;
using Altogic.Reactive.Storage;
#if NETSTANDARD2_0
using Altogic.Reactive.Internal.Compatibility;
#endif

namespace Altogic.Reactive.Internal.Transfers;

/// <summary>Sends what a source gives, and fails when that is not what it announced.</summary>
internal static class SourceCopy
{
    private const int BufferSize = 64 * 1024;

    /// <param name="source">Where the bytes come from.</param>
    /// <param name="length">How many were announced; null for any number.</param>
    /// <param name="output">Where they go.</param>
    /// <param name="advance">Told of each piece that was sent.</param>
    /// <param name="checksum">Told of each piece before it is sent; null for none.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task RunAsync(
        FileSource source, long? length, Stream output, Action<int> advance, Checksum? checksum, CancellationToken cancellation)
    {
        var input = source.Open();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (var sent = 0L; ;)
            {
                var count = await ReadAsync(input, buffer, cancellation).ConfigureAwait(false);
                sent += count;
                if (count == 0 ? sent != (length ?? sent) : sent > (length ?? sent))
                    throw TransferException.OfSource(null, $"The data to upload changed its length: {length} bytes were announced.");
                if (count == 0) return;
                checksum?.Add(buffer, count);
                await output.WriteAsync(buffer.AsMemory(0, count), cancellation).ConfigureAwait(false);
                advance(count);
            }
        }
        finally
        {
            source.Close(input);
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<int> ReadAsync(Stream input, byte[] buffer, CancellationToken cancellation)
    {
        try
        {
            return await input.ReadAsync(buffer.AsMemory(), cancellation).ConfigureAwait(false);
        }
        // a stream of the app may throw anything
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            throw TransferException.OfSource(exception);
        }
    }
}
