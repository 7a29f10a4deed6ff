using Microsoft.Data.Sqlite;

namespace Altogic.Reactive.Backend.Stores.Sqlite;

/// <summary>A connection that keeps its prepared commands. Used by one caller at a time.</summary>
internal sealed partial class DbSession(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);
    private List<Action>? _afterCommit;

    public SqliteConnection Connection { get; } = connection;

    /// <summary>Whether no transaction is open.</summary>
    public bool IsAutoCommit => SQLitePCL.raw.sqlite3_get_autocommit(Connection.Handle) != 0;

    /// <summary>The prepared command for this text, with its parameters set to <paramref name="values"/> as <c>$1</c>, <c>$2</c>, ….</summary>
    public SqliteCommand Command(string sql, params ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = Connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++) command.Parameters.Add(new SqliteParameter { ParameterName = "$" + (i + 1) });
            _commands.Add(sql, command);
        }

        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    public int Execute(string sql, params ReadOnlySpan<object?> values) => Command(sql, values).ExecuteNonQuery();

    /// <summary>As <see cref="Execute"/>, for what is not kept prepared because it does not come again.</summary>
    public void ExecuteOnce(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public object? Scalar(string sql, params ReadOnlySpan<object?> values) =>
        Command(sql, values).ExecuteScalar() is { } value and not DBNull ? value : null;

    /// <summary>
    /// Has <paramref name="action"/> run on the writer once this write is durable, before its task completes; not at all when
    /// the write is undone. For what is kept in memory beside the tables; it must be quick and must not throw.
    /// </summary>
    public void AfterCommit(Action action) => (_afterCommit ??= []).Add(action);

    /// <summary>What the last write registered, for the writer alone.</summary>
    public IReadOnlyList<Action>? TakeAfterCommit()
    {
        var actions = _afterCommit;
        _afterCommit = null;
        return actions;
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values) command.Dispose();
        _statements.Dispose();
        Connection.Dispose();
    }
}
