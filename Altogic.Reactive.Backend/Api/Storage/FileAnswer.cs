using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Stores.Sqlite.Storage;
using Microsoft.Net.Http.Headers;

namespace Altogic.Reactive.Backend.Api.Storage;

/// <summary>Sends the content of a file: whole, a part of it, or only that it has not changed (RFC 9110 §13 and §14).</summary>
internal sealed class FileAnswer(HttpContext context, FileRow file, FileStream content, DateTimeOffset now)
{
    private const int BufferSize = 64 * 1024;
    private const int DigestInTag = 18;

    // Files share the API's origin: what a browser would run gets an origin of its own.
    private const string Sandbox = "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'";

    // What browsers only show. Of the pictures some are documents, by their names.
    private static readonly string[] PassiveKinds = ["image", "audio", "video", "font"];
    private static readonly string[] PassiveTypes =
    [
        "application/json", "application/octet-stream", "application/pdf", "application/zip", "text/css", "text/csv", "text/plain",
    ];

    private readonly EntityTagHeaderValue _tag = new('"' + Base64Url.EncodeToString(file.Digest.AsSpan(0, DigestInTag)) + '"');

    // HTTP dates have no milliseconds.
    private readonly DateTimeOffset _modified = DateTimeOffset.FromUnixTimeSeconds(file.StoredAt / 1000);

    /// <summary>The whole content, for a client that has shown its key.</summary>
    public Task SendDownloadAsync()
    {
        Describe();
        context.Response.Headers.CacheControl = "no-store";
        return SendAsync(0, file.Size);
    }

    /// <summary>What a browser asks for at the public address.</summary>
    public Task SendPublicAsync()
    {
        var headers = context.Response.Headers;
        Describe();
        // a file can become private: caches have to ask each time
        headers.CacheControl = "no-cache";
        headers.AcceptRanges = "bytes";
        var type = MediaTypeHeaderValue.TryParse(file.MimeType, out var parsed) ? parsed : null;
        headers.ContentDisposition = Disposition(type);
        if (!IsPassive(type)) headers.ContentSecurityPolicy = Sandbox;
        var conditions = new FileConditions(context.Request.GetTypedHeaders(), _tag, _modified);
        if (conditions.HaveFailed) throw new ApiException(412, "precondition_failed", "The file is not the one that the request expects.");
        if (conditions.IsUnchanged)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        // Only GET has ranges, and several at once may be answered with the whole (RFC 9110 §14.2).
        return HttpMethods.IsGet(context.Request.Method) && conditions.Range is { Ranges.Count: 1 } range && range.Unit == "bytes"
            ? SendPartAsync(range.Ranges.First())
            : SendAsync(0, file.Size);
    }

    private static bool IsPassive(MediaTypeHeaderValue? type) => type is not null
        && (PassiveTypes.Contains(type.MediaType.ToString(), StringComparer.OrdinalIgnoreCase)
            || (PassiveKinds.Contains(type.Type.ToString(), StringComparer.OrdinalIgnoreCase)
                && !type.SubType.EndsWith("xml", StringComparison.OrdinalIgnoreCase)));

    private void Describe()
    {
        var headers = context.Response.Headers;
        context.Response.ContentType = file.MimeType;
        headers.ETag = _tag.ToString();

        // After several replacements within a second the date is one to come, which no answer may bear.
        if (_modified <= now) headers.LastModified = HeaderUtilities.FormatDate(_modified);
        headers["Repr-Digest"] = DigestHeader.Write(file.Digest);
    }

    private string Disposition(MediaTypeHeaderValue? type)
    {
        // Of several parts each could be a page with headers of its own.
        var isParts = type is not null && type.Type.Equals("multipart", StringComparison.OrdinalIgnoreCase);
        var disposition = new ContentDispositionHeaderValue(isParts || context.Request.Query.ContainsKey("download") ? "attachment" : "inline");
        disposition.SetHttpFileName(file.Name[(file.Name.LastIndexOf('/') + 1)..]);
        return disposition.ToString();
    }

    private Task SendPartAsync(RangeItemHeaderValue asked)
    {
        // "-n" are the last n bytes
        var first = asked.From ?? Math.Max(0, file.Size - asked.To!.Value);
        var last = asked.From is null ? file.Size - 1 : Math.Min(asked.To ?? long.MaxValue, file.Size - 1);
        if (first >= file.Size || last < first)
        {
            context.Response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes */{file.Size}");
            throw new ApiException(416, "range_not_satisfiable", $"The file has {file.Size} bytes.");
        }

        context.Response.StatusCode = StatusCodes.Status206PartialContent;
        context.Response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {first}-{last}/{file.Size}");
        return SendAsync(first, last - first + 1);
    }

    private async Task SendAsync(long first, long count)
    {
        context.Response.ContentLength = count;
        if (HttpMethods.IsHead(context.Request.Method)) return;
        content.Position = first;
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (var left = count; left > 0;)
            {
                var read = await content.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, BufferSize)), context.RequestAborted);
                if (read == 0) throw new EndOfStreamException("The content is shorter than its description says.");
                await context.Response.Body.WriteAsync(buffer.AsMemory(0, read), context.RequestAborted);
                left -= read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
