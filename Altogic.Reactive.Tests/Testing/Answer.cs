using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>An HTTP answer, read to its end.</summary>
internal sealed record Answer(int Status, string Text, string? ContentType, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders)
{
    /// <summary>The body as JSON; null for the literal <c>null</c> and for an empty body.</summary>
    public JsonNode? Json => Text.Length == 0 ? null : JsonNode.Parse(Text);

    /// <summary>The code of the first error.</summary>
    public string? Code => (string?)(Json as JsonObject)?["errors"]?[0]?["code"];

    /// <summary>The message of the first error.</summary>
    public string? Message => (string?)(Json as JsonObject)?["errors"]?[0]?["message"];

    /// <summary>The details of the first error.</summary>
    public JsonNode? Details => (Json as JsonObject)?["errors"]?[0]?["details"];

    public static async Task<Answer> ReadAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        await response.Content.ReadAsStringAsync(),
        response.Content.Headers.ContentType?.ToString(),
        response.Headers,
        response.Content.Headers);

    public string? Header(string name) =>
        Headers.TryGetValues(name, out var values) || ContentHeaders.TryGetValues(name, out values) ? string.Join(", ", values) : null;

    public override string ToString() => $"{Status} {Text}";
}
