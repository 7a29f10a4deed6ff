using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Stores.Json;

namespace Altogic.Reactive.Backend.Modules.Jobs;

/// <summary>The one object that the <c>errors</c> of a status record hold: the first error of the latest attempt. Immutable.</summary>
internal sealed record JobError(string Origin, string Code, string Message, JsonObject? Details = null)
{
    private const int LongestText = 2000;
    private const int LargestDetails = 8 << 10;

    /// <summary>What becomes of work that the end of the process cut off.</summary>
    public static JobError Interrupted { get; } = new(ErrorItem.ServerOrigin, "interrupted", "The backend stopped in the middle of the work.");

    public static JobError Unexpected { get; } = new(ErrorItem.ServerOrigin, "service_error", "The service failed.");

    public static JobError Of(ApiException refusal)
    {
        var item = refusal.Items[0];
        return new JobError(item.Origin, item.Code, item.Message, item.Details);
    }

    /// <summary>The error in an answer that is no success: its first entry when it has one, else one made of its status.</summary>
    public static JobError Of(ServiceResponse answer)
    {
        var fallback = new JobError(
            ErrorItem.ServerOrigin, "service_error", string.Create(CultureInfo.InvariantCulture, $"The service answered with status {answer.Status}."));
        if (Parse(answer.Body) is not { } body) return fallback;
        var entry = body["errors"] switch
        {
            JsonArray { Count: > 0 } list => list[0] as JsonObject,
            JsonObject single => single,
            _ => body,
        };
        return entry is null || Text(entry, "code") is not { } code
            ? fallback
            : new JobError(
                Text(entry, "origin") ?? ErrorItem.ServerOrigin, code, Text(entry, "message") ?? fallback.Message,
                (entry["details"] as JsonObject)?.DeepClone() as JsonObject);
    }

    public string ToJson()
    {
        var json = new JsonObject { ["origin"] = Cut(Origin), ["code"] = Cut(Code), ["message"] = Cut(Message) };
        if (Details is not null && JsonTree.TryWrite(Details, out var details) && details.Length <= LargestDetails) json["details"] = Details.DeepClone();
        return json.ToJsonString();
    }

    private static JsonObject? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = body.IsEmpty ? null : JsonDocument.Parse(body);
            return json is null ? null : JsonTree.From(json.RootElement) as JsonObject;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // no JSON, or text in it with half a surrogate pair
            return null;
        }
    }

    private static string? Text(JsonObject entry, string name) =>
        entry[name] is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0 ? text : null;

    private static string Cut(string text) => text.Length <= LongestText ? text : text[..LongestText];
}
