using Microsoft.Data.Sqlite;

namespace Altogic.Reactive.Backend.Stores.Sqlite;

/// <summary>
/// Keeps the write-ahead log from growing without end: SQLite starts it anew only when no reader uses it, which under steady
/// reading may be never. Beyond the limit the writer waits a moment for the readers to let go.
/// </summary>
/// <param name="logPath">The log.</param>
/// <param name="reserve">The room for moving it into the database; null keeps none.</param>
/// <param name="largestLog">The limit in bytes.</param>
/// <param name="commitsBetweenLooks">How often the limit is looked at.</param>
internal sealed class WalKeeper(string logPath, LogReserve? reserve = null, long largestLog = 64L << 20, int commitsBetweenLooks = 256)
{
    private readonly FileInfo _log = new(logPath);
    private int _commits;

    public void AfterCommit(DbSession session)
    {
        _log.Refresh();
        if (!_log.Exists) return;
        reserve?.Follow(_log.Length);
        if (++_commits < commitsBetweenLooks) return;
        _commits = 0;
        if (_log.Length >= largestLog) Empty(session);
    }

    /// <summary>
    /// Has the log give its room back when there is none left on the disk, and keeps as much of it as before. False when not even the
    /// reserve was enough for the database to grow.
    /// </summary>
    public bool TryMakeRoom(Func<DbSession> session)
    {
        try
        {
            reserve?.Release();
            Empty(session());
            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
        finally
        {
            reserve?.Follow(0);
        }
    }

    /// <summary>Gives up the reserve, for what frees room itself.</summary>
    public void OpenReserve() => reserve?.Release();

    /// <summary>The database is closed: without a log there is nothing to keep room for.</summary>
    public void Close()
    {
        _log.Refresh();
        if (!_log.Exists) reserve?.Release();
    }

    /// <summary>Moves the log into the database and gives its room back, as far as readers let it.</summary>
    private static void Empty(DbSession session)
    {
        session.Execute("PRAGMA busy_timeout=250");
        session.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        session.Execute("PRAGMA busy_timeout=10000");
    }
}
