namespace Altogic.Reactive.Backend.Modules.Database.Models;

/// <summary>The fields of the objects of one model or sub-model. Immutable after the registry is built.</summary>
internal sealed class ObjectSchema
{
    private readonly Dictionary<string, FieldSchema> _fields = new(StringComparer.Ordinal);

    public ObjectSchema(string modelName, bool isOpen, bool timestamps, IReadOnlyDictionary<string, FieldDefinition> definitions)
    {
        ModelName = modelName;
        IsOpen = isOpen;
        Timestamps = timestamps;
        Definitions = definitions;
        foreach (var (name, definition) in definitions) _fields.Add(name, new FieldSchema(modelName, name, definition));
        Searchable = [.. _fields.Values.Where(field => field.Definition.Searchable).Select(field => field.Name)];
    }

    /// <summary>Objects of a model nobody declared: any field, time stamps on.</summary>
    public static ObjectSchema Any(string modelName) => new(modelName, true, true, new Dictionary<string, FieldDefinition>());

    /// <summary>The dotted name of the model.</summary>
    public string ModelName { get; }

    /// <summary>Whether fields that are not declared are kept.</summary>
    public bool IsOpen { get; }

    public bool Timestamps { get; }

    public IReadOnlyDictionary<string, FieldDefinition> Definitions { get; }

    public IReadOnlyDictionary<string, FieldSchema> Fields => _fields;

    /// <summary>The fields that text search covers, in the order of the columns of the search table.</summary>
    public IReadOnlyList<string> Searchable { get; }

    /// <summary>The field with this name, spelt exactly or, failing that, in other case; null when there is none.</summary>
    public FieldSchema? FindField(string name)
    {
        if (_fields.TryGetValue(name, out var field)) return field;
        foreach (var candidate in _fields.Values)
            if (string.Equals(candidate.Name, name, StringComparison.OrdinalIgnoreCase)) return candidate;
        return null;
    }
}
