using Altogic.Reactive.Internal.SocketIO;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Realtime;

/// <summary>
/// The channels this client is in: those the app has joined, and those that are observed, each for its own reason. What the server must
/// be told goes to the outbox; on a new connection it is told again.
/// </summary>
internal sealed class ChannelMemberships(Outbox outbox, RealtimeOptions options, IMembershipEvents events)
{
    private readonly object _gate = new();
    private readonly Dictionary<string, ChannelMembership> _channels = new(StringComparer.Ordinal);
    private (JToken Data, OutboxEntry Update)? _profile;
    private (JToken Data, OutboxEntry Update)? _earlierProfile;
    private OutboxEntry? _lastUpdate;

    public int Count
    {
        get
        {
            lock (_gate) return _channels.Count;
        }
    }

    /// <summary>The channels a server has been told about.</summary>
    public IReadOnlyList<string> Known
    {
        get
        {
            lock (_gate) return [.. _channels.Values.Where(channel => channel.IsKnown).Select(channel => channel.Name)];
        }
    }

    /// <summary>The profile as the app gave it; null when it gave none.</summary>
    public JToken? Profile
    {
        get
        {
            lock (_gate) return _profile?.Data.DeepClone();
        }
    }

    /// <summary>The app joins; null when too many commands wait already.</summary>
    public OutboxEntry? Join(string name, bool? echo, Action<AltogicError?> done)
    {
        lock (_gate)
        {
            OutboxEntry? entry = null;
            entry = CommandWriter.Membership("join", name, echo, error =>
            {
                if (error is null) Enter(name, channel => channel.Join == entry);
                else Forget(name, entry, error);
                done(error);
            }, isBounded: true);
            if (!outbox.TryAdd(entry)) return null;
            var channel = FindOrAdd(name);
            (channel.IsJoined, channel.Echo, channel.Join, channel.Refusal) = (true, echo, entry, null);
            return entry;
        }
    }

    /// <summary>The app leaves. Somebody who observes the channel keeps it: then there is nothing to send.</summary>
    /// <param name="name">The channel.</param>
    /// <param name="echo">Whether this connection is told as well.</param>
    /// <param name="done">Told when the server has been.</param>
    /// <param name="entry">What is sent; null when nothing is.</param>
    /// <returns>False when too many commands wait already.</returns>
    public bool TryLeave(string name, bool? echo, Action<AltogicError?> done, out OutboxEntry? entry)
    {
        lock (_gate)
        {
            entry = null;
            var channel = Find(name);
            if (channel is { Observers: > 0 })
            {
                channel.IsJoined = false;
                return true;
            }

            entry = CommandWriter.Membership("leave", name, echo, done, isBounded: true);
            if (!outbox.TryAdd(entry)) return false;
            _channels.Remove(name);
            return true;
        }
    }

    /// <summary>One more observes the channel; the first one joins.</summary>
    public void Observe(string name)
    {
        lock (_gate)
        {
            var channel = FindOrAdd(name);
            var isIn = channel.IsWanted;
            channel.Observers++;
            if (!isIn) JoinForObservers(channel);
        }
    }

    /// <summary>One fewer observes the channel; the last one leaves, unless the app has joined.</summary>
    public void Unobserve(string name)
    {
        lock (_gate)
        {
            if (Find(name) is not { Observers: > 0 } channel) return;
            channel.Observers--;
            if (channel.IsWanted) return;
            _channels.Remove(name);
            if (channel.Join is { } join && outbox.TryCancel(join)) return;
            if (channel.IsKnown) outbox.TryAdd(CommandWriter.Membership("leave", name, echo: null, done: null));
        }
    }

    /// <summary>Takes back a join of the app that has not been written.</summary>
    public bool TryCancelJoin(string name, OutboxEntry entry)
    {
        lock (_gate)
        {
            if (!outbox.TryCancel(entry)) return false;
            Forget(name, entry, error: null);
            return true;
        }
    }

    /// <summary>Replaces the profile; false when too many commands wait already.</summary>
    public bool TryUpdate(JToken data, OutboxEntry entry)
    {
        lock (_gate)
        {
            if (!outbox.TryAdd(entry)) return false;
            if (_lastUpdate is null) _earlierProfile = _profile;
            _profile = data.Type == JTokenType.Null ? null : (data, entry);
            _lastUpdate = entry;
            return true;
        }
    }

