using Altogic.Reactive.Backend;

namespace Altogic.Reactive.Tests.Backend.Database.Sql;

/// <summary>A declared model with sub-models at two depths.</summary>
internal static class Company
{
    public static readonly AppDefinition App = new()
    {
        SchemaLess = true,
        Models = new Dictionary<string, ModelDefinition>
        {
            ["company"] = new()
            {
                Fields = new Dictionary<string, FieldDefinition>
                {
                    ["name"] = new() { Type = FieldType.Text },
                    ["topics"] = new()
                    {
                        Type = FieldType.ObjectList,
                        Fields = new Dictionary<string, FieldDefinition>
                        {
                            ["order"] = new() { Type = FieldType.Integer },
                            ["name"] = new() { Type = FieldType.Text },
                            ["user"] = new() { Type = FieldType.Reference, Model = "users" },
                        },
                    },
                    ["review"] = new()
                    {
                        Type = FieldType.Object,
                        Fields = new Dictionary<string, FieldDefinition>
                        {
                            ["orders"] = new() { Type = FieldType.ObjectList, Fields = new Dictionary<string, FieldDefinition> { ["n"] = new() { Type = FieldType.Integer } } },
                        },
                    },
                },
            },
        },
    };
}
