using System.Buffers;
using System.Text;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Storage;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Altogic.Reactive.Backend.Api.Storage;

/// <summary>
/// An upload in a form. The first part that is a file is the content, whatever its field is called; behind it the field <c>digest</c> may
/// say what its checksum is. Everything else is passed over.
/// </summary>
internal sealed class MultipartUpload
{
    private const int BufferSize = 64 * 1024;

    // The sink refuses first, and knows how to say it; this is for the parts that are passed over.
    private const int Slack = 2 * BufferSize;
    private const int LongestBoundary = 200;
    private const int MostParts = 64;
    private const int LongestDigest = 256;

    private readonly HttpRequest _request;
    private readonly string _boundary;
    private readonly string _fileName;
    private readonly long _limit;
    private UploadedContent? _content;
    private byte[]? _digest;

    private MultipartUpload(HttpRequest request, string boundary, string fileName, long limit) =>
        (_request, _boundary, _fileName, _limit) = (request, boundary, fileName, limit);

    /// <exception cref="Modules.ApiException">400 when the request is no form.</exception>
    public static MultipartUpload Open(HttpRequest request, string fileName, long limit)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            throw StorageErrors.BrokenUpload("its content type is not multipart/form-data");
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        return boundary.Length is 0 or > LongestBoundary
            ? throw StorageErrors.BrokenUpload("its content type names no usable boundary")
            : new MultipartUpload(request, boundary, fileName, limit);
    }

    public async Task<UploadedContent> ReceiveAsync(UploadSink sink, CancellationToken cancel)
    {
        await using var body = new RequestContent(_request);
        var reader = new MultipartReader(_boundary, body, BufferSize) { BodyLengthLimit = _limit > long.MaxValue - Slack ? long.MaxValue : _limit + Slack };
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (var parts = 0; await GuardAsync(() => reader.ReadNextSectionAsync(cancel)) is { } section; parts++)
            {
                if (parts == MostParts) throw StorageErrors.BrokenUpload($"it has more than {MostParts} parts");
                await TakeAsync(section, sink, buffer, cancel);
            }

            while (await body.ReadAsync(buffer.AsMemory(0, BufferSize), cancel) > 0)
            {
                // what stands behind the last boundary belongs to the checksum of the request
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        body.Verify();
        return _content is null ? throw StorageErrors.BrokenUpload("it has no part with a file") : _content with { Digest = _digest };
    }

    /// <summary>What goes wrong while the form is read is the fault of the form; a lost connection speaks for itself.</summary>
    private static async Task<T> GuardAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (InvalidDataException e)
        {
            throw StorageErrors.BrokenUpload(e.Message.TrimEnd('.'));
        }
        catch (IOException e) when (e.GetType() == typeof(IOException))
        {
            throw StorageErrors.BrokenUpload("it ends before its last boundary");
        }
    }

    private async Task TakeAsync(MultipartSection section, UploadSink sink, byte[] buffer, CancellationToken cancel)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)) return;
        var field = HeaderUtilities.RemoveQuotes(disposition.Name);
        if (_content is null && IsFile(disposition, field.ToString())) await TakeFileAsync(section, sink, buffer, cancel);
        else if (_content is not null && _digest is null && field.Equals("digest", StringComparison.Ordinal)) await TakeDigestAsync(section, cancel);
    }

    /// <summary>A part with a file name; the Dart client sends none (rest §11).</summary>
    private static bool IsFile(ContentDispositionHeaderValue disposition, string field) =>
        disposition.FileName.HasValue || disposition.FileNameStar.HasValue || field == "file";

    private async Task TakeFileAsync(MultipartSection section, UploadSink sink, byte[] buffer, CancellationToken cancel)
    {
        while (await GuardAsync(() => section.Body.ReadAsync(buffer, 0, BufferSize, cancel)) is var count and > 0)
            await sink.WriteAsync(buffer.AsMemory(0, count), cancel);
        var encoding = section.Headers is { } headers && headers.TryGetValue("Content-Transfer-Encoding", out var sent) ? sent.ToString() : "";
        _content = new UploadedContent(
            ContentTypeText.OfPart(section.ContentType, _fileName), encoding is "8bit" or "binary" or "utf8" ? encoding : "7bit", null);
    }

    private async Task TakeDigestAsync(MultipartSection section, CancellationToken cancel)
    {
        var text = new byte[LongestDigest];
        var length = 0;
        while (length < text.Length && await GuardAsync(() => section.Body.ReadAsync(text, length, text.Length - length, cancel)) is var count and > 0)
            length += count;
        _digest = DigestHeader.Read(Encoding.ASCII.GetString(text, 0, length), out var isValid);
        if (!isValid) throw FieldErrors.Invalid("digest", "The checksum has to look like sha-256=:…:.");
    }
}