    /// <summary>What the server of this connection has said to our join; false when it has not said anything yet.</summary>
    /// <param name="name">The channel.</param>
    /// <param name="refusal">Why it has not let us in; null when it has.</param>
    public bool TryGetAnswer(string name, out AltogicError? refusal)
    {
        lock (_gate)
        {
            var channel = Find(name);
            refusal = channel?.Refusal;
            return refusal is not null || channel?.IsIn == true;
        }
    }

    /// <summary>An update has ended. One that came to nothing leaves the profile that was there before it.</summary>
    public void Updated(OutboxEntry entry, bool isDone)
    {
        Note(entry, isDone);
        if (isDone) events.Updated(entry.Profile?.DeepClone());
    }

    /// <summary>Takes back an update that has not been written.</summary>
    public void TryCancelUpdate(OutboxEntry entry)
    {
        lock (_gate)
        {
            if (outbox.TryCancel(entry)) Note(entry, isDone: false);
        }
    }

    /// <summary>
    /// What a server that has forgotten us is told first: the profile, then every channel, except what waits to be sent anyway.
    /// </summary>
    public IReadOnlyList<OutboxEntry> Greet()
    {
        lock (_gate)
        {
            var isRestored = options.AutoJoinChannels;
            var greeting = new List<OutboxEntry>();
            if (isRestored && _profile is { } profile && !outbox.IsWaiting(profile.Update))
                greeting.Add(CommandWriter.Profile(profile.Data, options.EchoMessages, done: null, isGreeting: true));
            foreach (var channel in _channels.Values.ToList())
            {
                (channel.IsIn, channel.Refusal) = (false, null);
                if (channel.Join is { } join && outbox.IsWaiting(join)) continue;
                if (!isRestored && channel is { IsKnown: true, Observers: 0 }) _channels.Remove(channel.Name);
                else greeting.Add(Rejoin(channel));
            }

            return greeting;
        }
    }

    private void Note(OutboxEntry entry, bool isDone)
    {
        lock (_gate)
        {
            if (_lastUpdate != entry)
            {
                if (isDone) _earlierProfile = entry.Profile is { } data ? (data, entry) : null;
                return;
            }

            if (!isDone) _profile = _earlierProfile;
            _lastUpdate = null;
        }
    }

    private OutboxEntry Rejoin(ChannelMembership channel)
    {
        channel.IsRejoined = true;
        return CommandWriter.Membership("join", channel.Name, channel.Echo ?? options.EchoMessages, error => Answered(channel, error), isGreeting: true);
    }

    private void JoinForObservers(ChannelMembership channel)
    {
        channel.Join = CommandWriter.Membership("join", channel.Name, echo: null, error => Answered(channel, error));
        outbox.TryAdd(channel.Join);
    }

    /// <summary>Nobody waits for these answers.</summary>
    private void Answered(ChannelMembership channel, AltogicError? error)
    {
        if (error is null) Enter(channel.Name, current => current == channel);
        else if (error.Kind == ErrorKind.Api) Refuse(channel, error);
    }

    private void Enter(string name, Func<ChannelMembership, bool> isMeant)
    {
        lock (_gate)
        {
            if (Find(name) is not { } channel || !isMeant(channel)) return;
            (channel.IsIn, channel.Refusal) = (true, null);
        }

        events.Entered(name);
    }

    private void Refuse(ChannelMembership channel, AltogicError error)
    {
        lock (_gate)
        {
            if (Find(channel.Name) == channel) (channel.IsIn, channel.Refusal) = (false, error);
        }

        events.Refused(channel.Name, error);
    }

    private ChannelMembership? Find(string name) => _channels.TryGetValue(name, out var channel) ? channel : null;

    private ChannelMembership FindOrAdd(string name)
    {
        if (Find(name) is { } known) return known;
        var channel = new ChannelMembership(name);
        _channels.Add(name, channel);
        return channel;
    }

    /// <summary>A join of the app has come to nothing; those who observe the channel relied on it.</summary>
    /// <param name="name">The channel.</param>
    /// <param name="entry">The join.</param>
    /// <param name="error">Why; null when the app has taken it back.</param>
    private void Forget(string name, OutboxEntry? entry, AltogicError? error)
    {
        ChannelMembership channel;
        lock (_gate)
        {
            if (Find(name) is not { } found || found.Join != entry) return;
            channel = found;
            channel.IsJoined = false;
            if (!channel.IsWanted) _channels.Remove(name);
            if (!channel.IsWanted || channel.IsIn) return;
            if (error is null) JoinForObservers(channel);
        }

        if (error is { Kind: ErrorKind.Api }) Refuse(channel, error);
    }
}
