namespace Altogic.Reactive.Backend.Modules.Database.Models;

/// <summary>One declared field. Immutable.</summary>
internal sealed class FieldSchema
{
    public FieldSchema(string modelName, string name, FieldDefinition definition)
    {
        Name = name;
        Definition = definition;
        if (definition.Type is FieldType.Object or FieldType.ObjectList)
            Nested = new ObjectSchema(modelName + "." + name, false, definition.Timestamps, definition.Fields);
    }

    public string Name { get; }

    public FieldDefinition Definition { get; }

    /// <summary>The fields of the embedded objects; null unless the field holds objects.</summary>
    public ObjectSchema? Nested { get; }
}
