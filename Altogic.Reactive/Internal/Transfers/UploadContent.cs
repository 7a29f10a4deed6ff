using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Altogic.Reactive.Storage;
#if NETSTANDARD2_0
using Altogic.Reactive.Internal.Compatibility;
#endif

namespace Altogic.Reactive.Internal.Transfers;

/// <summary>
/// A multipart form with the field <c>file</c>, streamed from its source, and behind it the field <c>digest</c> with the checksum of what
/// was sent. Servers that do not know the second field ignore it.
/// </summary>
internal sealed class UploadContent : HttpContent
{
    private const long Large = 1024 * 1024;

    private readonly FileSource _source;
    private readonly TransferMeter _meter;
    private readonly CancellationToken _attempt;
    private readonly long? _length;
    private readonly byte[] _head;
    private readonly string _boundary;

    public UploadContent(FileSource source, string fileName, string contentType, TransferMeter meter, CancellationToken attempt)
    {
        _source = source;
        _meter = meter;
        _attempt = attempt;
        _length = source.FindLength();
        _boundary = "altogic-" + Guid.NewGuid().ToString("N");
        _head = Encoding.UTF8.GetBytes(
            $"--{_boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{Quote(fileName)}\"\r\nContent-Type: {contentType}\r\n\r\n");
        Headers.ContentType = new MediaTypeHeaderValue("multipart/form-data") { Parameters = { new NameValueHeaderValue("boundary", _boundary) } };
    }

    public bool IsLengthKnown => _length is not null;

    /// <summary>Large enough to ask first whether the server wants it.</summary>
    public bool IsLarge => _length is null or > Large;

#if NET
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => WriteAsync(stream, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        WriteAsync(stream, cancellationToken);
#else
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => WriteAsync(stream, CancellationToken.None);
#endif

    protected override bool TryComputeLength(out long length)
    {
        length = _head.Length + (_length ?? 0) + Tail(new string('0', Checksum.TextLength)).Length;
        return IsLengthKnown;
    }

    /// <summary>As browsers write it: UTF-8, and only what would end the text or the line is escaped.</summary>
    private static string Quote(string fileName) => fileName.Replace("\"", "%22").Replace("\r", "%0D").Replace("\n", "%0A");

    private byte[] Tail(string digest) => Encoding.ASCII.GetBytes(
        $"\r\n--{_boundary}\r\nContent-Disposition: form-data; name=\"digest\"\r\n\r\n{digest}\r\n--{_boundary}--\r\n");

    private async Task WriteAsync(Stream output, CancellationToken cancellation)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(_attempt, cancellation);
        using var checksum = new Checksum();
        await output.WriteAsync(_head.AsMemory(), both.Token).ConfigureAwait(false);
        _meter.Begin(_length);
        await SourceCopy.RunAsync(_source, _length, output, _meter, checksum, both.Token).ConfigureAwait(false);
        await output.WriteAsync(Tail(checksum.Finish()).AsMemory(), both.Token).ConfigureAwait(false);
        await output.FlushAsync(both.Token).ConfigureAwait(false);
    }
}
