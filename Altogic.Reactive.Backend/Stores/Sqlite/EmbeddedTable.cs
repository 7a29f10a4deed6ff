namespace Altogic.Reactive.Backend.Stores.Sqlite;

/// <summary>Where each embedded object lives: found by its own id or by its parent's.</summary>
internal static class EmbeddedTable
{
    private const string InsertSql = "INSERT INTO embedded (id, model, parent, root) VALUES (?1, ?2, ?3, ?4)";
    private const string DeleteSql = "DELETE FROM embedded WHERE id = ?1";
    private const string FindSql = "SELECT root FROM embedded WHERE id = ?1 AND model = ?2";
    private const string RootSql = "SELECT root FROM embedded WHERE id = ?1";

    public static void Create(DbSession session)
    {
        session.Execute(
            "CREATE TABLE IF NOT EXISTS embedded (id TEXT PRIMARY KEY, model TEXT NOT NULL, parent TEXT NOT NULL, root TEXT NOT NULL) WITHOUT ROWID");
        session.Execute("CREATE INDEX IF NOT EXISTS embedded_parent ON embedded (model, parent)");
    }

    public static void Insert(DbSession session, EmbeddedRow row)
    {
        using var statement = session.Prepare(InsertSql);
        statement.Bind(row.Id, row.Model, row.Parent, row.Root).Step();
    }

    public static void Delete(DbSession session, string id)
    {
        using var statement = session.Prepare(DeleteSql);
        statement.Bind(1, id);
        statement.Step();
    }

    /// <summary>The top-level object that holds the embedded object with this id, of whatever model, or null.</summary>
    public static string? RootOf(DbSession session, string id)
    {
        using var statement = session.Prepare(RootSql);
        return statement.Bind(id).Step() ? statement.Text(0) : null;
    }

    /// <summary>The top-level object that holds the embedded object of this model with this id, or null.</summary>
    public static string? FindRoot(DbSession session, string model, string id)
    {
        using var statement = session.Prepare(FindSql);
        return statement.Bind(id, model).Step() ? statement.Text(0) : null;
    }
}

internal readonly record struct EmbeddedRow(string Id, string Model, string Parent, string Root);
