using System.Reactive.Disposables;
using System.Reactive.Linq;
using Altogic.Reactive.Internal.Delivery;
using Altogic.Reactive.Internal.Diagnostics;

namespace Altogic.Reactive.Realtime;

/// <content>Streams of events.</content>
internal sealed partial class RealtimeSession
{
    /// <summary>Events as they come, from the subscription on; observing one in a channel keeps this client in the channel.</summary>
    /// <param name="events">Their names; null for all.</param>
    /// <param name="channel">The channel; null for all.</param>
    public IObservable<RealtimeMessage> Observe(IReadOnlyList<string>? events, string? channel) =>
        Observable.Create<RealtimeMessage>(observer =>
        {
            var queue = new QueuedObserver<RealtimeMessage>(
                observer, _delivery, count => ReportDrop(new MessageDrop(events is { Count: 1 } ? events[0] : null, channel, count)));
            if (!Router.TryAdd(events, channel, queue))
            {
                observer.OnCompleted();
                return Disposable.Empty;
            }

            if (channel is not null) Memberships.Observe(channel);
            Need();
            if (channel is not null) Connection.Pump();
            return Disposable.Create(() =>
            {
                queue.Dispose();
                Router.Remove(events, channel, queue);
                if (channel is null) return;
                Memberships.Unobserve(channel);
                Connection.Pump();
            });
        });

    private void ReportDrop(MessageDrop drop)
    {
        _log.Dropped(drop.Count);
        Drops.Post(drop);
    }
}
