using System.Diagnostics;
using System.Globalization;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Backend.Modules.Database.Sql;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Microsoft.Data.Sqlite;

namespace Altogic.Reactive.Benchmarks;

/// <summary>What SQLite does with the same work and nobody in between.</summary>
internal static class DirectSqlite
{
    private const long Placeholder = 123_456_789;

    /// <summary>The best round after one that warms up.</summary>
    public static double Inserts(string file, int count, int rounds)
    {
        SQLitePCL.Batteries_V2.Init();
        using var connection = Open(file, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE d(seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, doc BLOB NOT NULL);");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO d(id, doc) VALUES ($id, jsonb($doc))";
        var id = insert.Parameters.Add("$id", SqliteType.Text);
        var doc = insert.Parameters.Add("$doc", SqliteType.Text);
        var next = 0;
        return BestOf(rounds, count, _ =>
        {
            var i = next++;
            id.Value = i.ToString("x24", CultureInfo.InvariantCulture);
            doc.Value = $"{{\"_id\":\"{id.Value}\",\"title\":\"Task {i}\",\"group\":-1,\"plain\":-1,\"done\":false}}";
            insert.ExecuteNonQuery();
        });
    }

    /// <summary>The statement that the backend makes of such a list, prepared once and run on one connection; the best round after one that warms up.</summary>
    public static double Lists(string data, AppDefinition app, string field, int count, int rounds)
    {
        var file = Directory.EnumerateFiles(data, "*.db").Single();
        using var session = new DbSession(Open(file, "PRAGMA query_only=ON; PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-8192; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456;", SqliteOpenMode.ReadOnly));
        var filter = ExpressionParser.ParseFilterOrNull(FormattableString.Invariant($"{field} == {Placeholder}"));
        var sql = new SelectSql(new ModelRegistry(app).Resolve("todos"), filter, [], [], QueryFunctions.Of(session));
        using var select = session.Connection.CreateCommand();
        select.CommandText = sql.Page(limit: 20, skip: 0);
        var changing = new List<SqliteParameter>();
        foreach (var value in sql.Parameters.Values)
        {
            var parameter = select.Parameters.AddWithValue(FormattableString.Invariant($"?{select.Parameters.Count + 1}"), value);
            if (value is long or double && Convert.ToInt64(value, CultureInfo.InvariantCulture) == Placeholder) changing.Add(parameter);
        }

        if (changing.Count == 0) throw new InvalidOperationException("The statement does not ask for the field: " + select.CommandText);
        return BestOf(rounds, count, i =>
        {
            foreach (var parameter in changing) parameter.Value = (long)(i % 5000);
            using var reader = select.ExecuteReader();
            var rows = 0;
            for (; reader.Read(); rows++) reader.GetString(0);
            if (rows != 20) throw new InvalidOperationException($"{rows} rows instead of 20.");
        });
    }

    /// <summary>What <c>BackendSuite</c> does with the backend: a quarter as warm-up, then the best of some rounds, as how many a second.</summary>
    private static double BestOf(int rounds, int count, Action<int> run)
    {
        for (var i = 0; i < Math.Max(64, count / 4); i++) run(i);
        var best = 0.0;
        for (var round = 0; round < rounds; round++)
        {
            var clock = Stopwatch.StartNew();
            for (var i = 0; i < count; i++) run(i);
            best = Math.Max(best, count / clock.Elapsed.TotalSeconds);
        }

        return best;
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
