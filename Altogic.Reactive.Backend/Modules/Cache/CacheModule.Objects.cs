using Altogic.Reactive.Backend.Modules.Database;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Cache;

/// <content>Copies of objects, kept by operations on the database (data-model §10).</content>
internal sealed partial class CacheModule : IObjectCache
{
    private readonly Dictionary<string, List<Copy>> _announced = new(StringComparer.Ordinal);
    private string? _durableKey;

    public void Put(DbSession session, string id, byte[] json, TimeSpan time)
    {
        Check(id, json.Length);
        var expiresAt = ExpiryOf(time);
        CacheTable.Put(session, id, json, expiresAt);
        session.AfterCommit(() => Durably(id, () =>
        {
            VoidCopies(id);
            _memory.Put(id, json, expiresAt);
            _traffic.In(json.Length, _time.GetUtcNow());
        }));
    }

    public void Remove(DbSession session, string id)
    {
        CacheTable.Delete(session, id);
        session.AfterCommit(() => Durably(id, () =>
        {
            VoidCopies(id);
            _memory.Remove(id);
        }));
    }

    public IObjectCopy Announce(string id)
    {
        var copy = new Copy(this, id);
        lock (_gate)
        {
            if (!_announced.TryGetValue(id, out var copies)) _announced.Add(id, copies = []);
            copies.Add(copy);
        }

        return copy;
    }

    private long ExpiryOf(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? CacheItem.Never : Now + (long)time.TotalMilliseconds;

    /// <summary>Applies what a transaction has written already. Keys that go to make room are not part of that transaction.</summary>
    private void Durably(string key, Action change)
    {
        lock (_gate)
        {
            _durableKey = key;
            change();
            _durableKey = null;
        }
    }

    /// <summary>The key changes now: what was read of it before must not replace it.</summary>
    private void VoidCopies(string key)
    {
        if (_announced.Count == 0 || !_announced.TryGetValue(key, out var copies)) return;
        foreach (var copy in copies) copy.IsVoid = true;
    }

    private sealed class Copy(CacheModule owner, string id) : IObjectCopy
    {
        public bool IsVoid { get; set; }

        public async Task KeepAsync(byte[] json, TimeSpan time, CancellationToken cancel)
        {
            owner.Check(id, json.Length);
            Task written;
            lock (owner._gate)
            {
                if (IsVoid) return;
                owner._memory.Put(id, json, owner.ExpiryOf(time));
                owner._traffic.In(json.Length, owner._time.GetUtcNow());
                written = owner._journal.Settled();
            }

            // The reader gets its object in any case; only how fast copies are made depends on the disk.
            await written.WaitAsync(cancel);
        }

        public void Dispose()
        {
            lock (owner._gate)
            {
                if (!owner._announced.TryGetValue(id, out var copies)) return;
                copies.Remove(this);
                if (copies.Count == 0) owner._announced.Remove(id);
            }
        }
    }
}
