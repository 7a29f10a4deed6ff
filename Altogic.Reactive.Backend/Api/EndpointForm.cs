using System.Text;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Services;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Altogic.Reactive.Backend.Api;

/// <summary>Reads a multipart form part by part: its files go to disk as they arrive, its text fields into an object.</summary>
internal sealed class EndpointForm(HttpContext context, CallUploads uploads, LimitsDefinition limits)
{
    private const int MostParts = 1000;
    private const int LongestBoundary = 70;
    private readonly List<ServiceFile> _files = [];
    private readonly JsonObject _fields = [];
    private long _textLeft = limits.JsonBodyBytes;

    /// <exception cref="ApiException">400 or 413.</exception>
    public async Task<(JsonNode? Body, IReadOnlyList<ServiceFile> Files)> ReadAsync(MediaTypeHeaderValue type)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        if (boundary.Length is 0 or > LongestBoundary) throw Broken("its boundary is missing or too long");
        var reader = new MultipartReader(boundary, context.Request.Body);
        for (var parts = 0; await GuardAsync(() => new ValueTask<MultipartSection?>(reader.ReadNextSectionAsync(context.RequestAborted))) is { } part; parts++)
        {
            if (parts == MostParts) throw Broken("it has too many parts");
            await ReadPartAsync(part);
        }

        return (_fields, _files);
    }

    /// <summary>What goes wrong while the form is read is the fault of the form; what goes wrong while its files are written is ours.</summary>
    private async ValueTask<T> GuardAsync<T>(Func<ValueTask<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception e) when (e is InvalidDataException or IOException && e is not BadHttpRequestException && !context.RequestAborted.IsCancellationRequested)
        {
            throw Broken("its parts cannot be told apart");
        }
    }

    private async Task ReadPartAsync(MultipartSection part)
    {
        if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition)) throw Broken("a part has no name");
        var field = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
        if (IsFile(part, disposition))
        {
            var type = string.IsNullOrEmpty(part.ContentType) ? "application/octet-stream" : part.ContentType;
            _files.Add(await uploads.AddAsync(
                field, FileName(disposition), type, buffer => GuardAsync(() => part.Body.ReadAsync(buffer, context.RequestAborted)), context.RequestAborted));
            return;
        }

        var (bytes, isAll) = await GuardAsync(
            () => new ValueTask<(byte[], bool)>(BodyStart.ReadAsync(part.Body, (int)Math.Min(_textLeft, Array.MaxLength - 1), context.RequestAborted)));
        if (!isAll)
            throw new ApiException(413, "content_too_large", $"The fields of the form are larger than {limits.JsonBodyBytes} bytes.", new JsonObject { ["limit"] = limits.JsonBodyBytes });
        _textLeft -= bytes.Length;
        FormFields.Add(_fields, field, Encoding.UTF8.GetString(bytes));
    }

    /// <summary>Some clients send bytes without a file name; then their content type says that they are no text (rest §11).</summary>
    private static bool IsFile(MultipartSection part, ContentDispositionHeaderValue disposition) =>
        disposition.FileName.HasValue || disposition.FileNameStar.HasValue
        || (MediaTypeHeaderValue.TryParse(part.ContentType, out var type)
            && !type.Type.Equals("text", StringComparison.OrdinalIgnoreCase)
            && !type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase));

    /// <summary>The last part of what the client calls the file, so that a service cannot be led into another folder by it.</summary>
    private static string FileName(ContentDispositionHeaderValue disposition)
    {
        var sent = disposition.FileNameStar.HasValue ? disposition.FileNameStar.ToString() : HeaderUtilities.RemoveQuotes(disposition.FileName).ToString();
        var name = new string([.. sent[(sent.LastIndexOfAny(['/', '\\']) + 1)..].Where(c => !char.IsControl(c))]);
        return name is "." or ".." ? "" : name;
    }

    private static ApiException Broken(string reason) => new(400, "file_upload_error", $"The multipart form cannot be read: {reason}.");
}
