using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Altogic.Reactive.Benchmarks;

/// <summary>What SQLite does with the same work and nobody in between.</summary>
internal static class DirectSqlite
{
    public static double Inserts(string file, int count)
    {
        SQLitePCL.Batteries_V2.Init();
        using var connection = Open(file, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE d(seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, doc BLOB NOT NULL);");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO d(id, doc) VALUES ($id, jsonb($doc))";
        var id = insert.Parameters.Add("$id", SqliteType.Text);
        var doc = insert.Parameters.Add("$doc", SqliteType.Text);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
        {
            id.Value = i.ToString("x24", CultureInfo.InvariantCulture);
            doc.Value = $"{{\"_id\":\"{id.Value}\",\"title\":\"Task {i}\",\"group\":-1,\"plain\":-1,\"done\":false}}";
            insert.ExecuteNonQuery();
        }

        return count / clock.Elapsed.TotalSeconds;
    }

    public static double Lists(string data, string field, int count)
    {
        var file = Directory.EnumerateFiles(data, "*.db").Single();
        using var connection = Open(file, "PRAGMA query_only=ON; PRAGMA wal_autocheckpoint=0;", SqliteOpenMode.ReadOnly);
        using var select = connection.CreateCommand();
        select.CommandText = FormattableString.Invariant($"SELECT json(doc) FROM \"d_todos\" AS t WHERE {Extract(connection, field)} = $value ORDER BY id LIMIT 20");
        var value = select.Parameters.Add("$value", SqliteType.Integer);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
        {
            value.Value = i % 5000;
            using var reader = select.ExecuteReader();
            while (reader.Read()) reader.GetString(0);
        }

        return count / clock.Elapsed.TotalSeconds;
    }

    /// <summary>The expression that the store's own index is made of, else the plain one.</summary>
    private static string Extract(SqliteConnection connection, string field)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'd_todos' AND sql LIKE '%' || $field || '%'";
        command.Parameters.AddWithValue("$field", field);
        var sql = command.ExecuteScalar() as string;
        if (sql is null) return $"doc ->> '$.{field}'";
        var start = sql.IndexOf("json", StringComparison.Ordinal);
        return sql[start..(sql.IndexOf(')', start) + 1)];
    }

    private static SqliteConnection Open(string file, string setUp, SqliteOpenMode mode = SqliteOpenMode.ReadWriteCreate)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = setUp;
        command.ExecuteNonQuery();
        return connection;
    }
}
