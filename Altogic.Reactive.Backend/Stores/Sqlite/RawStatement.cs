using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Altogic.Reactive.Backend.Stores.Sqlite;

/// <summary>A prepared statement read as bytes. Spans it hands out live until the next step.</summary>
internal sealed class RawStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly bool _isCached;

    private RawStatement(sqlite3 database, sqlite3_stmt statement, string sql, bool isCached)
    {
        _database = database;
        _statement = statement;
        _isCached = isCached;
        Sql = sql;
    }

    public string Sql { get; }

    public bool IsRented { get; set; }

    public static RawStatement Prepare(sqlite3 database, string sql, bool isCached)
    {
        var result = raw.sqlite3_prepare_v3(database, sql, isCached ? (uint)raw.SQLITE_PREPARE_PERSISTENT : 0, out var statement);
        SqliteException.ThrowExceptionForRC(result, database);
        return new RawStatement(database, statement, sql, isCached);
    }

    /// <summary>
    /// Binds <c>?1</c>, <c>?2</c>, …: text, whole number, number, boolean (1 or 0), bytes or null. Values behind the last one
    /// that the statement mentions are left out.
    /// </summary>
    public RawStatement Bind(params ReadOnlySpan<object?> values)
    {
        var count = Math.Min(values.Length, raw.sqlite3_bind_parameter_count(_statement));
        for (var i = 0; i < count; i++) Bind(i + 1, values[i]);
        return this;
    }

    public void Bind(int index, object? value) => Check(value switch
    {
        null => raw.sqlite3_bind_null(_statement, index),
        string text => BindText(index, text),
        long number => raw.sqlite3_bind_int64(_statement, index, number),
        int number => raw.sqlite3_bind_int64(_statement, index, number),
        double number => raw.sqlite3_bind_double(_statement, index, number),
        bool flag => raw.sqlite3_bind_int64(_statement, index, flag ? 1 : 0),
        byte[] bytes => raw.sqlite3_bind_blob(_statement, index, bytes),
        _ => throw new ArgumentException($"A {value.GetType()} cannot be bound.", nameof(value)),
    });

    /// <summary>Binds text that is UTF-8 already.</summary>
    public void BindUtf8(int index, ReadOnlySpan<byte> text) => Check(raw.sqlite3_bind_text(_statement, index, text));

    /// <summary>Goes to the next row; false behind the last one.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW) return true;
        if (result != raw.SQLITE_DONE) SqliteException.ThrowExceptionForRC(result, _database);
        return false;
    }

    /// <summary>The bytes of a text or blob; empty for null.</summary>
    public ReadOnlySpan<byte> Utf8(int column) => raw.sqlite3_column_blob(_statement, column);

    public string Text(int column) => Encoding.UTF8.GetString(Utf8(column));

    public long Int64(int column) => raw.sqlite3_column_int64(_statement, column);

    public double Double(int column) => raw.sqlite3_column_double(_statement, column);

    public bool IsNull(int column) => Type(column) == raw.SQLITE_NULL;

    /// <summary>One of the <c>SQLITE_INTEGER</c>, <c>SQLITE_FLOAT</c>, <c>SQLITE_TEXT</c>, <c>SQLITE_BLOB</c>, <c>SQLITE_NULL</c>.</summary>
    public int Type(int column) => raw.sqlite3_column_type(_statement, column);

    /// <summary>Hands the statement back; values do not stay behind in it.</summary>
    public void Dispose()
    {
        if (!IsRented) return;
        if (!_isCached)
        {
            Close();
            return;
        }

        // The reset repeats the error of the last step, which has been thrown already.
        _ = raw.sqlite3_reset(_statement);
        _ = raw.sqlite3_clear_bindings(_statement);
        IsRented = false;
    }

    public void Close()
    {
        IsRented = false;
        _statement.Dispose();
    }

    private int BindText(int index, string text)
    {
        const int OnStack = 512;
        if (text.Length == 0) return raw.sqlite3_bind_text(_statement, index, "");
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most <= OnStack)
        {
            Span<byte> small = stackalloc byte[OnStack];
            return raw.sqlite3_bind_text(_statement, index, small[..Encoding.UTF8.GetBytes(text, small)]);
        }

        var rented = SharedBytes.Rent(most);
        try
        {
            return raw.sqlite3_bind_text(_statement, index, rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
        }
        finally
        {
            SharedBytes.Return(rented);
        }
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(result, _database);
    }
}
