using System.Text.Json;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Backend.Pipeline;

namespace Altogic.Reactive.Backend.Api;

/// <summary>The members of a JSON body. Null counts as absent (rest §11).</summary>
internal readonly struct JsonBody(JsonElement json)
{
    /// <exception cref="ApiException">400 when the body is not a JSON object.</exception>
    public static JsonBody Of(HttpContext context)
    {
        var json = context.Scope().Json;
        return json.ValueKind is JsonValueKind.Object or JsonValueKind.Undefined or JsonValueKind.Null
            ? new JsonBody(json)
            : throw new ApiException(400, "invalid_request_body_syntax", "The request body must be a JSON object.");
    }

    /// <summary>A member that has to be text and not blank.</summary>
    public string Text(string name)
    {
        var text = OptionalText(name);
        return string.IsNullOrWhiteSpace(text) ? throw FieldErrors.Missing(name) : text;
    }

    public string? OptionalText(string name)
    {
        var value = Member(name);
        return value.ValueKind switch
        {
            JsonValueKind.Undefined => null,
            JsonValueKind.String => value.GetString(),
            _ => throw FieldErrors.Invalid(name, $"{name} has to be text."),
        };
    }

    /// <summary>The member; undefined when it is absent or null.</summary>
    public JsonElement Member(string name) => AnyMember(name) is { ValueKind: not JsonValueKind.Null } value ? value : default;

    /// <summary>The member, which may be null; undefined when it is absent.</summary>
    public JsonElement AnyMember(string name) => QueryReader.Member(json, name);
}
