namespace Altogic.Reactive.Backend.Stores.Sqlite;

/// <summary>Where each embedded object lives: found by its own id or by its parent's.</summary>
internal static class EmbeddedTable
{
    public static void Create(DbSession session)
    {
        session.Execute(
            "CREATE TABLE IF NOT EXISTS embedded (id TEXT PRIMARY KEY, model TEXT NOT NULL, parent TEXT NOT NULL, root TEXT NOT NULL) WITHOUT ROWID");
        session.Execute("CREATE INDEX IF NOT EXISTS embedded_parent ON embedded (model, parent)");
    }

    public static void Insert(DbSession session, EmbeddedRow row) =>
        session.Execute("INSERT INTO embedded (id, model, parent, root) VALUES ($1, $2, $3, $4)", row.Id, row.Model, row.Parent, row.Root);

    public static void Delete(DbSession session, string id) => session.Execute("DELETE FROM embedded WHERE id = $1", id);

    /// <summary>The top-level object that holds the embedded object of this model with this id, or null.</summary>
    public static string? FindRoot(DbSession session, string model, string id) =>
        session.Scalar("SELECT root FROM embedded WHERE id = $1 AND model = $2", id, model) as string;
}

internal readonly record struct EmbeddedRow(string Id, string Model, string Parent, string Root);
