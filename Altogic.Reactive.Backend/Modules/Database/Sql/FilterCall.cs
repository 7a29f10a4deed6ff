using System.Text.Json;
using Altogic.Reactive.Backend.Modules.Database.Query;
using SQLitePCL;

namespace Altogic.Reactive.Backend.Modules.Database.Sql;

/// <summary>An expression that SQL hands to the evaluator, with the documents it needs as arguments.</summary>
internal sealed class FilterCall
{
    private readonly CompiledExpression _expression;
    private readonly ModelContext _model;
    private readonly DateTimeOffset _now;
    private readonly QueryGuard? _guard;
    private readonly string[] _lookups;
    private readonly FieldMask[] _masks;
    private readonly bool _hasCandidate;

    public FilterCall(Expression expression, SqlScope scope, EvaluationScope constants)
    {
        _model = scope.Model;
        _now = constants.Now;
        _guard = constants.Guard;
        _expression = CompiledExpression.Compile(expression, _model, constants);
        _lookups = [.. scope.Joined.Keys.Where(name => Mentions.Name(expression, name))];
        _hasCandidate = scope.Candidate is not null;
        List<RowSource?> rows = [Mentions.Others(expression) ? scope.This : null, .. _lookups.Select(name => scope.Joined[name])];
        if (_hasCandidate) rows.Insert(1, Mentions.Candidate(expression) ? scope.Candidate : null);
        _masks = [.. rows.Select(row => row is null ? new FieldMask() : ProtectedFields.Of(row.Model.Schema))];
        // Only what is looked at: in some places not every row is at hand.
        Arguments = string.Join(", ", rows.Select(row => row?.Json ?? "NULL"));
    }

    /// <summary>The documents, as SQL.</summary>
    public string Arguments { get; }

    public bool IsTrue(sqlite3_value[] arguments)
    {
        using var rows = new ParsedRows(arguments, _masks);
        return _expression.IsTrue(Scope(rows));
    }

    /// <summary>Gives the result to <paramref name="use"/>, while the documents that it may lie in are still there.</summary>
    public void Evaluate(sqlite3_value[] arguments, Action<Value> use)
    {
        using var rows = new ParsedRows(arguments, _masks);
        use(_expression.Evaluate(Scope(rows)));
    }

    private EvaluationScope Scope(ParsedRows rows) => new()
    {
        Model = _model,
        Now = _now,
        Guard = _guard,
        This = rows[0] ?? default,
        Lookup = _hasCandidate ? rows[1] ?? default(JsonElement) : null,
        Lookups = _lookups.Length == 0 ? null : Lookups(rows),
    };

    private Dictionary<string, JsonElement> Lookups(ParsedRows rows)
    {
        var found = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var first = _hasCandidate ? 2 : 1;
        for (var i = 0; i < _lookups.Length; i++)
            if (rows[first + i] is { } document) found.Add(_lookups[i], document);
        return found;
    }
}
