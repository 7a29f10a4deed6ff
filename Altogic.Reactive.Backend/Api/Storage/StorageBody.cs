using System.Text.Json;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Database.Query;

namespace Altogic.Reactive.Backend.Api.Storage;

/// <summary>The members of the bodies of storage operations, and of the options of uploads. Null counts as absent (rest §11).</summary>
internal readonly struct StorageBody(JsonBody body)
{
    public string Bucket => Text("bucket");

    public string File => Text("file");

    public JsonElement Options => body.Member("options");

    /// <exception cref="ApiException">400 when the body is not a JSON object.</exception>
    public static StorageBody Of(HttpContext context) => new(JsonBody.Of(context));

    /// <summary>A member that has to be text and not blank.</summary>
    public string Text(string name) => body.Text(name);

    public string? OptionalText(string name) => body.OptionalText(name);

    public bool? OptionalFlag(string name) => body.Member(name).ValueKind switch
    {
        JsonValueKind.Undefined => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw FieldErrors.Invalid(name, $"{name} has to be true or false."),
    };

    public bool IsTruthy(string name) => QueryReader.IsTruthy(body.Member(name));

    /// <summary>One text or a list of them; null when absent.</summary>
    public IReadOnlyList<string>? OptionalTexts(string name)
    {
        var value = body.Member(name);
        if (value.ValueKind == JsonValueKind.Undefined) return null;
        if (value.ValueKind == JsonValueKind.String) return [value.GetString()!];
        if (value.ValueKind != JsonValueKind.Array) throw NoTexts(name);
        var texts = new List<string>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray()) texts.Add(item.ValueKind == JsonValueKind.String ? item.GetString()! : throw NoTexts(name));
        return texts;
    }

    /// <summary>One text or a list of so many at most; longer ones are refused before they are read.</summary>
    public IReadOnlyList<string> Texts(string name, int most = int.MaxValue) =>
        body.Member(name) is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > most
            ? throw FieldErrors.Invalid(name, FormattableString.Invariant($"One call takes {most} of {name} at most."))
            : OptionalTexts(name) ?? throw FieldErrors.Missing(name);

    private static ApiException NoTexts(string name) => FieldErrors.Invalid(name, $"{name} has to be a text or a list of texts.");
}
