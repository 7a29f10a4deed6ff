using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend.Modules;

/// <summary>The refusals of a member of a request, whatever the module.</summary>
internal static class FieldErrors
{
    public static ApiException Missing(string field) =>
        new(400, "missing_required_value", $"{field} is missing.", new JsonObject { ["field"] = field });

    public static ApiException Invalid(string field, string message) => new(400, "invalid_value", message, new JsonObject { ["field"] = field });
}
