namespace Altogic.Reactive.Backend.Stores.Sqlite;

/// <summary>The values of unique fields of embedded objects: unique across all parents, which no index on documents can say.</summary>
internal static class UniqueTable
{
    public static void Create(DbSession session) =>
        session.Execute("CREATE TABLE IF NOT EXISTS embedded_unique (field TEXT NOT NULL, value NOT NULL, id TEXT NOT NULL, PRIMARY KEY (field, value)) WITHOUT ROWID");

    public static void Insert(DbSession session, UniqueEntry entry)
    {
        using var statement = session.Prepare("INSERT INTO embedded_unique (field, value, id) VALUES (?1, ?2, ?3)");
        statement.Bind(entry.Field, entry.Value, entry.Id).Step();
    }

    public static void Delete(DbSession session, UniqueEntry entry)
    {
        using var statement = session.Prepare("DELETE FROM embedded_unique WHERE field = ?1 AND value = ?2 AND id = ?3");
        statement.Bind(entry.Field, entry.Value, entry.Id).Step();
    }

    /// <summary>The object that holds the value, or null.</summary>
    public static string? FindHolder(DbSession session, string field, object value)
    {
        using var statement = session.Prepare("SELECT id FROM embedded_unique WHERE field = ?1 AND value = ?2");
        return statement.Bind(field, value).Step() ? statement.Text(0) : null;
    }

    public static void Clear(DbSession session, string field)
    {
        using var statement = session.Prepare("DELETE FROM embedded_unique WHERE field = ?1");
        statement.Bind(1, field);
        statement.Step();
    }

    public static IReadOnlyList<string> Fields(DbSession session)
    {
        var fields = new List<string>();
        using var statement = session.Prepare("SELECT DISTINCT field FROM embedded_unique");
        while (statement.Step()) fields.Add(statement.Text(0));
        return fields;
    }
}

/// <summary>One value of a unique field. <paramref name="Value"/> is a text, a <c>long</c> or a <c>double</c>.</summary>
/// <param name="Field">The dotted path from the top-level model's name on.</param>
/// <param name="Value">The value as SQLite compares it.</param>
/// <param name="Id">The embedded object.</param>
internal readonly record struct UniqueEntry(string Field, object Value, string Id);
