namespace Altogic.Reactive.Backend.Stores.Sqlite;

/// <summary>
/// Keeps the write-ahead log from growing without end: SQLite starts it anew only when no reader uses it, which under steady
/// reading may be never. Beyond the limit the writer waits a moment for the readers to let go.
/// </summary>
internal sealed class WalKeeper(string logPath, long largestLog = 64L << 20, int commitsBetweenLooks = 256)
{
    private readonly FileInfo _log = new(logPath);
    private int _commits;

    public void AfterCommit(DbSession session)
    {
        if (++_commits < commitsBetweenLooks) return;
        _commits = 0;
        _log.Refresh();
        if (!_log.Exists || _log.Length < largestLog) return;
        Empty(session);
    }

    /// <summary>Moves the log into the database and gives its room back, as far as readers let it.</summary>
    public static void Empty(DbSession session)
    {
        session.Execute("PRAGMA busy_timeout=250");
        session.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        session.Execute("PRAGMA busy_timeout=10000");
    }
}
