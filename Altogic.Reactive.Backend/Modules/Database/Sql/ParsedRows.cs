using System.Text.Json;
using Altogic.Reactive.Backend.Modules.Database.Query;
using SQLitePCL;

namespace Altogic.Reactive.Backend.Modules.Database.Sql;

/// <summary>The documents among the arguments of a function, from the second argument on.</summary>
internal readonly struct ParsedRows : IDisposable
{
    private readonly ParsedRow?[] _rows;

    public ParsedRows(sqlite3_value[] arguments, FieldMask[] masks)
    {
        _rows = new ParsedRow?[masks.Length];
        for (var i = 0; i < masks.Length; i++)
            if (raw.sqlite3_value_type(arguments[i + 1]) != raw.SQLITE_NULL) _rows[i] = new ParsedRow(raw.sqlite3_value_blob(arguments[i + 1]), masks[i]);
    }

    /// <summary>The document; null when there is none.</summary>
    public JsonElement? this[int index] => _rows[index]?.Document;

    public void Dispose()
    {
        foreach (var row in _rows) row?.Dispose();
    }
}
