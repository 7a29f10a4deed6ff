using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Stores;
using Altogic.Reactive.Backend.Stores.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Altogic.Reactive.Backend.Pipeline;

/// <summary>Reads a JSON body up to a limit and checks all of it, so that handlers meet nothing that throws later.</summary>
internal static class JsonBodyReader
{
    // Below the 64 levels that most JSON readers accept, so that an answer may wrap what a request brought.
    private const int MaxDepth = 60;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth };

    /// <exception cref="ApiException">400, 413 or 415.</exception>
    public static async ValueTask ReadAsync(HttpContext context, RequestScope scope, long limit)
    {
        var request = context.Request;
        if (request.ContentLength == 0 || context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false }) return;
        if (request.ContentLength > limit) throw TooLarge(limit);
        var isJson = IsJson(request.ContentType);
        if (!isJson && !string.IsNullOrEmpty(request.ContentType)) throw Unsupported(request.ContentType);

        var reader = request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(context.RequestAborted);
            var buffer = result.Buffer;
            var consumed = buffer.End;
            try
            {
                if (buffer.Length > limit) throw TooLarge(limit);
                if (!isJson && !buffer.IsEmpty) throw Unsupported("none");
                if (result.IsCompleted)
                {
                    Parse(scope, buffer);
                    return;
                }

                consumed = buffer.Start;
            }
            finally
            {
                // Also after a refusal: the server can only reuse the connection when no read is left open.
                reader.AdvanceTo(consumed, buffer.End);
            }
        }
    }

    private static void Parse(RequestScope scope, ReadOnlySequence<byte> buffer)
    {
        if (buffer.IsEmpty) return;
        if (buffer.IsSingleSegment)
        {
            Parse(scope, buffer.FirstSpan);
            return;
        }

        var length = checked((int)buffer.Length);
        var rented = SharedBytes.Rent(length);
        try
        {
            buffer.CopyTo(rented);
            Parse(scope, rented.AsSpan(0, length));
        }
        finally
        {
            SharedBytes.Return(rented);
        }
    }

    private static void Parse(RequestScope scope, ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        if (!Utf8.IsValid(utf8)) throw Invalid("it is not UTF-8");
        try
        {
            if (JsonEscapes.HoldHalfPair(utf8, MaxDepth)) throw Invalid("a text holds half a surrogate pair");
            scope.Json = JsonElement.Parse(utf8, Options);
        }
        catch (JsonException e)
        {
            throw Invalid(e.Message);
        }
    }

    /// <summary>Whether a content type says that the body is JSON in UTF-8.</summary>
    public static bool IsJson(string? contentType)
    {
        if (string.Equals(contentType, "application/json", StringComparison.OrdinalIgnoreCase)) return true;
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type)) return false;
        var isJson = type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase);
        return isJson && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase));
    }

    private static ApiException TooLarge(long limit) =>
        new(413, "content_too_large", $"The request body is larger than {limit} bytes.", new JsonObject { ["limit"] = limit });

    private static ApiException Unsupported(string contentType) => new(
        415, "unsupported_media_type", "The request body must be JSON in UTF-8, sent as application/json.", new JsonObject { ["contentType"] = contentType });

    private static ApiException Invalid(string reason) =>
        new(400, "invalid_request_body_syntax", $"The request body is not valid JSON: {reason.TrimEnd('.')}.");
}
