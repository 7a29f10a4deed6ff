using System.Globalization;
using System.Text;
using Altogic.Reactive.Backend.Modules.Database.Query;

namespace Altogic.Reactive.Backend.Modules.Database.Sql;

/// <summary>
/// Joins looked-up objects: for each row at most one, the match with the lowest id. An equality between the two sides is
/// served by the id, by an index, or by one pass over the other model whose results are then found by key; never by
/// trying every pair.
/// </summary>
internal sealed class LookupSql(SqlParameters parameters, QueryFunctions functions, string prefix = "")
{
    private readonly StringBuilder _with = new();
    private readonly StringBuilder _joins = new();
    private int _count;

    /// <summary>The common table expressions that the joins need, or nothing.</summary>
    public string Tables => _with.ToString();

    public string With => _with.Length == 0 ? "" : $"WITH {_with} ";

    public string Joins => _joins.ToString();

    /// <summary>Adds the join and gives the row.</summary>
    public RowSource Add(PlannedLookup lookup, SqlScope scope)
    {
        var row = new RowSource(lookup.Target, "l" + Next());
        if (!lookup.Target.IsStored) Append(row.From(), "0");
        else if (lookup.Query is null) AddSimple(lookup, scope, row);
        else AddComplex(lookup.Query, scope, row);
        return row;
    }

    private void AddSimple(PlannedLookup lookup, SqlScope scope, RowSource row)
    {
        // What may be on the same name, an object joined before, does not count: a lookup replaces the stored field.
        var own = new SqlScope { Model = scope.Model with { Lookups = NoLookups }, This = scope.This };
        var path = own.Resolve(new PathExpression(["this", lookup.Name]))!;
        var id = path.IsScalar ? $"lower({path.Value})" : $"lower(coalesce({path.InnerId}, {path.Value}))";
        var table = lookup.Target.IsTopLevel ? row.From() : $"{Materialize(row, [], "")} AS {row.Alias}";
        Append(table, $"{row.Id} = {id}");
    }

    private void AddComplex(Expression query, SqlScope scope, RowSource row)
    {
        var parts = SqlTranslator.Flatten(query, BinaryOperator.And);
        var ownScope = ScopeOf(scope, row);
        if (row.Model.IsTopLevel && parts.Select(part => IdOf(part, ownScope)).FirstOrDefault(id => id is not null) is { } byId)
        {
            var rest = parts.Where(part => IdOf(part, ownScope) != byId).ToList();
            Append(row.From(), $"{row.Id} = {byId}{And(rest, ownScope)}");
            return;
        }

        var candidate = new RowSource(row.Model, "x" + Next());
        var candidateScope = ScopeOf(scope, candidate);
        if (row.Model.IsTopLevel && Indexed(parts, candidateScope) is { } match) Append(row.From(), $"{row.Id} = {match}");
        else AddByKey(parts, candidateScope, row, candidate);
    }

    private static SqlScope ScopeOf(SqlScope outer, RowSource candidate) =>
        new() { Model = outer.Model, This = outer.This, Joined = outer.Joined, Candidate = candidate };

    private string And(List<Expression> parts, SqlScope scope) =>
        parts.Count == 0 ? "" : " AND " + new SqlTranslator(scope, parameters, functions).Filter(Chain(parts));

    private static Expression Chain(List<Expression> parts) => ExpressionFacts.Join(BinaryOperator.And, parts);

    /// <summary>The id that <c>lookup._id</c> has to have, when the part is an equality that says so.</summary>
    private static string? IdOf(Expression part, SqlScope scope)
    {
        if (Sides(part) is not var (own, other) || scope.Resolve(other) is not { IsId: true, IsObject: false }) return null;
        if (own is not PathExpression path || scope.Resolve(path) is not { Guard: null, IsReferenceId: false, IsDateTime: false } value) return null;
        return value.IsScalar ? $"lower({value.Value})" : $"lower(coalesce({value.InnerId}, {value.Value}))";
    }

    /// <summary>"What the row says" and "path of the candidate" of an equality between the two.</summary>
    private static (Expression Own, PathExpression Other)? Sides(Expression part)
    {
        if (part is not BinaryExpression { Operator: BinaryOperator.Equal } equal) return null;
        var (left, right) = (Mentions.Candidate(equal.Left), Mentions.Candidate(equal.Right));
        if (left == right) return null;
        var (own, other) = left ? (equal.Right, equal.Left) : (equal.Left, equal.Right);
        return other is PathExpression path && !ExpressionFacts.IsConstant(own) ? (own, path) : null;
    }

