using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Pipeline;
using Altogic.Reactive.Backend.Realtime;
using Altogic.Reactive.Backend.Realtime.Hub;
using Altogic.Reactive.Backend.Realtime.SocketIO;

namespace Altogic.Reactive.Backend.Api;

/// <summary>What is asked of realtime over HTTP: the members of a channel (rest R1), and publishing for the app's own servers.</summary>
internal static class RealtimeApi
{
    private const int FlushAfter = 64 << 10;
    private static readonly OperationPolicy Members = new(ClientRights.Realtime);
    private static readonly OperationPolicy ApiKey = new(null, SessionNeed.Never) { ApiKey = true };

    public static void MapRealtime(this IEndpointRouteBuilder routes, RealtimeHub hub, RealtimePublishing publishing)
    {
        routes.MapOperation("POST", "/_api/rest/v1/realtime/get-members", Members, async context =>
            await WriteAsync(context, await hub.MembersAsync(RequiredText(context.ReadObject(), "channel"), context.RequestAborted)));
        routes.MapOperation("POST", "/_admin/v1/realtime/publish", ApiKey, context =>
        {
            Publish(publishing, context.ReadObject());
            return context.WriteJsonAsync((JsonNode?)null);
        });
    }

    private static void Publish(RealtimePublishing publishing, JsonObject body)
    {
        var channel = body["channel"] is null ? null : RequiredText(body, "channel");
        if (publishing.Publish(channel, RequiredText(body, "eventName"), body["message"]) is not { } refusal) return;
        throw new ApiException(refusal == Refusal.TooLarge ? 413 : 400, refusal.Code, refusal.Message);
    }

    /// <summary>Written piece by piece: many members with long profiles are more than should be in memory at once.</summary>
    private static async Task WriteAsync(HttpContext context, IReadOnlyList<Member> members)
    {
        context.Response.ContentType = JsonText.ContentType;
        var output = context.Response.BodyWriter;
        await using var json = new Utf8JsonWriter(output, JsonText.WriterOptions);
        json.WriteStartArray();
        foreach (var member in members)
        {
            SocketMessages.WriteMember(json, member);
            if (json.BytesPending < FlushAfter) continue;
            json.Flush();
            await output.FlushAsync(context.RequestAborted);
        }

        json.WriteEndArray();
    }

    private static string RequiredText(JsonObject body, string name)
    {
        if (body[name] is JsonValue value && value.TryGetValue<string>(out var text) && !string.IsNullOrWhiteSpace(text)) return text;
        var isMissing = body[name] is null || body[name]!.GetValueKind() == JsonValueKind.String;
        throw new ApiException(
            400, isMissing ? "missing_required_value" : "invalid_value", $"The {name} must be a text that is not blank.", new JsonObject { ["field"] = name });
    }
}
