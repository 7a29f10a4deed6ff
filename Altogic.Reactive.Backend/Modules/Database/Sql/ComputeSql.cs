using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Backend.Modules.Database.Query.Grouping;
using Altogic.Reactive.Backend.Modules.Database.Query.Values;
using Altogic.Reactive.Backend.Stores.Sqlite;
using SQLitePCL;

namespace Altogic.Reactive.Backend.Modules.Database.Sql;

/// <summary>
/// Grouping and figures that SQLite calculates exactly as the evaluator would: fields as keys, counts, figures of whole
/// numbers, extremes of numbers.
/// </summary>
internal sealed class ComputeSql
{
    private readonly List<KeyColumn> _keys;
    private readonly List<FigureColumns> _figures;

    private ComputeSql(List<KeyColumn> keys, List<FigureColumns> figures, string sql)
    {
        _keys = keys;
        _figures = figures;
        Sql = sql;
    }

    public string Sql { get; }

    /// <summary>The statement, or null when it takes the evaluator.</summary>
    public static ComputeSql? TryMake(SelectSql select, GroupKey? group, IReadOnlyList<Computation> computations)
    {
        if (Keys(select.Scope, group) is not { } keys) return null;
        var figures = new List<FigureColumns>();
        foreach (var computation in computations)
        {
            if (FigureColumns.TryMake(select, computation) is not { } figure) return null;
            figures.Add(figure);
        }

        var columns = keys.SelectMany(key => key.Columns).Append("count(*)").Concat(figures.SelectMany(figure => figure.Columns));
        var groupBy = keys.Count == 0 ? "" : " GROUP BY " + string.Join(", ", keys.SelectMany(key => key.Columns));
        return new ComputeSql(keys, figures, $"{select.With}SELECT {string.Join(", ", columns)} {select.FromWhere}{groupBy}");
    }

    /// <summary>
    /// Puts the group of the row into <paramref name="groups"/>;
    /// false when a key turns out to be a list or an object, or to be another row's key for the evaluator.
    /// </summary>
    public bool TryRead(RawStatement row, GroupAggregator groups)
    {
        var column = 0;
        var key = new Value[Math.Max(1, _keys.Count)];
        key[0] = Value.Null;
        for (var i = 0; i < _keys.Count; i++)
            if (!_keys[i].TryRead(row, ref column, out key[i])) return false;
        if (row.Int64(column++) == 0) return true;
        var figures = new Value[_figures.Count];
        for (var i = 0; i < figures.Length; i++) figures[i] = _figures[i].Read(row, ref column);
        return groups.TryPut(key, figures);
    }

    private static List<KeyColumn>? Keys(SqlScope scope, GroupKey? group)
    {
        if (group is null) return [];
        var paths = new List<PathExpression>();
        if (group.Expression is { } text)
        {
            if (ExpressionParser.Parse(text) is not PathExpression path) return null;
            paths.Add(path);
        }

        paths.AddRange(group.Fields.Select(field => new PathExpression(field.Split('.', StringSplitOptions.TrimEntries))));
        var keys = new List<KeyColumn>();
        foreach (var path in paths)
        {
            if (path.Segments.Contains("$") || path.Segments.Contains("") || scope.Resolve(path) is not { } resolved) return null;
            if (resolved.Guard is not null || resolved.IsReferenceId || resolved.IsObject || (resolved.IsDateTime && !resolved.IsStoredDate)) return null;
            keys.Add(new KeyColumn(resolved));
        }

        return keys;
    }

    /// <summary>A key: its value and, where that is not declared, of what kind it is.</summary>
    private sealed class KeyColumn(SqlPath path)
    {
        private readonly bool _isBoolean = path.Field?.Type == FieldType.Boolean;
        private readonly bool _isPlain = path.IsScalar || path.IsStoredDate;

        public IEnumerable<string> Columns => _isPlain
            ? [path.Value]
            : [path.Value, $"CASE {path.Type} WHEN 'true' THEN 1 WHEN 'false' THEN 1 WHEN 'array' THEN 2 WHEN 'object' THEN 2 ELSE 0 END"];

        public bool TryRead(RawStatement row, ref int column, out Value value)
        {
            var at = column;
            column += _isPlain ? 1 : 2;
            var kind = _isPlain ? (_isBoolean ? 1 : 0) : row.Int64(at + 1);
            value = row.Type(at) switch
            {
                raw.SQLITE_INTEGER when kind == 1 => Value.Of(row.Int64(at) != 0),
                raw.SQLITE_INTEGER => Value.Of(row.Int64(at)),
                raw.SQLITE_FLOAT => Value.OfStored(row.Double(at)),
                raw.SQLITE_TEXT when path.IsStoredDate && IsoDate.TryParse(row.Utf8(at), out var instant) => Value.OfDate(instant),
                raw.SQLITE_TEXT => Value.Of(row.Text(at)),
                _ => Value.Null,
            };
            return kind != 2;
        }
    }
}
