using Altogic.Reactive.Backend.Modules.Database.Models;

namespace Altogic.Reactive.Backend.Modules.Storage;

/// <summary>What expressions and sort orders may say about buckets and files (storage §1.1, §1.2).</summary>
internal static class StorageModels
{
    public static ResolvedModel Buckets { get; } = Model("$buckets", new()
    {
        ["name"] = new FieldDefinition { Type = FieldType.Text },
        ["isPublic"] = new FieldDefinition { Type = FieldType.Boolean },
        ["userId"] = new FieldDefinition { Type = FieldType.Id },
        ["tags"] = new FieldDefinition { Type = FieldType.List, Items = FieldType.Text },
    });

    public static ResolvedModel Files { get; } = Model("$files", new()
    {
        ["bucketId"] = new FieldDefinition { Type = FieldType.Id, Indexed = true },
        ["fileName"] = new FieldDefinition { Type = FieldType.Text },
        ["isPublic"] = new FieldDefinition { Type = FieldType.Boolean },
        ["size"] = new FieldDefinition { Type = FieldType.Integer },
        ["encoding"] = new FieldDefinition { Type = FieldType.Text },
        ["mimeType"] = new FieldDefinition { Type = FieldType.Text },
        ["publicPath"] = new FieldDefinition { Type = FieldType.Text },
        ["uploadedAt"] = new FieldDefinition { Type = FieldType.DateTime },
        ["userId"] = new FieldDefinition { Type = FieldType.Id },
        ["tags"] = new FieldDefinition { Type = FieldType.List, Items = FieldType.Text },
    });

    private static ResolvedModel Model(string name, Dictionary<string, FieldDefinition> fields)
    {
        var schema = new ObjectSchema(name, isOpen: false, timestamps: true, fields);
        return new ResolvedModel
        {
            Name = name,
            TopSchema = schema,
            Kind = ModelKind.TopLevel,
            Steps = [],
            Schema = schema,
            IsStored = true,
            IsInOrderOfCreation = true,
        };
    }
}
