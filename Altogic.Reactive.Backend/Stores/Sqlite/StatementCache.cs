using Microsoft.Data.Sqlite;

namespace Altogic.Reactive.Backend.Stores.Sqlite;

/// <summary>Keeps the statements used last; texts come from users' filters, so their number has to be bounded.</summary>
internal sealed class StatementCache(SqliteConnection connection) : IDisposable
{
    private const int Capacity = 256;

    // The texts of filters with long lists of values, which do not come again.
    private const int LongestKept = 16 << 10;
    private readonly Dictionary<string, LinkedListNode<RawStatement>> _bySql = new(StringComparer.Ordinal);
    private readonly LinkedList<RawStatement> _byUse = new();

    /// <summary>How many statements are kept.</summary>
    public int Count => _bySql.Count;

    public RawStatement Rent(string sql)
    {
        if (_bySql.TryGetValue(sql, out var node) && !node.Value.IsRented)
        {
            _byUse.Remove(node);
            _byUse.AddFirst(node);
            node.Value.IsRented = true;
            return node.Value;
        }

        // The same text may be needed again while its first use is still being read.
        var isKept = node is null && sql.Length <= LongestKept;
        var statement = RawStatement.Prepare(connection.Handle!, sql, isKept);
        statement.IsRented = true;
        if (isKept) Keep(sql, statement);
        return statement;
    }

    public void Dispose()
    {
        foreach (var statement in _byUse) statement.Close();
        _byUse.Clear();
        _bySql.Clear();
    }

    private void Keep(string sql, RawStatement statement)
    {
        _bySql.Add(sql, _byUse.AddFirst(statement));
        for (var oldest = _byUse.Last; _bySql.Count > Capacity && oldest is not null;)
        {
            var previous = oldest.Previous;
            if (!oldest.Value.IsRented) Drop(oldest);
            oldest = previous;
        }
    }

    private void Drop(LinkedListNode<RawStatement> node)
    {
        _bySql.Remove(node.Value.Sql);
        _byUse.Remove(node);
        node.Value.Close();
    }
}
