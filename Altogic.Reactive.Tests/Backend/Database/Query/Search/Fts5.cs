using Microsoft.Data.Sqlite;

namespace Altogic.Reactive.Tests.Backend.Database.Query.Search;

/// <summary>A text index as the store makes them, in memory.</summary>
internal sealed class Fts5 : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public Fts5(string tokenizer = "porter unicode61 remove_diacritics 2")
    {
        SQLitePCL.Batteries_V2.Init();
        _connection.Open();
        Execute($"CREATE VIRTUAL TABLE f USING fts5(a, b, tokenize='{tokenizer}')");
        Execute("CREATE VIRTUAL TABLE v USING fts5vocab(f, 'instance')");
    }

    public void Add(long id, string a, string b = "") => Execute("INSERT INTO f(rowid, a, b) VALUES ($0, $1, $2)", id, a, b);

    public List<long> Search(string match)
    {
        using var command = Command("SELECT rowid FROM f WHERE f MATCH $0 ORDER BY rowid", match);
        using var reader = command.ExecuteReader();
        var found = new List<long>();
        while (reader.Read()) found.Add(reader.GetInt64(0));
        return found;
    }

    /// <summary>The words of each row, in order.</summary>
    public Dictionary<long, List<string>> Words()
    {
        using var command = Command("SELECT doc, term FROM v WHERE col = 'a' ORDER BY doc, offset");
        using var reader = command.ExecuteReader();
        var words = new Dictionary<long, List<string>>();
        while (reader.Read())
        {
            if (!words.TryGetValue(reader.GetInt64(0), out var row)) words[reader.GetInt64(0)] = row = [];
            row.Add(reader.GetString(1));
        }

        return words;
    }

    public void Begin() => Execute("BEGIN");

    public void Dispose() => _connection.Dispose();

    private void Execute(string sql, params object[] arguments)
    {
        using var command = Command(sql, arguments);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, params object[] arguments)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var index = 0; index < arguments.Length; index++) command.Parameters.AddWithValue($"${index}", arguments[index]);
        return command;
    }
}
