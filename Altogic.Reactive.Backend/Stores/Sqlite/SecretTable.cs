namespace Altogic.Reactive.Backend.Stores.Sqlite;

/// <summary>One-way hashes of encrypted texts, beside the documents so that no answer and no filter can come near them.</summary>
internal static class SecretTable
{
    public static void Create(DbSession session) =>
        session.Execute("CREATE TABLE IF NOT EXISTS secret (object TEXT NOT NULL, field TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (object, field)) WITHOUT ROWID");

    public static void Set(DbSession session, string objectId, string field, string hash)
    {
        using var statement = session.Prepare("INSERT OR REPLACE INTO secret (object, field, hash) VALUES (?1, ?2, ?3)");
        statement.Bind(objectId, field, hash).Step();
    }

    public static void Drop(DbSession session, string objectId, string field)
    {
        using var statement = session.Prepare("DELETE FROM secret WHERE object = ?1 AND field = ?2");
        statement.Bind(objectId, field).Step();
    }

    public static void DropAll(DbSession session, string objectId)
    {
        using var statement = session.Prepare("DELETE FROM secret WHERE object = ?1");
        statement.Bind(1, objectId);
        statement.Step();
    }
}
