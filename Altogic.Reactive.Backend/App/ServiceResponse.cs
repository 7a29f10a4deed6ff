using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend;

/// <summary>What a service answers; an endpoint's caller gets it unchanged. Immutable.</summary>
public sealed record ServiceResponse
{
    private const string JsonType = "application/json; charset=utf-8";
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>The HTTP status, 200 to 599; 2xx completes a queue's message or a task. The default value is 200.</summary>
    public int Status { get; init; } = 200;

    /// <summary>The content type of the body. The default value is <c>application/json; charset=utf-8</c>.</summary>
    public string ContentType { get; init; } = JsonType;

    /// <summary>The body. The default value is empty.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>
    /// A body that is passed on while it is read, in place of <see cref="Body"/>: for what is too large to be held in memory.
    /// The backend disposes it. The default value is null.
    /// </summary>
    public Stream? Content { get; init; }

    /// <summary>
    /// More headers for the caller: those that describe a body or a redirect (<c>Location</c>, <c>Content-Disposition</c>,
    /// <c>Cache-Control</c>, <c>ETag</c> …) and your own <c>X-…</c>; others are left out. The default value is empty.
    /// </summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    internal bool IsError => Status >= 400;

    /// <summary>An answer without a body.</summary>
    public static ServiceResponse Empty(int status = 200) => new() { Status = status, ContentType = "" };

    /// <summary>An answer with this JSON; null answers the literal <c>null</c>.</summary>
    public static ServiceResponse Json(JsonNode? body, int status = 200) =>
        new() { Status = status, Body = JsonSerializer.SerializeToUtf8Bytes(body, Web) };

    /// <summary>An answer with this value as JSON, its members in camel case.</summary>
    public static ServiceResponse From<T>(T body, int status = 200) =>
        new() { Status = status, Body = JsonSerializer.SerializeToUtf8Bytes(body, Web) };

    /// <summary>An answer with this text as <c>text/plain</c>.</summary>
    public static ServiceResponse Text(string body, int status = 200) =>
        new() { Status = status, ContentType = "text/plain; charset=utf-8", Body = Encoding.UTF8.GetBytes(body) };

    /// <summary>An answer with these bytes.</summary>
    public static ServiceResponse Bytes(ReadOnlyMemory<byte> body, string contentType = "application/octet-stream", int status = 200) =>
        new() { Status = status, ContentType = contentType, Body = body };

    /// <summary>An answer that is passed on while it is read; the backend disposes the stream.</summary>
    public static ServiceResponse Stream(Stream content, string contentType = "application/octet-stream", int status = 200) =>
        new() { Status = status, ContentType = contentType, Content = content };

    /// <summary>A refusal in the shape that clients understand.</summary>
    /// <param name="status">The HTTP status, 400 to 599.</param>
    /// <param name="code">What programs look at, for example <c>recipe_not_found</c>.</param>
    /// <param name="message">What people read.</param>
    /// <param name="details">More about it; null leaves it out.</param>
    public static ServiceResponse Error(int status, string code, string message, JsonObject? details = null)
    {
        var error = new JsonObject { ["origin"] = status >= 500 ? "server_error" : "client_error", ["code"] = code, ["message"] = message };
        if (details is not null) error["details"] = details.DeepClone();
        return Json(new JsonObject { ["errors"] = new JsonArray(error) }, status);
    }
}
