namespace Altogic.Reactive.Backend.App.Validation;

/// <summary>The object that a field belongs to, for the names in its expressions.</summary>
internal sealed class FieldScope(AppDefinition app, string modelName, IReadOnlyDictionary<string, FieldDefinition> fields, FieldScope? outer)
{
    public const int MaxDepth = 16;

    public AppDefinition App => app;

    public int Depth { get; } = outer is null ? 0 : outer.Depth + 1;

    public bool IsTopLevel => outer is null;

    public FieldScope Inside(string field, IReadOnlyDictionary<string, FieldDefinition> nested) => new(app, field, nested, this);

    /// <summary>Whether an expression of a field may begin a path with this name.</summary>
    public bool Knows(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
            if (scope.Fields.ContainsKey(name) || string.Equals(scope.ModelName, name, StringComparison.Ordinal)) return true;
        return SystemNames.IsSystemField(name) || name is "this" or "$";
    }

    public IEnumerable<string> Names => Outer is null ? Fields.Keys : Fields.Keys.Concat(Outer.Names);

    private FieldScope? Outer => outer;

    private string ModelName => modelName;

    private IReadOnlyDictionary<string, FieldDefinition> Fields => fields;
}
