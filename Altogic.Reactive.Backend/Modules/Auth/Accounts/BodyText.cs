using System.Text.Json;
using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend.Modules.Auth.Accounts;

/// <summary>Reads texts out of request bodies, whatever was sent in their place.</summary>
internal static class BodyText
{
    /// <summary>The text; null when it is absent, null or of another type.</summary>
    public static string? Read(JsonObject body, string name)
    {
        if (body[name] is not JsonValue value || value.GetValueKind() != JsonValueKind.String) return null;
        try
        {
            return value.GetValue<string>();
        }
        catch (InvalidOperationException)
        {
            // An escaped half of a surrogate pair is valid JSON, but it is no text.
            return null;
        }
    }

    public static bool IsAbsent(JsonObject body, string name) => body[name] is null || Read(body, name) is { } text && string.IsNullOrWhiteSpace(text);

    /// <exception cref="ApiException">400 when the text is missing or is no text.</exception>
    public static string Require(JsonObject body, string field, string name)
    {
        if (body[field] is null || Read(body, field) is { Length: 0 }) throw new ApiException(400, [AuthErrors.Missing(field, name)]);
        return Read(body, field) ?? throw new ApiException(400, [AuthErrors.Invalid(field, $"The {name} must be text.")]);
    }
}
