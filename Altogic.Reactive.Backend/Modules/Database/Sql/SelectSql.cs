using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Query;

namespace Altogic.Reactive.Backend.Modules.Database.Sql;

/// <summary>
/// The statements of one query. Lookups that filter or sort order look at are joined before the page is cut, all others
/// behind it, for the page's rows alone.
/// </summary>
internal sealed class SelectSql
{
    private readonly QueryFunctions _functions;
    private readonly List<PlannedLookup> _lookups;
    private readonly List<RowSource> _joined = [];
    private readonly LookupSql _early;
    private readonly RowSource _row;
    private readonly SqlScope _scope;
    private readonly string _from;
    private readonly string _where;
    private readonly string _naturalOrder;
    private readonly string _orderBy;

    public SelectSql(
        ResolvedModel model, Expression? filter, IReadOnlyList<SortEntry> sort, List<PlannedLookup> lookups, QueryFunctions functions,
        Func<RowSource, QueryFunctions, SqlParameters, SearchSql>? search = null, string? root = null)
    {
        _functions = functions;
        _lookups = lookups;
        _row = new RowSource(model, "d");
        _early = new LookupSql(Parameters, functions);
        _scope = Join(lookups.Where(lookup => lookup.IsEarly), _early, _row, model.Context);
        Translator = new SqlTranslator(_scope, Parameters, functions);
        var found = model.IsStored ? search?.Invoke(_row, functions, Parameters) : null;
        var conditions = new List<string>();
        if (root is not null) conditions.Add($"{_row.Root} = {Parameters.Add(root)}");
        var narrowed = root is null || model.IsTopLevel ? RootNarrowing.Of(_row, filter, Translator, Parameters) : $"r.id = {Parameters.Add(root)}";
        _from = _row.From(narrowed) + found?.Join;
        if (filter is not null) conditions.Add(Translator.Filter(filter));
        if (found is not null) conditions.Add(found.Condition);
        _where = conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions);
        _naturalOrder = (Translator.PrefersRange ? "+" : "") + _row.NaturalOrder();
        _orderBy = found is null ? SortSql.OrderBy(sort, _scope, _naturalOrder) : $"{found.Order}, {_row.Id}";
    }

    public SqlParameters Parameters { get; } = new();

    public IReadOnlyList<PlannedLookup> Lookups => _lookups;

    public SqlScope Scope => _scope;

    public SqlTranslator Translator { get; }

    public string With => _early.With;

    /// <summary>The documents, then the lookups' objects in the order of the request. <paramref name="order"/> replaces the sort order.</summary>
    public string Page(long limit, long skip, string? order = null)
    {
        var tail = $"{_where} ORDER BY {order ?? _orderBy} LIMIT {Parameters.Add(limit)}{(skip > 0 ? $" OFFSET {Parameters.Add(skip)}" : "")}";
        if (_lookups.TrueForAll(lookup => lookup.IsEarly))
            return $"{_early.With}SELECT {_row.Json}{Columns(_joined)} FROM {_from}{_early.Joins}{tail}";

        var early = string.Concat(_joined.Select((joined, i) => $", {joined.Json} AS j{i}"));
        var inner = $"SELECT {_row.Id} AS id, {_row.Alias}.doc AS doc{early} FROM {_from}{_early.Joins}{tail}";
        var page = new RowSource(_row.Model, "p");
        var late = new LookupSql(Parameters, _functions, "late");
        var rows = new List<string>();
        var scope = new SqlScope { Model = _row.Model.Context, This = page };
        foreach (var lookup in _lookups)
        {
            if (lookup.IsEarly)
            {
                rows.Add("p.j" + rows.Count(row => row.StartsWith("p.j", StringComparison.Ordinal)));
                continue;
            }

            var joined = late.Add(lookup, scope);
            scope = Extend(scope, lookup, joined);
            rows.Add(joined.Json);
        }

        var with = string.Join(", ", new[] { _early.Tables, late.Tables }.Where(tables => tables.Length > 0));
        return $"{(with.Length > 0 ? $"WITH {with} " : "")}SELECT {page.Json}{string.Concat(rows.Select(row => ", " + row))} FROM ({inner}) AS p{late.Joins}";
    }

    public string Count() => $"{_early.With}SELECT count(*) FROM {_from}{_early.Joins}{_where}";

    /// <summary>The ids of the top-level object and of the object itself, in natural order.</summary>
    public string Ids() => $"{_early.With}SELECT {_row.Root}, {_row.Id} FROM {_from}{_early.Joins}{_where} ORDER BY {_naturalOrder}";

    /// <summary>Every match, in natural order.</summary>
    public string Documents() => $"{_early.With}SELECT {_row.Json} FROM {_from}{_early.Joins}{_where} ORDER BY {_naturalOrder}";

    /// <summary>What comes behind SELECT and its columns.</summary>
    public string FromWhere => $"FROM {_from}{_early.Joins}{_where}";

    private static string Columns(List<RowSource> rows) => string.Concat(rows.Select(row => ", " + row.Json));

    private SqlScope Join(IEnumerable<PlannedLookup> lookups, LookupSql sql, RowSource row, ModelContext model)
    {
        var scope = new SqlScope { Model = model, This = row };
        foreach (var lookup in lookups)
        {
            var joined = sql.Add(lookup, scope);
            _joined.Add(joined);
            scope = Extend(scope, lookup, joined);
        }

        return scope;
    }

    private static SqlScope Extend(SqlScope scope, PlannedLookup lookup, RowSource joined) => new()
    {
        Model = scope.Model with { Lookups = new Dictionary<string, IReadOnlyDictionary<string, FieldDefinition>?>(scope.Model.Lookups) { [lookup.Name] = lookup.Target.Fields } },
        This = scope.This,
        Joined = new Dictionary<string, RowSource>(scope.Joined) { [lookup.Name] = joined },
    };
}
