namespace Altogic.Reactive.Backend.Modules.Database.Query.Grouping;

/// <summary>Says in which groups an object falls (db-query §6.1).</summary>
internal sealed class GroupKeys
{
    private static readonly Value[] Everything = [Value.Null];

    private readonly Part[] _parts;

    public GroupKeys(GroupKey? group, ModelContext model, EvaluationScope? constants)
    {
        _parts = group switch
        {
            null => [],
            { Expression: { } text } => [ParseText(text, model, constants)],
            { Fields.Count: > 0 } => [.. group.Fields.Select(field => ParseField(field, model))],
            _ => throw Refuse("A group needs an expression or a list of field names."),
        };
        if (_parts.Count(part => part.PerItem) > 1) throw Refuse("A group can go through the items of one list, not of several.");
        Names = group is { Fields.Count: > 1 } ? group.Fields : ["group"];
    }

    /// <summary>The members of <c>groupby</c>.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The keys of an object: one, or several when it is grouped by the items of a list.</summary>
    public IEnumerable<Value[]> Of(EvaluationScope scope)
    {
        if (_parts.Length == 0) return [Everything];
        IEnumerable<Value[]> keys = [[]];
        foreach (var part in _parts)
        {
            var values = part.Of(scope);
            scope.Spend(values.Length);
            keys = keys.SelectMany(key => values.Select(value => (Value[])[.. key, value]));
        }

        return _parts.Any(part => part.PerItem) ? keys.Distinct(GroupKeyComparer.Instance) : keys;
    }

    private static Part ParseText(string text, ModelContext model, EvaluationScope? constants)
    {
        var expression = ExpressionParser.ParseFilterOrNull(text) ?? throw Refuse("A group expression cannot be empty.");
        return new Part(CompiledExpression.Compile(expression, model, constants), expression is PathExpression path && PerItem(path));
    }

    private static Part ParseField(string field, ModelContext model)
    {
        var segments = field.Split('.', StringSplitOptions.TrimEntries);
        if (segments.Any(string.IsNullOrEmpty)) throw Refuse($"{field} is not the name of a field.");
        var path = new PathExpression(segments);
        return new Part(CompiledExpression.Compile(path, model), PerItem(path));
    }

    private static bool PerItem(PathExpression path) => path.Segments.Skip(1).Contains("$");

    private static ApiException Refuse(string message) =>
        new(400, "invalid_group_definition", message, new System.Text.Json.Nodes.JsonObject { ["field"] = "group" });

    /// <summary>One expression of the key; with <paramref name="PerItem"/> each item of its list is a key of its own.</summary>
    private sealed record Part(CompiledExpression Expression, bool PerItem)
    {
        public Value[] Of(EvaluationScope scope)
        {
            var value = Expression.Evaluate(scope);
            if (!PerItem) return [value];
            return value.Kind == ValueKind.List ? value.ToArray() : value.IsMissing ? [] : [value];
        }
    }
}
