namespace Altogic.Reactive.Backend.Stores.Sqlite;

/// <summary>
/// One file, one writer that commits waiting writes together (one fsync for all of them), and a pool of readers. A write's
/// task completes only after its commit is durable. The writer is the only connection that checkpoints (ADR 0001).
/// </summary>
internal sealed class SqliteDatabase : IAsyncDisposable
{
    /// <summary>Raised when the layout of the file changes in a way that older programs cannot read.</summary>
    private const long Version = 1;

    private readonly FolderLock _lock;
    private readonly ReaderPool _readers;
    private readonly GroupWriter _writes;
    private int _isDisposed;

    private SqliteDatabase(string path, FolderLock folderLock, DbSession writer)
    {
        Path = path;
        _lock = folderLock;
        _readers = new ReaderPool(path);
        _writes = new GroupWriter(writer, () => Connections.OpenWriter(path), new WalKeeper(path + "-wal", new LogReserve(path + "-reserve")));
    }

    public string Path { get; }

    /// <summary>Transactions committed since the start; fewer than <see cref="Writes"/> when writers share them.</summary>
    public long Commits => _writes.Commits;

    /// <summary>Writes that were committed since the start.</summary>
    public long Writes => _writes.Writes;

    /// <exception cref="StoreInUseException">Another backend has the file open.</exception>
    /// <exception cref="InvalidDataException">The file is not a database, or that of a newer program.</exception>
    public static SqliteDatabase Open(string path)
    {
        var folderLock = FolderLock.Take(path + ".lock");
        DbSession? writer = null;
        try
        {
            // SQLite gives the log the rights of the database.
            PrivateFiles.Create(path);
            writer = Connections.OpenWriter(path);
            CheckVersion(writer, path);
            return new SqliteDatabase(path, folderLock, writer);
        }
        catch
        {
            writer?.Dispose();
            folderLock.Dispose();
            throw;
        }
    }

    /// <summary>Runs <paramref name="work"/> on the writer; all of it is kept, or nothing when it throws.</summary>
    /// <param name="work">Runs on the writer's thread, so it should do nothing that could be done before.</param>
    /// <param name="cancel">A write that is cancelled while it waits is skipped; one that runs is finished.</param>
    public Task<T> WriteAsync<T>(Func<DbSession, T> work, CancellationToken cancel = default) => _writes.WriteAsync(work, freesRoom: false, cancel);

    /// <summary>A write that deletes more than it adds: on a full disk it may use the room that is kept for that.</summary>
    /// <inheritdoc cref="WriteAsync"/>
    public Task<T> DeleteAsync<T>(Func<DbSession, T> work, CancellationToken cancel = default) => _writes.WriteAsync(work, freesRoom: true, cancel);

    /// <summary>Runs <paramref name="work"/>, which an index makes quick, on a reader: everything it sees is of one moment.</summary>
    public T Read<T>(Func<DbSession, T> work) => _readers.Read(work);

    /// <summary>Runs <paramref name="work"/>, which may take long, on a reader; it waits for its turn without a thread.</summary>
    public Task<T> QueryAsync<T>(Func<DbSession, T> work, CancellationToken cancel = default) => _readers.QueryAsync(work, cancel);

    /// <summary>Finishes the waiting writes, closes the readers, then lets the writer do the last checkpoint.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0) return;
        await _writes.DrainAsync();
        await _readers.DisposeAsync();
        await _writes.DisposeAsync();
        _lock.Dispose();
    }

    private static void CheckVersion(DbSession writer, string path)
    {
        var version = (long)writer.Scalar("PRAGMA user_version")!;
        if (version > Version) throw new InvalidDataException($"'{path}' was written by a newer version of the backend.");
        if (version == 0) writer.Execute($"PRAGMA user_version={Version}");
    }
}
