using System.Text.Json;
using Altogic.Reactive.Backend.Modules.Database.Models;

namespace Altogic.Reactive.Backend.Modules.Database.Values;

/// <summary>Hashes a text one-way; slow on purpose, so it runs before the writer and never on it.</summary>
internal delegate Task<string> SecretHash(string text, CancellationToken cancel);

/// <summary>The hashes of the encrypted texts of one call, made beforehand. Hashes are kept beside the documents, never in them.</summary>
internal sealed class Secrets
{
    public static readonly Secrets None = new();
    private readonly Dictionary<string, string> _hashes = new(StringComparer.Ordinal);

    /// <summary>Hashes every encrypted text that occurs in the values.</summary>
    public static async Task<Secrets> OfAsync(ObjectSchema schema, JsonElement values, SecretHash hash, CancellationToken cancel)
    {
        if (!schema.HasSecrets) return None;
        var texts = new HashSet<string>(StringComparer.Ordinal);
        Collect(schema, values, texts);
        var secrets = new Secrets();
        foreach (var text in texts) secrets._hashes.Add(text, await hash(text, cancel));
        return secrets;
    }

    /// <summary>The hash of a text; null when the text was not among the values.</summary>
    public string? HashOf(string text) => _hashes.GetValueOrDefault(text);

    private static void Collect(ObjectSchema schema, JsonElement values, HashSet<string> texts)
    {
        if (values.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in values.EnumerateArray()) Collect(schema, item, texts);
            return;
        }

        if (values.ValueKind != JsonValueKind.Object) return;
        foreach (var property in values.EnumerateObject())
        {
            // Any segment of a dotted key may lead here; looking once too often does no harm.
            var field = Find(schema, property.Name);
            if (field?.Nested is { HasSecrets: true } nested) Collect(nested, property.Value, texts);
            else if (field?.Type == FieldType.EncryptedText && property.Value.ValueKind == JsonValueKind.String) texts.Add(property.Value.GetString()!);
        }
    }

    private static FieldSchema? Find(ObjectSchema schema, string path)
    {
        if (schema.Fields.TryGetValue(path, out var field)) return field;
        foreach (var segment in path.Split('.'))
        {
            field = schema.Fields.GetValueOrDefault(segment);
            if (field?.Nested is null) return field;
            schema = field.Nested;
        }

        return field;
    }
}
