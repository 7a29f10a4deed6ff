using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Altogic.Reactive.Internal.Transfers;

/// <summary>A multipart form that is written piece by piece. It writes names as browsers do, which .NET's own form does not.</summary>
internal abstract class StreamedForm : HttpContent
{
    private const long Large = 1024 * 1024;

    private readonly string _boundary = "altogic-" + Guid.NewGuid().ToString("N");
    private readonly CancellationToken _attempt;

    protected StreamedForm(CancellationToken attempt)
    {
        _attempt = attempt;
        Headers.ContentType = new MediaTypeHeaderValue("multipart/form-data") { Parameters = { new NameValueHeaderValue("boundary", _boundary) } };
    }

    public bool IsLengthKnown => Length is not null;

    /// <summary>Large enough to ask first whether the server wants it.</summary>
    public bool IsLarge => Length is null or > Large;

    /// <summary>Of the whole form; null when a source does not know its own.</summary>
    protected abstract long? Length { get; }

    /// <summary>What closes the form.</summary>
    protected byte[] End => Encoding.ASCII.GetBytes($"--{_boundary}--\r\n");

    /// <summary>What stands before the content of a part; <see cref="LineEnd"/> follows it.</summary>
    protected byte[] Head(string field, string? fileName = null, string? contentType = null)
    {
        var head = new StringBuilder($"--{_boundary}\r\nContent-Disposition: form-data; name=\"{Quote(field)}\"");
        if (fileName is not null) head.Append("; filename=\"").Append(Quote(fileName)).Append('"');
        if (contentType is not null) head.Append("\r\nContent-Type: ").Append(contentType);
        return Encoding.UTF8.GetBytes(head.Append("\r\n\r\n").ToString());
    }

    protected static byte[] LineEnd { get; } = "\r\n"u8.ToArray();

    protected abstract Task WriteAsync(Stream output, CancellationToken cancellation);

#if NET
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeAsync(stream, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        SerializeAsync(stream, cancellationToken);
#else
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeAsync(stream, CancellationToken.None);
#endif

    protected override bool TryComputeLength(out long length)
    {
        length = Length ?? 0;
        return IsLengthKnown;
    }

    /// <summary>UTF-8, and only what would end the text or the line is escaped.</summary>
    private static string Quote(string text) => text.Replace("\"", "%22").Replace("\r", "%0D").Replace("\n", "%0A");

    private async Task SerializeAsync(Stream output, CancellationToken cancellation)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(_attempt, cancellation);
        await WriteAsync(output, both.Token).ConfigureAwait(false);
    }
}
