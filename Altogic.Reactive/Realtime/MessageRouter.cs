using System.Text;
using Altogic.Reactive.Internal.Delivery;
using Altogic.Reactive.Internal.Serialization;
using Altogic.Reactive.Internal.SocketIO;
using Altogic.Reactive.Internal.SocketIO.Codec;

namespace Altogic.Reactive.Realtime;

/// <summary>
/// Brings each event to those who observe it, by its name and channel as they stand in the packet. Nothing is made of an event that
/// nobody observes. The tables are copied when they change, so the receiver looks at them without a lock and misses nobody.
/// </summary>
/// <param name="format">How messages are read.</param>
/// <param name="capacity">How many messages an observer's queue takes; they must be fetched before it is full.</param>
internal sealed class MessageRouter(JsonFormat format, int capacity)
{
    private const int MostKnownNames = 256;

    // so many messages wait at most while the receiver has more to read: to wake an observer costs as much as many small messages
    private const int MostHeld = 1024;
    private const int BytesOfASmallOne = 256;

    private readonly object _gate = new();
    private readonly int _mostHeld = Math.Max(1, Math.Min(MostHeld, capacity / 4));
    private readonly List<(QueuedObserver<RealtimeMessage> Observer, Kicks Kicks)> _held = [];
    private volatile Utf8Map<EventRoute> _routes = Utf8Map<EventRoute>.Empty;
    private volatile ObserverSet _all = ObserverSet.Empty;
    private bool _isOver;

    // touched by the receiver alone
    private Utf8Map<string> _knownNames = Utf8Map<string>.Empty;
    private int _heldWeight;

    /// <summary>How many observers there are; one of several events counts for each.</summary>
    public int ObserverCount
    {
        get
        {
            lock (_gate) return _all.Count + _routes.Values.Sum(route => route.Observers.Count);
        }
    }

    /// <summary>How many events are observed by name.</summary>
    public int RouteCount => _routes.Count;

    private JsonFormat Format => format;

    /// <summary>Adds an observer; false when the client is gone.</summary>
    /// <param name="events">The events' names; null for all.</param>
    /// <param name="channel">The channel; null for all, and for messages without one.</param>
    /// <param name="observer">Who wants them.</param>
    public bool TryAdd(IReadOnlyList<string>? events, string? channel, QueuedObserver<RealtimeMessage> observer)
    {
        lock (_gate)
        {
            if (_isOver) return false;
            if (events is null) _all = _all.With(channel, observer);
            foreach (var name in events ?? [])
            {
                var route = _routes.Find(name) ?? new EventRoute(name);
                route.Observers = route.Observers.With(channel, observer);
                if (route.Observers.Count == 1) _routes = _routes.With(name, route);
            }

            return true;
        }
    }

    public void Remove(IReadOnlyList<string>? events, string? channel, QueuedObserver<RealtimeMessage> observer)
    {
        lock (_gate)
        {
            if (events is null) _all = _all.Without(channel, observer);
            foreach (var name in events ?? [])
            {
                if (_routes.Find(name) is not { } route) continue;
                route.Observers = route.Observers.Without(channel, observer);
                if (route.Observers.IsEmpty) _routes = _routes.Without(name);
            }
        }
    }

    /// <summary>Completes everybody.</summary>
    public void Complete()
    {
        ObserverSet all;
        Utf8Map<EventRoute> routes;
        lock (_gate)
        {
            if (_isOver) return;
            _isOver = true;
            (all, routes) = (_all, _routes);
            (_all, _routes) = (ObserverSet.Empty, Utf8Map<EventRoute>.Empty);
        }

        all.Complete();
        foreach (var route in routes.Values) route.Observers.Complete();
    }

    /// <summary>
    /// Queues an event for its observers; returns whether there are any. They are woken with <see cref="Flush"/>, or once many events
    /// are there.
    /// </summary>
    public bool Receive(in SocketEventData data)
    {
        if (!TryQueue(data)) return false;
        _heldWeight += 1 + (data.Length / BytesOfASmallOne);
        if (_heldWeight >= _mostHeld) Flush();
        return true;
    }

    /// <summary>Wakes the observers of everything that has been received.</summary>
    public void Flush()
    {
        (QueuedObserver<RealtimeMessage> Observer, Kicks Kicks)[] held;
        lock (_held)
        {
            _heldWeight = 0;
            if (_held.Count == 0) return;
            held = [.. _held];
            _held.Clear();
        }

        foreach (var (observer, kicks) in held) observer.Kick(kicks);
    }

    private bool TryQueue(in SocketEventData data)
    {
        var payload = data.Payload;
        var name = data.Name.Of(payload);
        var route = Find(name);
        var all = _all;
        if (route is null && all.IsEmpty) return false;
        var observers = route?.Observers ?? ObserverSet.Empty;
        var delivery = new Delivery(this, data, route, all.IsEmpty ? null : KnownName(route, name));
        delivery.To(all.Everywhere);
        delivery.To(observers.Everywhere);
        if (all.ByChannel.Count == 0 && observers.ByChannel.Count == 0) return delivery.IsMade;
        if (ChannelOf(data.Arguments.Of(payload)) is { Length: > 0 } channel)
        {
            delivery.To(all.ByChannel.Find(channel) ?? []);
            delivery.To(observers.ByChannel.Find(channel) ?? []);
        }

        return delivery.IsMade;
    }

    private void Hold(QueuedObserver<RealtimeMessage> observer, Kicks kicks)
    {
        if (kicks == Kicks.None) return;
        // when connections follow each other, the readers of both may be here
        lock (_held) _held.Add((observer, kicks));
    }

    private EventRoute? Find(ReadOnlySpan<byte> name)
    {
        var routes = _routes;
        if (routes.Count == 0) return null;
        if (name[0] != '"') return routes.Find(name);
        return name.IndexOf((byte)'\\') < 0
            ? routes.Find(name.Slice(1, name.Length - 2))
            : routes.Find(JsonScan.ReadText(name) ?? "");
    }

    /// <summary>The name as a string, without making a new one for every message.</summary>
    private string KnownName(EventRoute? route, ReadOnlySpan<byte> token)
    {
        if (route is not null) return route.Name;
        if (_knownNames.Find(token) is { } known) return known;
        var name = JsonScan.ReadText(token) ?? Encoding.UTF8.GetString(token.ToArray());
        if (_knownNames.Count < MostKnownNames) _knownNames = _knownNames.With(Encoding.UTF8.GetString(token.ToArray()), name);
        return name;
    }

    private static ReadOnlySpan<byte> ChannelOf(ReadOnlySpan<byte> arguments)
    {
        if (!JsonScan.TryFindMember(arguments, "channel"u8, out var slice)) return default;
        var token = slice.Of(arguments);
        if (token.Length < 2 || token[0] != '"') return default;
        return token.IndexOf((byte)'\\') < 0
            ? token.Slice(1, token.Length - 2)
            : Encoding.UTF8.GetBytes(JsonScan.ReadText(token) ?? "");
    }

    /// <summary>Makes one message when the first observer is found.</summary>
    private ref struct Delivery(MessageRouter router, in SocketEventData data, EventRoute? route, string? name)
    {
        private readonly SocketEventData _data = data;
        private RealtimeMessage? _message;

        public readonly bool IsMade => _message is not null;

        public void To(QueuedObserver<RealtimeMessage>[] observers)
        {
            foreach (var observer in observers)
            {
                _message ??= new RealtimeMessage(route?.Name ?? name!, _data, router.Format);
                router.Hold(observer, observer.Enqueue(_message));
            }
        }
    }
}
