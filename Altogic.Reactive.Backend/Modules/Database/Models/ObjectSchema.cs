using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Database.Models;

/// <summary>The fields of the objects of one model or sub-model. Immutable.</summary>
internal sealed class ObjectSchema
{
    private readonly Dictionary<string, FieldSchema> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FieldSchema> _anyCase = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lazy<DocumentTable> _documents;

    public ObjectSchema(string modelName, bool isOpen, bool timestamps, IReadOnlyDictionary<string, FieldDefinition> definitions)
    {
        ModelName = modelName;
        IsOpen = isOpen;
        Timestamps = timestamps;
        Definitions = definitions;
        foreach (var (name, definition) in definitions) Add(new FieldSchema(modelName, name, definition));
        Context = new ModelContext(modelName, isOpen ? null : definitions, new Dictionary<string, IReadOnlyDictionary<string, FieldDefinition>?>());
        _documents = new Lazy<DocumentTable>(
            () => new DocumentTable(ResolvedModel.TableOf(modelName), ResolvedModel.SearchTableOf(modelName), Searchable!.Count));
        Searchable = [.. _fields.Values.Where(field => field.Definition.Searchable).Select(field => field.Name)];
        Required = [.. _fields.Values.Where(field => field.Definition.Required)];
        WithDefault = DefaultOrder.Of(this);
        HasRules = _fields.Values.Any(field => field.Rules.Count > 0);
        HasSecrets = _fields.Values.Any(field => field.Type == FieldType.EncryptedText || field.Nested is { HasSecrets: true });
        HasNestedUnique = _fields.Values.Any(field => field.Nested is { } nested && (nested.HasUnique || nested.HasNestedUnique));
        HasUnique = _fields.Values.Any(field => field.Definition.Unique);
    }

    /// <summary>What embedded objects hold that nobody declared, wherever they are.</summary>
    public static ObjectSchema Anything { get; } = Any("");

    /// <summary>The dotted name of the model.</summary>
    public string ModelName { get; }

    /// <summary>Whether fields that are not declared are kept.</summary>
    public bool IsOpen { get; }

    public bool Timestamps { get; }

    public IReadOnlyDictionary<string, FieldDefinition> Definitions { get; }

    public IReadOnlyDictionary<string, FieldSchema> Fields => _fields;

    /// <summary>What expressions on one of these objects may refer to, without lookups.</summary>
    public ModelContext Context { get; }

    /// <summary>The statements on the tables; only of use for a top-level model.</summary>
    public DocumentTable Documents => _documents.Value;

    /// <summary>The fields that text search covers, in the order of the columns of the search table.</summary>
    public IReadOnlyList<string> Searchable { get; }

    public IReadOnlyList<FieldSchema> Required { get; }

    /// <summary>The fields with defaults; each stands behind those that its default reads.</summary>
    public IReadOnlyList<FieldSchema> WithDefault { get; }

    public bool HasRules { get; }

    /// <summary>Whether encrypted text occurs here or further inside.</summary>
    public bool HasSecrets { get; }

    public bool HasUnique { get; }

    /// <summary>Whether embedded objects have unique fields.</summary>
    public bool HasNestedUnique { get; }

    /// <summary>Objects of a model nobody declared: any field, time stamps on.</summary>
    public static ObjectSchema Any(string modelName) => new(modelName, true, true, new Dictionary<string, FieldDefinition>());

    /// <summary>The field with this name, spelt exactly or, failing that, in other case; null when there is none.</summary>
    public FieldSchema? FindField(string name) => _fields.GetValueOrDefault(name) ?? _anyCase.GetValueOrDefault(name);

    private void Add(FieldSchema field)
    {
        if (!_anyCase.TryAdd(field.Name, field))
            throw new BackendStartException($"The model '{ModelName}' has two fields called '{field.Name}' that differ in case only; rename one of them.");
        _fields.Add(field.Name, field);
    }
}
