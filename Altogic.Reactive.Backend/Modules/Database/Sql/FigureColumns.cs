using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Backend.Modules.Database.Query.Grouping;
using Altogic.Reactive.Backend.Modules.Database.Query.Values;
using Altogic.Reactive.Backend.Stores.Sqlite;
using SQLitePCL;

namespace Altogic.Reactive.Backend.Modules.Database.Sql;

/// <summary>One computation as columns of a grouping statement.</summary>
internal sealed class FigureColumns
{
    private readonly ComputationType _type;

    private FigureColumns(ComputationType type, params string[] columns)
    {
        _type = type;
        Columns = columns;
    }

    public IReadOnlyList<string> Columns { get; }

    /// <summary>Null when SQLite's result could differ: its sums of decimal numbers depend on their order.</summary>
    public static FigureColumns? TryMake(SelectSql select, Computation computation)
    {
        if (computation.Type == ComputationType.Count) return new FigureColumns(computation.Type, "count(*)");
        if (computation.Type == ComputationType.CountIf)
            return new FigureColumns(computation.Type, $"count(*) FILTER (WHERE {select.Translator.Filter(computation.Expression!)})");
        if (computation.Expression is not PathExpression written || select.Scope.Resolve(written) is not { Guard: null } path) return null;
        var isNumber = path.Field?.Type is FieldType.Integer || (path.Field?.Type == FieldType.Decimal && computation.Type is ComputationType.Min or ComputationType.Max);
        if (!isNumber) return null;
        return computation.Type switch
        {
            ComputationType.Sum or ComputationType.Avg => new FigureColumns(computation.Type, $"CASE count({path.Value}) WHEN 0 THEN 0 ELSE sum({path.Value}) END", $"count({path.Value})"),
            ComputationType.Min => new FigureColumns(computation.Type, $"min({path.Value})"),
            _ => new FigureColumns(computation.Type, $"max({path.Value})"),
        };
    }

    public Value Read(RawStatement row, ref int column)
    {
        var value = row.Type(column) switch
        {
            raw.SQLITE_INTEGER => Value.Of(row.Int64(column)),
            raw.SQLITE_FLOAT => Value.OfStored(row.Double(column)),
            _ => Value.Null,
        };
        column++;
        if (_type is not (ComputationType.Sum or ComputationType.Avg)) return value;
        var count = row.Int64(column++);
        if (_type == ComputationType.Sum) return value;
        return count == 0 ? Value.Null : Arithmetic.Divide(value, Value.Of(count));
    }
}
