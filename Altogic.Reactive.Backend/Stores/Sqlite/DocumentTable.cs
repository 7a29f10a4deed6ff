using SQLitePCL;

namespace Altogic.Reactive.Backend.Stores.Sqlite;

/// <summary>
/// The statements on the tables of one top-level model: <c>(seq, id, doc)</c> with <c>doc</c> as JSONB, and the text index when
/// fields are searchable. The methods run inside a read or a write of <see cref="SqliteDatabase"/>. Immutable.
/// </summary>
internal sealed class DocumentTable
{
    private readonly string _insert;
    private readonly string _replace;
    private readonly string _delete;
    private readonly string _get;
    private readonly string _stored;
    private readonly string _seq;
    private readonly string _unindex;
    private readonly string _index;

    /// <param name="table">The quoted name of the table.</param>
    /// <param name="searchTable">The quoted name of the text index.</param>
    /// <param name="searchColumns">The number of its columns; 0 when there is none.</param>
    public DocumentTable(string table, string searchTable, int searchColumns)
    {
        Name = table;
        SearchColumns = searchColumns;
        _insert = $"INSERT INTO {table} (id, doc) VALUES (?1, jsonb(?2))";
        _replace = $"UPDATE {table} SET doc = jsonb(?2) WHERE id = ?1";
        _delete = $"DELETE FROM {table} WHERE id = ?1";
        _get = $"SELECT json(doc) FROM {table} WHERE id = ?1";
        _stored = $"SELECT doc FROM {table} WHERE id = ?1";
        _seq = $"SELECT seq FROM {table} WHERE id = ?1";
        _unindex = $"DELETE FROM {searchTable} WHERE rowid = ?1";
        var columns = string.Concat(Enumerable.Range(0, searchColumns).Select(i => $", c{i}"));
        var places = string.Concat(Enumerable.Range(2, searchColumns).Select(i => $", ?{i}"));
        _index = $"INSERT INTO {searchTable} (rowid{columns}) VALUES (?1{places})";
    }

    public string Name { get; }

    public int SearchColumns { get; }

    public void Create(DbSession session) =>
        session.ExecuteOnce($"CREATE TABLE IF NOT EXISTS {Name} (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, doc BLOB NOT NULL)");

    /// <summary>The place of the new row, which is the rowid of its texts in the index too.</summary>
    public long Insert(DbSession session, string id, ReadOnlySpan<byte> json)
    {
        Run(session, _insert, id, json);
        return raw.sqlite3_last_insert_rowid(session.Connection.Handle);
    }

    public void Replace(DbSession session, string id, ReadOnlySpan<byte> json) => Run(session, _replace, id, json);

    public void Delete(DbSession session, string id)
    {
        using var statement = session.Prepare(_delete);
        statement.Bind(1, id);
        statement.Step();
    }

    /// <summary>The object as UTF-8 text, or null.</summary>
    public byte[]? Get(DbSession session, string id)
    {
        using var statement = session.Prepare(_get);
        statement.Bind(1, id);
        return statement.Step() ? statement.Utf8(0).ToArray() : null;
    }

    /// <summary>Tells two states of an object apart; null when there is none.</summary>
    public Fingerprint? FingerprintOf(DbSession session, string id)
    {
        using var statement = session.Prepare(_stored);
        statement.Bind(1, id);
        return statement.Step() ? Fingerprint.Of(statement.Utf8(0)) : null;
    }

    public long SeqOf(DbSession session, string id)
    {
        using var statement = session.Prepare(_seq);
        statement.Bind(1, id);
        return statement.Step() ? statement.Int64(0) : throw new InvalidOperationException($"There is no row '{id}' in {Name}.");
    }

    public void Index(DbSession session, long seq, IReadOnlyList<string?> texts)
    {
        using var statement = session.Prepare(_index);
        statement.Bind(1, seq);
        for (var i = 0; i < texts.Count; i++) statement.Bind(i + 2, texts[i]);
        statement.Step();
    }

    public void Unindex(DbSession session, long seq)
    {
        using var statement = session.Prepare(_unindex);
        statement.Bind(1, seq);
        statement.Step();
    }

    private static void Run(DbSession session, string sql, string id, ReadOnlySpan<byte> json)
    {
        using var statement = session.Prepare(sql);
        statement.Bind(1, id);
        statement.BindUtf8(2, json);
        statement.Step();
    }
}
