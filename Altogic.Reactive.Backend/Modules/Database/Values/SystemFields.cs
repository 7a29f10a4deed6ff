using System.Text.Json.Nodes;

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

    public static string IdOf(JsonObject stored) => stored[Id]!.GetValue<string>();
}
