using Microsoft.Data.Sqlite;

namespace Altogic.Reactive.Backend.Stores.Sqlite;

/// <summary>Opens connections so that only the writer can ever move the write-ahead log into the database (ADR 0001).</summary>
internal static class Connections
{
    private const int NoCheckpointOnClose = 1006; // SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE

    static Connections() => SQLitePCL.Batteries_V2.Init();

    public static DbSession OpenWriter(string path)
    {
        var session = Open(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            // Also the first access: anything that is no database fails here.
            if (session.Scalar("PRAGMA journal_mode=WAL") as string is not "wal")
                throw new InvalidDataException($"'{path}' cannot use a write-ahead log; is it on a network drive?");
            session.Execute("PRAGMA synchronous=FULL");
            session.Execute("PRAGMA wal_autocheckpoint=4000");
            session.Execute("PRAGMA cache_size=-32768");
            return session;
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SQLitePCL.raw.SQLITE_NOTADB)
        {
            session.Dispose();
            throw new InvalidDataException($"'{path}' is not a database.", e);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    public static DbSession OpenReader(string path)
    {
        var session = Open(path, SqliteOpenMode.ReadOnly);
        try
        {
            session.Execute("PRAGMA query_only=ON");
            session.Execute("PRAGMA wal_autocheckpoint=0");
            session.Execute("PRAGMA cache_size=-8192");
            var result = SQLitePCL.raw.sqlite3_db_config(session.Connection.Handle!, NoCheckpointOnClose, 1, out var isOn);
            if (result != SQLitePCL.raw.SQLITE_OK || isOn != 1)
                throw new InvalidOperationException("A reader could checkpoint when it closes; refusing to use it.");
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static DbSession Open(string path, SqliteOpenMode mode)
    {
        var address = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false };
        var connection = new SqliteConnection(address.ToString());
        try
        {
            connection.Open();
            var session = new DbSession(connection);
            session.Execute("PRAGMA busy_timeout=10000");
            session.Execute("PRAGMA temp_store=MEMORY");
            session.Execute("PRAGMA mmap_size=268435456");
            return session;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
