using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules;

namespace Altogic.Reactive.Backend.Pipeline;

/// <summary>What route handlers use to read requests and to answer.</summary>
internal static class HttpContextExtensions
{
    public static RequestScope Scope(this HttpContext context) =>
        context.Features.Get<RequestScope>() ?? throw new InvalidOperationException("The request did not pass the pipeline.");

    /// <summary>Where to collect an answer that may become large.</summary>
    public static AnswerBuffer Answer(this HttpContext context) => new(memory: context.Scope().Answers);

    public static Caller Caller(this HttpContext context) =>
        context.Scope().Caller ?? throw new InvalidOperationException("The route has no operation policy.");

    /// <summary>The JSON object in the body; an absent body is an empty object.</summary>
    /// <exception cref="ApiException">400 when the body is not a JSON object.</exception>
    public static JsonObject ReadObject(this HttpContext context) => context.Scope().Body switch
    {
        JsonObject body => body,
        null => [],
        _ => throw new ApiException(400, "invalid_request_body_syntax", "The request body must be a JSON object."),
    };

    /// <summary>The query string, with the decoding rules of the protocol.</summary>
    public static QueryValues QueryValues(this HttpContext context) => new(context.Request.QueryString.Value);

    /// <summary>Answers 200 with this JSON; null answers the literal <c>null</c>.</summary>
    public static Task WriteJsonAsync(this HttpContext context, JsonNode? value) =>
        context.WriteJsonAsync(JsonSerializer.SerializeToUtf8Bytes(value, JsonText.Options));

    /// <summary>Answers 200 with JSON that is already UTF-8 text.</summary>
    public static Task WriteJsonAsync(this HttpContext context, ReadOnlyMemory<byte> utf8Json)
    {
        context.Response.ContentType = JsonText.ContentType;
        context.Response.ContentLength = utf8Json.Length;
        return context.Response.Body.WriteAsync(utf8Json, context.RequestAborted).AsTask();
    }
}
