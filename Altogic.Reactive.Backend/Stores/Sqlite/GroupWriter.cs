using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Altogic.Reactive.Backend.Stores.Sqlite;

/// <summary>
/// The one thread that writes. While a commit runs, further writes queue up and share the next one, so that the number of
/// fsyncs follows the disk and not the number of writers; a lone writer never waits for company.
/// </summary>
internal sealed class GroupWriter : IAsyncDisposable
{
    private const int QueueLength = 8192;
    private const int LargestGroup = 512;

    private readonly ConcurrentQueue<PendingWrite> _queue = new();
    private readonly SemaphoreSlim _room = new(QueueLength);
    private readonly SemaphoreSlim _waiting = new(0);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<DbSession> _open;
    private readonly WalKeeper _wal;
    private readonly Lock _gate = new();
    private DbSession? _session;
    private bool _isClosed;
    private long _commits;
    private long _writes;

    /// <param name="session">The writing connection; it is closed at the end.</param>
    /// <param name="open">Opens another one when the first has become useless.</param>
    /// <param name="wal">Looks after the write-ahead log.</param>
    public GroupWriter(DbSession session, Func<DbSession> open, WalKeeper wal)
    {
        _session = session;
        _open = open;
        _wal = wal;
        new Thread(Run) { IsBackground = true, Name = "sqlite-writer" }.Start();
    }

    public long Commits => Interlocked.Read(ref _commits);

    public long Writes => Interlocked.Read(ref _writes);

    public async Task<T> WriteAsync<T>(Func<DbSession, T> work, bool freesRoom, CancellationToken cancel)
    {
        await _room.WaitAsync(cancel);
        var write = new PendingWrite<T>(work, freesRoom, cancel);
        Enqueue(write);
        return await write.Task;
    }

    /// <summary>Refuses new writes and ends when those in the queue are done; the connection stays open.</summary>
    public async Task DrainAsync()
    {
        lock (_gate)
        {
            _isClosed = true;
            _waiting.Release();
        }

        await _ended.Task;
    }

    /// <summary>Closes the connection, which moves the log into the database a last time.</summary>
    public async ValueTask DisposeAsync()
    {
        await DrainAsync();
        _session?.Dispose();
        _wal.Close();
    }

    private void Enqueue(PendingWrite write)
    {
        // Under the gate, so that nothing enters behind the last look of the closing writer.
        lock (_gate)
        {
            if (_isClosed)
            {
                _room.Release();
                throw new ObjectDisposedException(nameof(SqliteDatabase));
            }

            _queue.Enqueue(write);
            if (_waiting.CurrentCount == 0) _waiting.Release();
        }
    }

    private void Run()
    {
        var group = new List<PendingWrite>(LargestGroup);
        while (true)
        {
            if (!Fill(group))
            {
                if (Volatile.Read(ref _isClosed) && _queue.IsEmpty) break;
                _waiting.Wait();
                continue;
            }

            WriteGroup(group);
            group.Clear();
        }

        _ended.SetResult();
    }

    private bool Fill(List<PendingWrite> group)
    {
        while (group.Count < LargestGroup && _queue.TryDequeue(out var write))
        {
            _room.Release();
            if (!write.TrySkip()) group.Add(write);
        }

        return group.Count > 0;
    }

    private void WriteGroup(List<PendingWrite> group)
    {
        var failure = TryWrite(group, isLastTry: false);
        if (DiskFull.IsCauseOf(failure) && _wal.TryMakeRoom(Session)) failure = TryWrite(group, isLastTry: !group.Exists(write => write.FreesRoom));
        if (DiskFull.IsCauseOf(failure)) failure = WriteDeletions(group, failure!);
        foreach (var write in group)
        {
            if (failure is null) write.Complete();
            else write.Fail(failure);
        }

        if (_session is not null && failure is null) Tidy(_session);
    }

    /// <summary>The last resort on a full disk: what frees room may have the reserve, and everything else has failed.</summary>
    private Exception? WriteDeletions(List<PendingWrite> group, Exception failure)
    {
        if (!group.Exists(write => write.FreesRoom)) return failure;
        foreach (var write in group)
            if (!write.FreesRoom) write.Fail(failure);
        group.RemoveAll(write => !write.FreesRoom);
        _wal.OpenReserve();
        var second = TryWrite(group, isLastTry: true);
        _wal.TryMakeRoom(Session);
        return second;
    }

    private DbSession Session() => _session ??= _open();

    /// <summary>Null when the group is durable.</summary>
    private Exception? TryWrite(List<PendingWrite> group, bool isLastTry)
    {
        try
        {
            var session = Session();
            session.Execute("BEGIN IMMEDIATE");
            var kept = 0;
            foreach (var write in group)
                if (RunOne(session, write, isLastTry)) kept++;
            session.Execute("COMMIT");
            Interlocked.Increment(ref _commits);
            Interlocked.Add(ref _writes, kept);
            return null;
        }
#pragma warning disable CA1031 // a full disk, a broken file, anything: the group fails, the writer goes on
        catch (Exception e)
#pragma warning restore CA1031
        {
            RollBack();
            return e;
        }
    }

    private void Tidy(DbSession session)
    {
        try
        {
            _wal.AfterCommit(session);
        }
        catch (SqliteException)
        {
            // Nothing is lost: what could not be moved stays in the log. A new connection starts from a known state.
            session.Dispose();
            _session = null;
        }
    }

    private static bool RunOne(DbSession session, PendingWrite write, bool isLastTry)
    {
        session.Execute("SAVEPOINT w");
        var isKept = write.Run(session);
        // A full disk may make SQLite roll back the whole transaction and not only the statement.
        if (session.IsAutoCommit || (!isLastTry && DiskFull.IsCauseOf(write.Failure))) throw new TransactionLostException(write.Failure);
        if (!isKept) session.Execute("ROLLBACK TO w");
        session.Execute("RELEASE w");
        return isKept;
    }

    private void RollBack()
    {
        try
        {
            if (_session is { IsAutoCommit: false } session) session.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // Closing undoes what ROLLBACK could not; the next group opens a new connection, or fails with the reason.
            _session?.Dispose();
            _session = null;
        }
    }
}
