using Altogic.Reactive.Backend.Modules.Database.Query;

namespace Altogic.Reactive.Backend.Modules.Database.Models;

/// <summary>One declared field with its expressions parsed. Immutable.</summary>
internal sealed class FieldSchema
{
    public FieldSchema(string modelName, string name, FieldDefinition definition)
    {
        Name = name;
        Definition = definition;
        if (definition.Type is FieldType.Object or FieldType.ObjectList)
            Nested = new ObjectSchema(modelName + "." + name, false, definition.Timestamps, definition.Fields);
        Default = Parse(modelName, name, "default", definition.Default);
        Rules = [.. definition.Rules.Select(rule => new RuleSchema(
            rule, Parse(modelName, name, "rule", rule.Rule)!, Parse(modelName, name, "message", rule.Message)))];
    }

    public string Name { get; }

    public FieldDefinition Definition { get; }

    public FieldType Type => Definition.Type;

    /// <summary>The fields of the embedded objects; null unless the field holds objects.</summary>
    public ObjectSchema? Nested { get; }

    public Expression? Default { get; }

    public IReadOnlyList<RuleSchema> Rules { get; }

    private static Expression? Parse(string modelName, string field, string member, string? text)
    {
        try
        {
            return ExpressionParser.ParseOrNull(text);
        }
        catch (ApiException e)
        {
            throw new BackendStartException($"The {member} of the field '{field}' of the model '{modelName}' cannot be used: {e.Message}", e);
        }
    }
}

/// <summary>One check of a field, parsed. Immutable.</summary>
internal sealed record RuleSchema(RuleDefinition Definition, Expression Rule, Expression? Message);
