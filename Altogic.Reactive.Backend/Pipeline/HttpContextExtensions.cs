using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules;

namespace Altogic.Reactive.Backend.Pipeline;

/// <summary>What route handlers use to read requests and to answer.</summary>
internal static class HttpContextExtensions
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 128 };

    public static Caller Caller(this HttpContext context) =>
        context.Features.Get<Caller>() ?? throw new InvalidOperationException("The request did not pass the pipeline.");

    /// <summary>The JSON object in the body; an absent body is an empty object.</summary>
    /// <exception cref="ApiException">400 when the body is not a JSON object.</exception>
    public static async Task<JsonObject> ReadObjectAsync(this HttpContext context)
    {
        if (context.Request.ContentLength == 0 || context.Request.ContentType is null) return [];
        try
        {
            var node = await JsonNode.ParseAsync(context.Request.Body, default, Strict, context.RequestAborted);
            return node as JsonObject
                ?? throw new ApiException(400, "invalid_request_body_syntax", "The request body must be a JSON object.");
        }
        catch (JsonException e)
        {
            throw new ApiException(400, "invalid_request_body_syntax", $"The request body is not valid JSON: {e.Message}");
        }
    }

    /// <summary>Answers 200 with this JSON; null answers the literal <c>null</c>.</summary>
    public static Task WriteJsonAsync(this HttpContext context, JsonNode? value) =>
        context.WriteJsonAsync(JsonSerializer.SerializeToUtf8Bytes(value));

    /// <summary>Answers 200 with JSON that is already UTF-8 text.</summary>
    public static Task WriteJsonAsync(this HttpContext context, ReadOnlyMemory<byte> utf8Json)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = utf8Json.Length;
        return context.Response.Body.WriteAsync(utf8Json, context.RequestAborted).AsTask();
    }
}
