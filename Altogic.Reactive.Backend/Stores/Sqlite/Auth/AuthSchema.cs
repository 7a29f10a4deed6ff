namespace Altogic.Reactive.Backend.Stores.Sqlite.Auth;

/// <summary>The tables of authentication. Instants are milliseconds since 1970; secrets are kept as hashes or sealed.</summary>
internal static class AuthSchema
{
    public static void Create(DbSession db)
    {
        db.Execute(
            "CREATE TABLE IF NOT EXISTS auth_credentials (user_id TEXT PRIMARY KEY, hash TEXT NOT NULL) WITHOUT ROWID");
        db.Execute(
            """
            CREATE TABLE IF NOT EXISTS auth_sessions (
              hash BLOB PRIMARY KEY, user_id TEXT NOT NULL, token BLOB NOT NULL, created_at INTEGER NOT NULL,
              last_used_at INTEGER NOT NULL, access_groups TEXT NOT NULL, user_agent TEXT NOT NULL) WITHOUT ROWID
            """);
        db.Execute("CREATE INDEX IF NOT EXISTS auth_sessions_user ON auth_sessions (user_id, created_at)");
        db.Execute("CREATE INDEX IF NOT EXISTS auth_sessions_use ON auth_sessions (last_used_at)");
        db.Execute(
            """
            CREATE TABLE IF NOT EXISTS auth_tokens (
              hash BLOB PRIMARY KEY, purpose TEXT NOT NULL, user_id TEXT NOT NULL, target TEXT NOT NULL,
              expires_at INTEGER NOT NULL, used_at INTEGER) WITHOUT ROWID
            """);
        db.Execute("CREATE INDEX IF NOT EXISTS auth_tokens_user ON auth_tokens (user_id)");
        db.Execute("CREATE INDEX IF NOT EXISTS auth_tokens_expiry ON auth_tokens (expires_at)");
        db.Execute(
            """
            CREATE TABLE IF NOT EXISTS auth_codes (
              phone TEXT NOT NULL, purpose TEXT NOT NULL, user_id TEXT NOT NULL, hash BLOB NOT NULL, tries INTEGER NOT NULL,
              expires_at INTEGER NOT NULL, PRIMARY KEY (phone, purpose, user_id)) WITHOUT ROWID
            """);
        db.Execute("CREATE INDEX IF NOT EXISTS auth_codes_user ON auth_codes (user_id)");
        db.Execute(
            """
            CREATE TABLE IF NOT EXISTS auth_identities (
              provider TEXT NOT NULL, provider_user_id TEXT NOT NULL, user_id TEXT NOT NULL,
              PRIMARY KEY (provider, provider_user_id)) WITHOUT ROWID
            """);
        db.Execute("CREATE INDEX IF NOT EXISTS auth_identities_user ON auth_identities (user_id)");
    }
}
