using System.Net;
using Altogic.Reactive.Storage;

namespace Altogic.Reactive.Internal.Transfers;

/// <summary>A part of a form that is streamed from its source.</summary>
internal sealed class SourceContent(FileSource source, TransferMeter meter, CancellationToken attempt) : HttpContent
{
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
        await SourceCopy.RunAsync(source, _length, output, meter, null, both.Token).ConfigureAwait(false);
    }
}
