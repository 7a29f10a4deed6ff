using System.Buffers;
using System.Net;
using Altogic.Reactive.Internal.Execution;
using Altogic.Reactive.Storage;
#if NETSTANDARD2_0
using Altogic.Reactive.Internal.Compatibility;
#endif

namespace Altogic.Reactive.Internal.Transfers;

/// <summary>A part of a form that is streamed from its source.</summary>
internal sealed class SourceContent(FileSource source, TransferMeter meter, CancellationToken attempt) : HttpContent
{
    private const int BufferSize = 64 * 1024;

    private readonly long? _length = source.FindLength();

#if NET
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => WriteAsync(stream, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        WriteAsync(stream, cancellationToken);
#else
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => WriteAsync(stream, CancellationToken.None);
#endif

    protected override bool TryComputeLength(out long length)
    {
        length = _length ?? 0;
        return _length is not null;
    }

    private async Task WriteAsync(Stream output, CancellationToken cancellation)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(attempt, cancellation);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        var input = source.Open();
        try
        {
            await CopyAsync(input, output, buffer, both.Token).ConfigureAwait(false);
        }
        finally
        {
            source.Close(input);
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task CopyAsync(Stream input, Stream output, byte[] buffer, CancellationToken cancellation)
    {
        for (var sent = 0L; ;)
        {
            var count = await ReadAsync(input, buffer, cancellation).ConfigureAwait(false);
            sent += count;
            if (count == 0 ? sent != (_length ?? sent) : sent > (_length ?? sent))
                throw TransferException.OfSource(null, $"The data to upload changed its length: {_length} bytes were announced.");
            if (count == 0) return;
            await output.WriteAsync(buffer.AsMemory(0, count), cancellation).ConfigureAwait(false);
            meter.Advance(count);
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
