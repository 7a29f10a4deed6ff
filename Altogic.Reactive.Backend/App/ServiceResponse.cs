using System.Text.Json;
using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend;

/// <summary>What a service answers; an endpoint's caller gets it unchanged. Immutable.</summary>
public sealed record ServiceResponse
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>The HTTP status; 2xx completes a queue's message or a task. The default value is 200.</summary>
    public int Status { get; init; } = 200;

    /// <summary>The content type of <see cref="Body"/>. The default value is <c>application/json; charset=utf-8</c>.</summary>
    public string ContentType { get; init; } = "application/json; charset=utf-8";

    /// <summary>The body. The default value is empty.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>An answer without a body.</summary>
    public static ServiceResponse Empty(int status = 200) => new() { Status = status };

    /// <summary>An answer with this JSON; null answers the literal <c>null</c>.</summary>
    public static ServiceResponse Json(JsonNode? body, int status = 200) =>
        new() { Status = status, Body = JsonSerializer.SerializeToUtf8Bytes(body, Web) };

    /// <summary>An answer with this value as JSON, its members in camel case.</summary>
    public static ServiceResponse From<T>(T body, int status = 200) =>
        new() { Status = status, Body = JsonSerializer.SerializeToUtf8Bytes(body, Web) };

    /// <summary>An answer with this text as <c>text/plain</c>.</summary>
    public static ServiceResponse Text(string body, int status = 200) =>
        new() { Status = status, ContentType = "text/plain; charset=utf-8", Body = System.Text.Encoding.UTF8.GetBytes(body) };
}
