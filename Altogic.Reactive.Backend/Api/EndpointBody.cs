using System.Text;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Services;
using Altogic.Reactive.Backend.Pipeline;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Altogic.Reactive.Backend.Api;

/// <summary>
/// Reads the body of a request to an endpoint: JSON as a tree, text as text, the text fields of a form as an object, and everything
/// else as files on disk.
/// </summary>
internal sealed class EndpointBody(HttpContext context, CallUploads uploads, LimitsDefinition limits)
{
    private static readonly (JsonNode?, IReadOnlyList<ServiceFile>) Nothing = (null, []);

    private HttpRequest Request => context.Request;

    /// <exception cref="ApiException">400, 413 or 415.</exception>
    public async Task<(JsonNode? Body, IReadOnlyList<ServiceFile> Files)> ReadAsync()
    {
        if (HttpMethods.IsGet(Request.Method) || HttpMethods.IsHead(Request.Method)) return Nothing;
        if (Request.ContentLength == 0 || context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false }) return Nothing;
        var type = MediaTypeHeaderValue.TryParse(Request.ContentType, out var parsed) ? parsed : null;
        if (Is(type, "multipart/form-data")) return await new EndpointForm(context, uploads, limits).ReadAsync(type!);
        if (Is(type, "application/x-www-form-urlencoded")) return (Fields(await ReadTextAsync(type!)), []);
        if (IsJson(type))
        {
            await JsonBodyReader.ReadAsync(context, context.Scope(), limits.JsonBodyBytes);
            return (context.Scope().HasBody ? ServiceJson.From(context.Scope().Json) : null, []);
        }

        if (IsText(type)) return (JsonValue.Create(await ReadTextAsync(type!)), []);
        return await ReadFileAsync();
    }

    private static bool Is(MediaTypeHeaderValue? type, string name) => type is not null && type.MediaType.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static bool IsJson(MediaTypeHeaderValue? type) =>
        Is(type, "application/json") || (type is not null && type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));

    private static bool IsText(MediaTypeHeaderValue? type) => type is not null
        && (type.Type.Equals("text", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("xml", StringComparison.OrdinalIgnoreCase)
            || Is(type, "application/xml"));

    private static JsonObject Fields(string form)
    {
        var fields = new JsonObject();
        foreach (var pair in new QueryStringEnumerable(form))
            FormFields.Add(fields, pair.DecodeName().ToString(), pair.DecodeValue().ToString());
        return fields;
    }

    private async Task<string> ReadTextAsync(MediaTypeHeaderValue type)
    {
        var most = (int)Math.Min(limits.JsonBodyBytes, Array.MaxLength - 1);
        var decoder = DecoderFor(type);
        var (bytes, isAll) = Request.ContentLength > most ? ([], false) : await BodyStart.ReadAsync(Request.Body, most, context.RequestAborted);
        if (!isAll) throw new ApiException(413, "content_too_large", $"The request body is larger than {most} bytes.", new JsonObject { ["limit"] = most });
        try
        {
            var text = decoder.GetString(bytes);
            return text.StartsWith('\uFEFF') ? text[1..] : text;
        }
        catch (DecoderFallbackException)
        {
            throw new ApiException(400, "invalid_request_body_syntax", $"The request body is not valid {decoder.WebName} text.");
        }
    }

    private static Encoding DecoderFor(MediaTypeHeaderValue type)
    {
        var name = type.Charset.HasValue ? HeaderUtilities.RemoveQuotes(type.Charset).ToString() : "utf-8";
        try
        {
            return Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new ApiException(415, "unsupported_media_type", "The character set of the request body is not known here.", new JsonObject { ["charset"] = name });
        }
    }

    private async Task<(JsonNode?, IReadOnlyList<ServiceFile>)> ReadFileAsync()
    {
        var type = string.IsNullOrEmpty(Request.ContentType) ? "application/octet-stream" : Request.ContentType;
        var file = await uploads.AddAsync("body", "", type, buffer => Request.Body.ReadAsync(buffer, context.RequestAborted), context.RequestAborted);

        // Some clients announce a body of unknown length and send none.
        return file.Size == 0 && string.IsNullOrEmpty(Request.ContentType) ? Nothing : (null, [file]);
    }
}
