using System.Collections.Concurrent;
using Altogic.Reactive.Backend.Modules.Auth.Tokens;

namespace Altogic.Reactive.Backend.Modules.Auth.Sessions;

/// <summary>
/// The sessions in use, found without touching the store. Sessions come in when they are opened or first asked for, and leave
/// when they are closed; a session that was read from the store while others were being closed is not taken in, because it
/// may have been one of them.
/// </summary>
internal sealed class SessionCache
{
    private readonly ConcurrentDictionary<TokenHash, LiveSession> _sessions = new();
    private readonly Lock _gate = new();
    private readonly int _capacity;
    private readonly int _step;
    private int _count;
    private int _roomAt;
    private long _closings;

    public SessionCache(int capacity)
    {
        _capacity = capacity;
        _roomAt = capacity;
        _step = Math.Max(1, capacity / 10);
    }

    /// <summary>To be taken before reading the store, and handed to <see cref="TryAddRead"/>.</summary>
    public long Closings => Volatile.Read(ref _closings);

    public IEnumerable<KeyValuePair<TokenHash, LiveSession>> Entries => _sessions;

    public LiveSession? Find(TokenHash hash) => _sessions.GetValueOrDefault(hash);

    public void Add(TokenHash hash, LiveSession session)
    {
        lock (_gate) AddLocked(hash, session);
    }

    /// <summary>Takes in what was read from the store; false when sessions were closed since, so that it must be read again.</summary>
    public bool TryAddRead(TokenHash hash, LiveSession session, long closings)
    {
        lock (_gate)
        {
            if (_closings != closings) return false;
            if (!_sessions.ContainsKey(hash)) AddLocked(hash, session);
            return true;
        }
    }

    public void Close(IEnumerable<byte[]> hashes)
    {
        lock (_gate)
        {
            _closings++;
            foreach (var hash in hashes)
                if (_sessions.TryRemove(TokenHash.From(hash), out _)) _count--;
        }
    }

    private void AddLocked(TokenHash hash, LiveSession session)
    {
        if (_count >= _roomAt) MakeRoom();
        if (_sessions.TryAdd(hash, session)) _count++;
    }

    // Any will do: whoever comes back is read from the store again. Uses that the store does not know stay; where they are too
    // many, the next look around waits for some more, so that not each of them looks at all the others.
    private void MakeRoom()
    {
        var surplus = _count - _capacity + _step;
        foreach (var (hash, session) in _sessions)
        {
            if (surplus == 0) break;
            if (session.IsUnsaved || !_sessions.TryRemove(hash, out _)) continue;
            _count--;
            surplus--;
        }

        _roomAt = _count < _capacity ? _capacity : _count + _step;
    }
}
