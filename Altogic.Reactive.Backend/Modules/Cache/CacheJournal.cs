using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Cache;

/// <summary>
/// Writes changed keys behind the caller's back (ADR 0004): all that changed in one transaction, so that the store always holds the
/// cache of one moment. While the oldest change is a second old and still not written, or too much waits, callers wait too.
/// </summary>
/// <param name="gate">Guards the source and everything here.</param>
/// <param name="source">Gives what is to be written.</param>
/// <param name="store">Where it goes.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where failures go.</param>
internal sealed class CacheJournal(Lock gate, ICacheSource source, SqliteDatabase store, TimeProvider time, ILogger log) : IAsyncDisposable
{
    public const int MostChanges = 10_000;
    public const long MostBytes = 8L << 20;
    public static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(200);
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    private ITimer? _timer;
    private HashSet<string> _changed = new(StringComparer.Ordinal);
    private long _changedBytes;
    private long _oldest;
    private TaskCompletionSource<Exception?> _outcome = NewOutcome();
    private Taken? _taken;
    private Task? _running;
    private bool _isScheduled;
    private bool _isAwaited;
    private bool _isClosed;

    private static Task<Exception?> Written { get; } = Task.FromResult<Exception?>(null);

    private bool IsFull => _changed.Count >= MostChanges || _changedBytes >= MostBytes;

    /// <summary>Notes a change; call it under the gate.</summary>
    public void Changed(string key, int bytes)
    {
        if (_changed.Count == 0) _oldest = time.GetTimestamp();
        _changed.Add(key);
        _changedBytes += bytes;
        Schedule(IsFull ? TimeSpan.Zero : Delay);
    }

    /// <summary>Notes a change that a transaction has written already; call it under the gate.</summary>
    public void ChangedDurably(string key, int bytes)
    {
        // What waits, or is on its way, may have been older than the transaction and may be written after it.
        if (_changed.Contains(key) || _taken?.Keys.Contains(key) == true) Changed(key, bytes);
    }

    /// <summary>
    /// What a caller whose change was just noted has to wait for before it is acknowledged; call it under the gate. The result is
    /// why the change could not be written; null when it was.
    /// </summary>
    public Task<Exception?> Settled()
    {
        if (_changed.Count == 0) return Written;
        if (!IsFull && time.GetElapsedTime(_taken?.Oldest ?? _oldest) < Window) return Written;
        _isAwaited = true;
        Schedule(TimeSpan.Zero);
        return _outcome.Task;
    }

    /// <summary>Writes what is left.</summary>
    public async ValueTask DisposeAsync()
    {
        Task? running;
        lock (gate)
        {
            if (_isClosed) return;
            _isClosed = true;
            running = _running;
        }

        if (_timer is not null) await _timer.DisposeAsync();
        if (running is not null) await running;
        lock (gate)
        {
            if (_changed.Count == 0 && !source.HasTraffic) return;
        }

        await WriteAsync();
    }

    private static TaskCompletionSource<Exception?> NewOutcome() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Schedule(TimeSpan delay)
    {
        if (_isClosed || _running is { IsCompleted: false } || (_isScheduled && delay > TimeSpan.Zero)) return;
        _timer ??= time.CreateTimer(_ => Start(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(delay, Timeout.InfiniteTimeSpan);
        _isScheduled = true;
    }

    private void Start()
    {
        lock (gate)
        {
            if (_isClosed || _running is { IsCompleted: false }) return;
            _isScheduled = false;
            _running = WriteAsync();
        }
    }

    private async Task WriteAsync()
    {
        Exception? failure = null;
        try
        {
            await store.WriteAsync(Write);
        }
#pragma warning disable CA1031 // a full disk, a broken file: it is logged, told to those who wait, and tried again
        catch (Exception e)
#pragma warning restore CA1031
        {
            failure = e;
        }

        End(failure);
    }

    /// <summary>Runs on the writer's thread, so that the order of transactions is the order of what they saw.</summary>
    private bool Write(DbSession session)
    {
        var changes = new List<CacheChange>();
        CacheTrafficRow? traffic;
        lock (gate)
        {
            // The writer runs it again when the disk was full: what was taken the first time goes along.
            var before = _taken;
            if (before is not null) Return();
            foreach (var key in _changed) changes.Add(source.ChangeOf(key));
            traffic = source.TakeTraffic() ?? before?.Traffic;
            _taken = new Taken(_changed, _oldest, [.. before?.Outcomes ?? [], _outcome], traffic);
            _changed = new HashSet<string>(StringComparer.Ordinal);
            _changedBytes = 0;
            _isAwaited = false;
            _outcome = NewOutcome();
        }

        // A start takes up the keys in the order of their writes, as far as there is room.
        foreach (var change in changes.OrderBy(change => change.Order))
        {
            if (change.Value is null) CacheTable.Delete(session, change.Key);
            else CacheTable.Put(session, change.Key, change.Value, change.ExpiresAt);
        }

        if (traffic is not null) CacheTable.PutTraffic(session, traffic);
        return true;
    }

    private void End(Exception? failure)
    {
        IReadOnlyList<TaskCompletionSource<Exception?>> outcomes;
        var failed = 0;
        lock (gate)
        {
            outcomes = _taken?.Outcomes ?? [_outcome];
            if (_taken is null) _outcome = NewOutcome();
            if (failure is not null) failed = Return();
            _taken = null;
            _running = null;
            if (_changed.Count > 0) Schedule(failure is not null ? Window : _isAwaited ? TimeSpan.Zero : Delay);
        }

        if (failure is not null) CacheLog.WriteFailed(log, failure, failed);
        foreach (var outcome in outcomes) outcome.SetResult(failure);
    }

    private int Return()
    {
        if (_taken is not null)
        {
            _changed.UnionWith(_taken.Keys);
            _oldest = _taken.Oldest;
        }

        return _changed.Count;
    }

    private sealed record Taken(HashSet<string> Keys, long Oldest, IReadOnlyList<TaskCompletionSource<Exception?>> Outcomes, CacheTrafficRow? Traffic);
}
