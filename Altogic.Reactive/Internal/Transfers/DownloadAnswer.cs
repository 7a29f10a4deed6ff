using System.Buffers;
using Altogic.Reactive.Internal.Execution;
using Altogic.Reactive.Internal.Serialization;
using Altogic.Reactive.Storage;
#if NETSTANDARD2_0
using Altogic.Reactive.Internal.Compatibility;
#endif

namespace Altogic.Reactive.Internal.Transfers;

/// <summary>A success that is the content of a file: written on as it arrives, and checked against the server's checksum.</summary>
internal sealed class DownloadAnswer(TargetWriter target, TransferMeter meter) : IAnswer<DownloadedFile>
{
    private const int BufferSize = 64 * 1024;

    public async Task<DownloadedFile> ReadAsync(HttpResponseMessage response, JsonFormat format, long limit, CancellationToken cancellation)
    {
        var announced = response.Content?.Headers.ContentLength;
        var advance = meter.Begin(announced);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        using var checksum = new Checksum();
        TargetAttempt? output = null;
        try
        {
            output = await target.BeginAsync(announced, cancellation).ConfigureAwait(false);
            var bytes = response.Content is null ? 0 : await CopyAsync(response, output, buffer, Count, cancellation).ConfigureAwait(false);
            if (bytes < announced) throw new EndOfStreamException($"The connection ended after {bytes} of {announced} bytes.");
            var expected = Checksum.Announced(response.Headers);
            if (expected is not null && !string.Equals(expected, checksum.Finish(), StringComparison.Ordinal)) throw TransferException.OfChecksum();
            await output.CompleteAsync(cancellation).ConfigureAwait(false);
            return new DownloadedFile(bytes, response.Content?.Headers.ContentType?.ToString(), expected is not null);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            output?.End();
        }

        void Count(int count)
        {
            checksum.Add(buffer, count);
            advance(count);
        }
    }

    private static async Task<long> CopyAsync(
        HttpResponseMessage response, TargetAttempt output, byte[] buffer, Action<int> written, CancellationToken cancellation)
    {
        // .NET Framework does not stop a read that has begun
        using var registration = cancellation.Register(response.Dispose);
#if NET
        using var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
#else
        using var stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
        for (var bytes = 0L; ;)
        {
            var count = await stream.ReadAsync(buffer.AsMemory(0, BufferSize), cancellation).ConfigureAwait(false);
            if (count == 0) return bytes;
            await output.WriteAsync(buffer, count, cancellation).ConfigureAwait(false);
            bytes += count;
            written(count);
        }
    }
}
