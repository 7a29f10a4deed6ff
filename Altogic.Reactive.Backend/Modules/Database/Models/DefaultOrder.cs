using Altogic.Reactive.Backend.Modules.Database.Query;

namespace Altogic.Reactive.Backend.Modules.Database.Models;

/// <summary>Puts the fields with defaults in an order in which each finds the fields that it reads already filled.</summary>
internal sealed class DefaultOrder
{
    private readonly ObjectSchema _schema;
    private readonly List<FieldSchema> _ordered = [];
    private readonly List<FieldSchema> _path = [];

    private DefaultOrder(ObjectSchema schema) => _schema = schema;

    /// <exception cref="BackendStartException">Defaults depend on each other in a circle.</exception>
    public static IReadOnlyList<FieldSchema> Of(ObjectSchema schema)
    {
        var order = new DefaultOrder(schema);
        foreach (var field in schema.Fields.Values)
            if (field.Default is not null) order.Visit(field);
        return order._ordered;
    }

    private void Visit(FieldSchema field)
    {
        if (_ordered.Contains(field)) return;
        if (_path.Contains(field))
        {
            var circle = string.Join(" → ", _path.Skip(_path.IndexOf(field)).Append(field).Select(step => step.Name));
            throw new BackendStartException(
                $"The defaults of the model '{_schema.ModelName}' depend on each other: {circle}. Give one of these fields a default without the others.");
        }

        _path.Add(field);
        foreach (var read in Reads(field.Default!))
            if (read.Default is not null) Visit(read);
        _path.Remove(field);
        _ordered.Add(field);
    }

    private IEnumerable<FieldSchema> Reads(Expression node)
    {
        if (node is not PathExpression path) return ExpressionFacts.Parts(node).SelectMany(Reads);
        var first = path.Segments[0] is "this" && path.Segments.Count > 1 ? path.Segments[1] : path.Segments[0];
        var field = _schema.FindField(first);
        if (field is null && path.Segments.Count > 1) field = _schema.FindField(path.Segments[1]);
        return field is null ? [] : [field];
    }
}
