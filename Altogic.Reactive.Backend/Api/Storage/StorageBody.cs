using System.Text.Json;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Backend.Modules.Storage;
using Altogic.Reactive.Backend.Pipeline;

namespace Altogic.Reactive.Backend.Api.Storage;

/// <summary>The members of the bodies of storage operations, and of the options of uploads. Null counts as absent (rest §11).</summary>
internal readonly struct StorageBody(JsonElement json)
{
    public string Bucket => Text("bucket");

    public string File => Text("file");

    public JsonElement Options => Member("options");

    /// <exception cref="ApiException">400 when the body is not a JSON object.</exception>
    public static StorageBody Of(HttpContext context)
    {
        var json = context.Scope().Json;
        return json.ValueKind is JsonValueKind.Object or JsonValueKind.Undefined or JsonValueKind.Null
            ? new StorageBody(json)
            : throw new ApiException(400, "invalid_request_body_syntax", "The request body must be a JSON object.");
    }

    /// <summary>A member that has to be text and not blank.</summary>
    public string Text(string name)
    {
        var text = OptionalText(name);
        return string.IsNullOrWhiteSpace(text) ? throw StorageErrors.Missing(name) : text;
    }

    public string? OptionalText(string name)
    {
        var value = Member(name);
        return value.ValueKind switch
        {
            JsonValueKind.Undefined => null,
            JsonValueKind.String => value.GetString(),
            _ => throw StorageErrors.Invalid(name, $"{name} has to be text."),
        };
    }

    public bool? OptionalFlag(string name) => Member(name).ValueKind switch
    {
        JsonValueKind.Undefined => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw StorageErrors.Invalid(name, $"{name} has to be true or false."),
    };

    public bool IsTruthy(string name) => QueryReader.IsTruthy(Member(name));

    /// <summary>One text or a list of them; null when absent.</summary>
    public IReadOnlyList<string>? OptionalTexts(string name)
    {
        var value = Member(name);
        if (value.ValueKind == JsonValueKind.Undefined) return null;
        if (value.ValueKind == JsonValueKind.String) return [value.GetString()!];
        if (value.ValueKind != JsonValueKind.Array) throw NoTexts(name);
        var texts = new List<string>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray()) texts.Add(item.ValueKind == JsonValueKind.String ? item.GetString()! : throw NoTexts(name));
        return texts;
    }

    /// <summary>One text or a list of so many at most; longer ones are refused before they are read.</summary>
    public IReadOnlyList<string> Texts(string name, int most = int.MaxValue) =>
        Member(name) is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > most
            ? throw StorageErrors.Invalid(name, FormattableString.Invariant($"One call takes {most} of {name} at most."))
            : OptionalTexts(name) ?? throw StorageErrors.Missing(name);

    private static ApiException NoTexts(string name) => StorageErrors.Invalid(name, $"{name} has to be a text or a list of texts.");

    private JsonElement Member(string name)
    {
        var value = QueryReader.Member(json, name);
        return value.ValueKind == JsonValueKind.Null ? default : value;
    }
}
