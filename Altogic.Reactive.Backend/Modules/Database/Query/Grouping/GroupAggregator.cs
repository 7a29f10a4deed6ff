using System.Text.Json;
using Altogic.Reactive.Backend.Modules.Database.Query.Values;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Grouping;

/// <summary>
/// Groups objects and calculates figures for each group (db-query §6). Objects go in one after the other and are not kept.
/// Not for use by several threads.
/// </summary>
internal sealed class GroupAggregator
{
    /// <summary>How many figures are kept while a request runs: each group has as many as there are computations.</summary>
    public const int MostFigures = 500_000;

    private readonly Dictionary<Value[], Accumulator[]> _groups = new(GroupKeyComparer.Instance);
    private readonly IReadOnlyList<Computation> _computations;
    private readonly CompiledExpression?[] _expressions;
    private readonly GroupKeys _keys;
    private readonly int _mostFigures;
    private long _figures;

    /// <summary>Refuses a definition that makes no sense, before anything is read.</summary>
    public GroupAggregator(GroupKey? group, IReadOnlyList<Computation> computations, ModelContext model, EvaluationScope? constants = null, int mostFigures = MostFigures)
    {
        _mostFigures = mostFigures;
        _computations = computations;
        _expressions = [.. computations.Select(computation =>
            computation.Expression is null ? null : CompiledExpression.Compile(computation.Expression, model, constants))];
        _keys = new GroupKeys(group, model, constants);
    }

    public void Add(EvaluationScope scope)
    {
        var values = new Value[_expressions.Length];
        for (var index = 0; index < values.Length; index++) values[index] = _expressions[index]?.Evaluate(scope) ?? Value.True;
        foreach (var key in _keys.Of(scope))
        {
            var accumulators = Find(key);
            for (var index = 0; index < values.Length; index++) accumulators[index].Add(values[index]);
        }
    }

    /// <summary>Takes over a group whose figures are known already; false when the group is there.</summary>
    public bool TryPut(Value[] key, IReadOnlyList<Value> figures)
    {
        Count(key);
        return _groups.TryAdd(key, [.. figures.Select(Accumulator.Known)]);
    }

    /// <summary>The rows of the groups of one page, as a JSON list.</summary>
    public void WriteRows(Utf8JsonWriter writer, long skip, int limit)
    {
        writer.WriteStartArray();
        foreach (var row in Rows().Skip((int)Math.Min(skip, int.MaxValue)).Take(limit)) Write(writer, row);
        writer.WriteEndArray();
    }

    private Accumulator[] Find(Value[] key)
    {
        if (_groups.TryGetValue(key, out var known)) return known;
        Count(key);
        Accumulator[] accumulators = [.. _computations.Select(computation => Accumulator.Create(computation.Type))];
        _groups.Add([.. key.Select(value => value.Detach())], accumulators);
        return accumulators;
    }

    // Long keys take the place of several figures.
    private void Count(Value[] key)
    {
        _figures += Math.Max(1, _computations.Count);
        foreach (ref readonly var part in key.AsSpan()) _figures += part.CostOfReading >> 3;
        if (_figures <= _mostFigures) return;
        throw new ApiException(
            400, "invalid_group_definition", $"There are too many groups: a request can have {_mostFigures} figures, which is the number of groups times that of computations.",
            new System.Text.Json.Nodes.JsonObject { ["field"] = "group" });
    }

    private List<Row> Rows()
    {
        var rows = _groups.Select(group => new Row(group.Key, [.. group.Value.Select(accumulator => accumulator.Result)])).ToList();
        rows.Sort(Compare);
        return rows;
    }

    /// <summary>By the sorted computations in their order, then by the key.</summary>
    private int Compare(Row left, Row right)
    {
        for (var index = 0; index < _computations.Count; index++)
        {
            if (_computations[index].Order == RowOrder.None) continue;
            var order = Ordering.CompareAll(left.Values[index], right.Values[index]);
            if (order != 0) return _computations[index].Order == RowOrder.Ascending ? order : -order;
        }

        for (var index = 0; index < left.Key.Length; index++)
        {
            var order = Ordering.CompareAll(left.Key[index], right.Key[index]);
            if (order != 0) return order;
        }

        return 0;
    }

    private void Write(Utf8JsonWriter writer, Row row)
    {
        writer.WriteStartObject();
        writer.WriteStartObject(ComputationReader.ReservedName);
        for (var index = 0; index < row.Key.Length; index++)
        {
            writer.WritePropertyName(_keys.Names[index]);
            row.Key[index].WriteTo(writer);
        }

        writer.WriteEndObject();
        for (var index = 0; index < row.Values.Length; index++)
        {
            writer.WritePropertyName(_computations[index].Name);
            row.Values[index].WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private sealed record Row(Value[] Key, Value[] Values);
}
