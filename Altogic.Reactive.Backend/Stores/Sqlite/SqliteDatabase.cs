using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Altogic.Reactive.Backend.Stores.Sqlite;

/// <summary>
/// One file, one writer that commits waiting writes together (one fsync for all of them), and a pool of readers. A write's
/// task completes only after its commit is durable.
/// </summary>
internal sealed class SqliteDatabase : IAsyncDisposable
{
    private const int LargestGroup = 512;
    private readonly string _path;
    private readonly Channel<Write> _writes = Channel.CreateBounded<Write>(new BoundedChannelOptions(8192) { SingleReader = true });
    private readonly ConcurrentBag<DbSession> _readers = [];
    private readonly DbSession _writer;
    private readonly Task _loop;

    private SqliteDatabase(string path)
    {
        _path = path;
        _writer = new DbSession(Connect(SqliteOpenMode.ReadWriteCreate));
        _writer.Execute("PRAGMA journal_mode=WAL");
        _writer.Execute("PRAGMA synchronous=FULL");
        _loop = Task.Factory.StartNew(RunWriterAsync, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
    }

    public static SqliteDatabase Open(string path)
    {
        SQLitePCL.Batteries_V2.Init();
        return new SqliteDatabase(path);
    }

    /// <summary>Runs <paramref name="work"/> on the writer; all of it is kept, or nothing when it throws.</summary>
    public async Task<T> WriteAsync<T>(Func<DbSession, T> work, CancellationToken cancel = default)
    {
        var write = new Write<T>(work);
        await _writes.Writer.WriteAsync(write, cancel);
        return await write.Completion.Task;
    }

    /// <summary>Runs <paramref name="work"/> on a reader: everything it sees is of one moment.</summary>
    public T Read<T>(Func<DbSession, T> work)
    {
        if (!_readers.TryTake(out var reader))
        {
            reader = new DbSession(Connect(SqliteOpenMode.ReadOnly));
            reader.Execute("PRAGMA query_only=ON");
        }

        try
        {
            reader.Execute("BEGIN");
            var result = work(reader);
            reader.Execute("COMMIT");
            _readers.Add(reader);
            return result;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _writes.Writer.TryComplete();
        await _loop;
        foreach (var reader in _readers) reader.Dispose();
        _writer.Dispose();
    }

    private SqliteConnection Connect(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = _path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private async Task RunWriterAsync()
    {
        var group = new List<Write>(LargestGroup);
        while (await _writes.Reader.WaitToReadAsync())
        {
            while (group.Count < LargestGroup && _writes.Reader.TryRead(out var write)) group.Add(write);
            try
            {
                _writer.Execute("BEGIN IMMEDIATE");
                foreach (var write in group)
                {
                    _writer.Execute("SAVEPOINT w");
                    if (!write.Run(_writer)) _writer.Execute("ROLLBACK TO w");
                    _writer.Execute("RELEASE w");
                }

                _writer.Execute("COMMIT");
                foreach (var write in group) write.Acknowledge();
            }
            catch (SqliteException e)
            {
                foreach (var write in group) write.Fail(e);
                if (_writer.Connection.State == System.Data.ConnectionState.Open && !IsAutoCommit()) _writer.Execute("ROLLBACK");
            }

            group.Clear();
        }
    }

    private bool IsAutoCommit() => SQLitePCL.raw.sqlite3_get_autocommit(_writer.Connection.Handle) != 0;

    private abstract class Write
    {
        /// <summary>False when the work threw and must be undone.</summary>
        public abstract bool Run(DbSession session);

        public abstract void Acknowledge();

        public abstract void Fail(Exception exception);
    }

    private sealed class Write<T>(Func<DbSession, T> work) : Write
    {
        private T? _result;
        private Exception? _failure;

        public TaskCompletionSource<T> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override bool Run(DbSession session)
        {
            try
            {
                _result = work(session);
                return true;
            }
#pragma warning disable CA1031 // whatever the work threw goes to its own caller
            catch (Exception e)
#pragma warning restore CA1031
            {
                _failure = e;
                return false;
            }
        }

        public override void Acknowledge()
        {
            if (_failure is null) Completion.TrySetResult(_result!);
            else Completion.TrySetException(_failure);
        }

        public override void Fail(Exception exception) => Completion.TrySetException(_failure ?? exception);
    }
}
