using Altogic.Reactive.Internal.Delivery;

namespace Altogic.Reactive.Realtime;

/// <summary>Who observes one event, or all of them. Immutable: a change is a copy.</summary>
/// <param name="Everywhere">Those who observe it in every channel.</param>
/// <param name="ByChannel">Those who observe it in one channel.</param>
internal sealed record ObserverSet(QueuedObserver<RealtimeMessage>[] Everywhere, Utf8Map<QueuedObserver<RealtimeMessage>[]> ByChannel)
{
    public static readonly ObserverSet Empty = new([], Utf8Map<QueuedObserver<RealtimeMessage>[]>.Empty);

    public bool IsEmpty => Everywhere.Length == 0 && ByChannel.Count == 0;

    public int Count => Everywhere.Length + ByChannel.Values.Sum(observers => observers.Length);

    public ObserverSet With(string? channel, QueuedObserver<RealtimeMessage> observer) => channel is null
        ? this with { Everywhere = [.. Everywhere, observer] }
        : this with { ByChannel = ByChannel.With(channel, [.. ByChannel.Find(channel) ?? [], observer]) };

    public ObserverSet Without(string? channel, QueuedObserver<RealtimeMessage> observer)
    {
        if (channel is null) return this with { Everywhere = Others(Everywhere, observer) };
        var others = Others(ByChannel.Find(channel) ?? [], observer);
        return this with { ByChannel = others.Length == 0 ? ByChannel.Without(channel) : ByChannel.With(channel, others) };
    }

    public void Complete()
    {
        foreach (var observer in Everywhere) observer.Complete(isAtOnce: true);
        foreach (var observers in ByChannel.Values)
            foreach (var observer in observers) observer.Complete(isAtOnce: true);
    }

    private static QueuedObserver<RealtimeMessage>[] Others(
        QueuedObserver<RealtimeMessage>[] observers, QueuedObserver<RealtimeMessage> observer) =>
        [.. observers.Where(other => !ReferenceEquals(other, observer))];
}
