namespace Altogic.Reactive.Backend.Stores.Sqlite.Jobs;

/// <summary>The tables of queues and tasks. Each index holds only the jobs that are looked for by it.</summary>
internal static class JobSchema
{
    public static void Create(DbSession db)
    {
        db.Execute(
            """
            CREATE TABLE IF NOT EXISTS jobs (
              seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind INTEGER NOT NULL, owner TEXT NOT NULL, owner_name TEXT NOT NULL,
              body BLOB, created_at INTEGER NOT NULL, due_at INTEGER NOT NULL, started_at INTEGER, completed_at INTEGER,
              attempt INTEGER NOT NULL, status INTEGER NOT NULL, errors TEXT, scheduled_at INTEGER)
            """);
        db.Execute("CREATE INDEX IF NOT EXISTS jobs_pending ON jobs (owner, due_at) WHERE status = 0");
        db.Execute("CREATE INDEX IF NOT EXISTS jobs_processing ON jobs (owner) WHERE status = 1");
        db.Execute("CREATE INDEX IF NOT EXISTS jobs_completed ON jobs (owner, completed_at) WHERE status = 2");
        db.Execute("CREATE INDEX IF NOT EXISTS jobs_errors ON jobs (owner, completed_at) WHERE status = 3");
        db.Execute("CREATE INDEX IF NOT EXISTS jobs_runs ON jobs (owner) WHERE kind = 1");
        db.Execute("CREATE UNIQUE INDEX IF NOT EXISTS jobs_scheduled ON jobs (owner, scheduled_at) WHERE scheduled_at IS NOT NULL");
        db.Execute(
            "CREATE TABLE IF NOT EXISTS task_schedules (task TEXT PRIMARY KEY, line TEXT NOT NULL, handled_until INTEGER NOT NULL) WITHOUT ROWID");
    }
}
