using System.Text;
using Altogic.Reactive.Backend.Modules.Database.Values;
using Altogic.Reactive.Backend.Stores.Json;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Cache;

/// <summary>
/// The key-value store of the app: answers from memory, keeps what it holds in the database with a delay (ADR 0004). Values are
/// JSON in UTF-8. Every operation is one atomic step.
/// </summary>
internal sealed partial class CacheModule : ICacheSource, IAsyncDisposable
{
    private const int SweptPerChange = 16;
    private const int SweptAtOnce = 1000;
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly SqliteDatabase _store;
    private readonly LimitsDefinition _limits;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CacheMemory _memory;
    private readonly CacheJournal _journal;
    private readonly CacheTraffic _traffic = new();
    private ITimer? _sweeper;

    public CacheModule(SqliteDatabase store, LimitsDefinition limits, TimeProvider time, ILogger log)
    {
        (_store, _limits, _time, _log) = (store, limits, time, log);
        _journal = new CacheJournal(_gate, this, store, time, log);
        _memory = new CacheMemory(limits.CacheBytes, limits.CacheKeys, OnChanged);
    }

    bool ICacheSource.HasTraffic => _traffic.IsChanged;

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Makes the tables and takes up what an earlier run has left; call it once, before the first request.</summary>
    public async Task InitializeAsync(CancellationToken cancel = default)
    {
        await _store.WriteAsync(
            session =>
            {
                CacheTable.Create(session);
                CacheTable.DeleteExpired(session, Now);
                CacheTable.Load(session, _memory.TryRestore);
                _traffic.Restore(CacheTable.FindTraffic(session));
                return true;
            },
            cancel);
        _sweeper = _time.CreateTimer(_ => SweepAll(), null, SweepPeriod, SweepPeriod);
        CacheLog.Loaded(_log, _memory.Count, _memory.Bytes);
    }

    /// <summary>The value; null when there is none.</summary>
    public byte[]? Get(string key)
    {
        lock (_gate)
        {
            if (_memory.Use(key, Now) is not { } item) return null;
            _traffic.Out(item.Value.Length, _time.GetUtcNow());
            return item.Value;
        }
    }

    /// <summary>Puts a value in the place of whatever the key held.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">JSON; null takes the key away.</param>
    /// <param name="seconds">When it expires; null for never.</param>
    /// <param name="cancel">Gives up waiting for the write, which goes on.</param>
    public Task SetAsync(string key, byte[]? value, long? seconds, CancellationToken cancel)
    {
        if (value is null) return DeleteAsync([key], cancel);
        Check(key, value.Length);
        lock (_gate)
        {
            PutByCall(key, value, seconds);
            return SettledAsync(_journal.Settled(), cancel);
        }
    }

    /// <summary>Takes keys away; unknown ones are no error.</summary>
    public Task DeleteAsync(IReadOnlyList<string> keys, CancellationToken cancel)
    {
        lock (_gate)
        {
            _memory.Sweep(Now, SweptPerChange);
            foreach (var key in keys)
            {
                VoidCopies(key);
                _memory.Remove(key);
            }

            return SettledAsync(_journal.Settled(), cancel);
        }
    }

    /// <summary>Adds to a number, or subtracts; the new number as JSON.</summary>
    /// <param name="key">The key; one that is not there counts as 0.</param>
    /// <param name="amount">The text of a JSON number.</param>
    /// <param name="isSubtracted">Whether to subtract.</param>
    /// <param name="seconds">When the key expires; null for never.</param>
    /// <param name="cancel">Gives up waiting for the write, which goes on.</param>
    public async Task<byte[]> AddAsync(string key, string amount, bool isSubtracted, long? seconds, CancellationToken cancel)
    {
        byte[] sum;
        Task settled;
        lock (_gate)
        {
            var current = _memory.Peek(key, Now)?.Value;
            if (current is not null && current[0] is not ((byte)'-' or (>= (byte)'0' and <= (byte)'9'))) throw CacheErrors.NoNumber(key);
            var result = Calculator.Apply(
                isSubtracted ? UpdateType.Decrement : UpdateType.Increment, current is null ? null : Encoding.UTF8.GetString(current), amount);
            sum = JsonTree.Write(result ?? throw CacheErrors.NoNumber(key));
            PutByCall(key, sum, seconds);
            settled = SettledAsync(_journal.Settled(), cancel);
        }

        await settled;
        return sum;
    }

    /// <summary>Has a key expire; at once with 0 seconds. An unknown one is no error.</summary>
    public Task ExpireAsync(string key, long seconds, CancellationToken cancel)
    {
        if (seconds == 0) return DeleteAsync([key], cancel);
        lock (_gate)
        {
            if (_memory.Use(key, Now) is not { } item) return Task.CompletedTask;
            VoidCopies(key);
            _memory.SetExpiry(item, ExpiryOf(seconds));
            return SettledAsync(_journal.Settled(), cancel);
        }
    }

    /// <summary>How full the cache is, and the traffic of today and this month.</summary>
    public (int Keys, long Bytes, CacheTrafficRow Traffic) Stats()
    {
        SweepAll();
        lock (_gate) return (_memory.Count, _memory.Bytes, _traffic.At(_time.GetUtcNow()));
    }

    CacheChange ICacheSource.ChangeOf(string key) =>
        _memory.Peek(key, long.MinValue) is { } item ? new CacheChange(key, item.Value, item.ExpiresAt, item.Order) : new CacheChange(key, null, 0, 0);

    CacheTrafficRow? ICacheSource.TakeTraffic() => _traffic.IsChanged ? _traffic.Take() : null;

    public async ValueTask DisposeAsync()
    {
        if (_sweeper is not null) await _sweeper.DisposeAsync();
        await _journal.DisposeAsync();
    }

    private static async Task SettledAsync(Task<Exception?> written, CancellationToken cancel)
    {
        if (await written.WaitAsync(cancel) is { } failure) throw StoreErrors.Of(failure);
    }

    private void OnChanged(string key, int bytes)
    {
        if (key == _durableKey) _journal.ChangedDurably(key, bytes);
        else _journal.Changed(key, bytes);
    }

    private void PutByCall(string key, byte[] value, long? seconds)
    {
        _memory.Sweep(Now, SweptPerChange);
        VoidCopies(key);
        _memory.Put(key, value, seconds is { } time ? ExpiryOf(time) : CacheItem.Never);
        _traffic.In(value.Length, _time.GetUtcNow());
    }

    private long ExpiryOf(long seconds) => Now + (seconds * 1000);

    private void Check(string key, int length)
    {
        if (length > _limits.CacheValueBytes || !_memory.Fits(key, length)) throw CacheErrors.TooLarge(key, _limits.CacheValueBytes);
    }

    /// <summary>Drops what has expired, letting others in between.</summary>
    private void SweepAll()
    {
        var isDone = false;
        while (!isDone)
        {
            lock (_gate) isDone = _memory.Sweep(Now, SweptAtOnce);
        }
    }
}