    // The candidates of one row, found through a declared index.
    private string? Indexed(List<Expression> parts, SqlScope scope)
    {
        foreach (var part in parts)
        {
            if (Sides(part) is not var (own, other) || scope.Resolve(other) is not { IsIndexed: true, IsScalar: true, IsDateTime: false } found) continue;
            if (own is not PathExpression path || scope.Resolve(path) is not { Guard: null, IsReferenceId: false, IsDateTime: false, IsScalar: true } value) continue;
            var rest = And([.. parts.Where(p => !ReferenceEquals(p, part))], scope);
            var wanted = found.HoldsIds ? $"lower({value.Value})" : value.Value;
            // Missing equals missing, which a unique index leaves out.
            return $"CASE WHEN {value.Value} IS NULL THEN {First($"{found.Value} IS NULL")} ELSE {First($"{found.Value} = {wanted}")} END";

            string First(string condition) =>
                $"(SELECT {found.Row.Id} FROM {found.Row.From()} WHERE {condition}{rest} ORDER BY {found.Row.Id} LIMIT 1)";
        }

        return null;
    }

    /// <summary>One pass over the candidates with what depends on them alone, then by key.</summary>
    private void AddByKey(List<Expression> parts, SqlScope scope, RowSource row, RowSource candidate)
    {
        var alone = parts.Where(part => !Mentions.Others(part)).ToList();
        var keys = parts.Select(part => Sides(part)).OfType<(Expression Own, PathExpression Other)>()
            .Where(sides => !Mentions.Candidate(sides.Own)).ToList();
        var columns = keys.Select(sides => Key(sides.Other, scope)).ToList();
        var table = Materialize(candidate, columns, And(alone, scope));

        var both = parts.Where(part => Mentions.Others(part)).ToList();
        var each = new RowSource(candidate.Model, "y" + Next());
        var eachScope = ScopeOf(scope, each);
        var conditions = keys.Select((sides, i) => string.Create(CultureInfo.InvariantCulture, $"c.k{i} IS {Key(sides.Own, scope)}")).ToList();
        var document = candidate.Model.IsTopLevel ? $" JOIN {each.From()} ON {each.Id} = c.id" : "";
        if (!candidate.Model.IsTopLevel) each = new RowSource(candidate.Model, "c");
        if (both.Count > 0) conditions.Add(new SqlTranslator(candidate.Model.IsTopLevel ? eachScope : ScopeOf(scope, each), parameters, functions).Filter(Chain(both)));
        var where = conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions);
        var from = both.Count > 0 ? $"{table} AS c{document}" : $"{table} AS c";
        var first = $"(SELECT c.id FROM {from}{where} ORDER BY c.id LIMIT 1)";
        Append(candidate.Model.IsTopLevel ? row.From() : $"{table} AS {row.Alias}", $"{row.Id} = {first}");
    }

    private string Key(Expression expression, SqlScope scope) =>
        expression is PathExpression path && scope.Resolve(path) is { Guard: null, IsReferenceId: false, IsObject: false } resolved
            ? $"alt_key({resolved.Value}, {resolved.Type})"
            : functions.KeyOf(expression, scope, parameters);

    private string Materialize(RowSource row, List<string> keys, string condition)
    {
        var name = "m" + Next();
        if (_with.Length > 0) _with.Append(", ");
        var columns = string.Concat(keys.Select((key, i) => string.Create(CultureInfo.InvariantCulture, $", {key} AS k{i}")));
        var document = row.Model.IsTopLevel ? "" : $", {row.Alias}.doc AS doc";
        _with.Append(CultureInfo.InvariantCulture,
            $"{name} AS MATERIALIZED (SELECT {row.Id} AS id{document}{columns} FROM {row.From()} WHERE {row.Id} IS NOT NULL{condition})");
        return name;
    }

    private void Append(string table, string condition) => _joins.Append(" LEFT JOIN ").Append(table).Append(" ON ").Append(condition);

    private string Next() => prefix + (_count++).ToString(CultureInfo.InvariantCulture);

    private static readonly Dictionary<string, IReadOnlyDictionary<string, FieldDefinition>?> NoLookups = [];
}
