using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Query.Values;

namespace Altogic.Reactive.Backend.Modules.Database.Values;

/// <summary>The fields that the server alone writes (data-model §2).</summary>
internal static class SystemFields
{
    public const string Id = "_id";
    public const string Parent = "_parent";
    public const string CreatedAt = "createdAt";
    public const string UpdatedAt = "updatedAt";

    /// <summary>Whether clients cannot write the field; the time stamps are ordinary fields where they are switched off.</summary>
    public static bool Contains(string field, bool timestamps) =>
        field is Id or Parent || (timestamps && field is CreatedAt or UpdatedAt);

    /// <summary>The id that the values of a caller name; null when it is none.</summary>
    public static string? IdIn(JsonElement values) =>
        values.TryGetProperty(Id, out var id) && id.ValueKind == JsonValueKind.String && id.GetString() is { } text && ObjectId.IsValid(text)
            ? text.ToLowerInvariant()
            : null;

    /// <summary>The time stamp that the values of a caller name, as it is stored; null when it is none.</summary>
    public static string? InstantIn(JsonElement values, string timestamp) =>
        values.TryGetProperty(timestamp, out var instant) && instant.ValueKind == JsonValueKind.String && IsoDate.TryParse(instant.GetString(), out var read)
            ? IsoDate.ToText(read)
            : null;

    public static string IdOf(JsonObject stored) => stored[Id]!.GetValue<string>();
}
