using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules;
using Microsoft.Net.Http.Headers;

namespace Altogic.Reactive.Backend.Pipeline;

/// <summary>Writes the one shape that every refusal has (errors §1.1).</summary>
internal static class ErrorEnvelope
{
    public static Task WriteAsync(HttpContext context, ApiException error)
    {
        if (error.RetryAfter is { } wait)
        {
            var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return WriteAsync(context, error.Status, error.Items);
    }

    public static Task WriteAsync(HttpContext context, int status, string code, string message, JsonObject? details = null) =>
        WriteAsync(context, status, [new ErrorItem(Origin(status), code, message, details)]);

    /// <summary>The envelope for a status that something else has set without a body.</summary>
    public static Task WriteForStatusAsync(HttpContext context)
    {
        var status = context.Response.StatusCode;
        return status switch
        {
            404 => WriteNotFoundAsync(context),
            405 => WriteAsync(
                context, 405, "method_not_allowed", $"{context.Request.Method} is not possible here; {context.Response.Headers.Allow} is.", Where(context)),
            415 => WriteAsync(context, 415, "unsupported_media_type", "The content type of the request body is not supported here."),
            _ => WriteAsync(context, status, "http_" + status.ToString(CultureInfo.InvariantCulture), "The request failed."),
        };
    }

    public static Task WriteNotFoundAsync(HttpContext context) => WriteAsync(
        context, 404, "resource_not_found", $"There is nothing at {context.Request.Method} {context.Request.Path.Value}{Cure(context.Request)}.", Where(context));

    /// <summary>Paths that begin so are the protocol's; all others can be endpoints of the app.</summary>
    private static string Cure(HttpRequest request) =>
        (request.Path.Value ?? "").StartsWith("/_", StringComparison.Ordinal) ? "" : "; if it is an endpoint, define it in altogic.json";

    private static Task WriteAsync(HttpContext context, int status, IReadOnlyList<ErrorItem> items)
    {
        context.Scope().ErrorCode = items[0].Code;
        var response = context.Response;
        response.StatusCode = status;
        response.Headers.Remove(HeaderNames.ContentEncoding);
        response.Headers.Remove(HeaderNames.ContentDisposition);
        response.Headers.Remove(HeaderNames.ETag);
        response.Headers.Remove(HeaderNames.LastModified);
        response.Headers.Remove(HeaderNames.ContentSecurityPolicy);
        response.Headers.Remove("Repr-Digest");
        response.ContentType = JsonText.ContentType;
        response.Headers.CacheControl = "no-store";
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, JsonText.WriterOptions)) Write(json, items);
        response.ContentLength = buffer.WrittenCount;
        return response.Body.WriteAsync(buffer.WrittenMemory).AsTask();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<ErrorItem> items)
    {
        json.WriteStartObject();
        json.WriteStartArray("errors"u8);
        foreach (var item in items)
        {
            json.WriteStartObject();
            json.WriteString("origin"u8, item.Origin);
            json.WriteString("code"u8, item.Code);
            json.WriteString("message"u8, item.Message);
            if (item.Details is not null)
            {
                json.WritePropertyName("details"u8);
                item.Details.WriteTo(json);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static JsonObject Where(HttpContext context) =>
        new() { ["method"] = context.Request.Method, ["path"] = context.Request.Path.Value };

    private static string Origin(int status) => status >= 500 ? ErrorItem.ServerOrigin : ErrorItem.ClientOrigin;
}
