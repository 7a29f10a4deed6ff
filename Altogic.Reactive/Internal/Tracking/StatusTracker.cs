using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;

namespace Altogic.Reactive.Internal.Tracking;

/// <summary>Follows a status to its end by asking for it again and again.</summary>
internal static class StatusTracker
{
    /// <summary>Cold. Each status that is not the one before, the final one last; or a failure, and then the end.</summary>
    /// <param name="ask">Asks for the status; null when there is none.</param>
    /// <param name="options">How often.</param>
    /// <param name="hints">Says that the status may have changed, so that it is asked for at once; null when nothing does.</param>
    /// <param name="scheduler">The clock.</param>
    public static IObservable<Result<T>> Track<T>(
        Func<IObservable<Result<T?>>> ask, TrackOptions options, IObservable<Unit>? hints, IScheduler scheduler)
        where T : class, ITrackable =>
        // Counted, so that a hint during a question is not lost but leads to another question.
        (hints ?? Observable.Empty<Unit>()).Catch(Observable.Empty<Unit>())
            .Scan(0, (count, _) => count + 1).StartWith(0).Concat(Observable.Never<int>())
            .Replay(counts => Rounds(ask, options, counts, scheduler), bufferSize: 1);

    private static IObservable<Result<T>> Rounds<T>(
        Func<IObservable<Result<T?>>> ask, TrackOptions options, IObservable<int> counts, IScheduler scheduler)
        where T : class, ITrackable => Observable.Defer(() =>
        {
            var state = new TrackState<T>(options);
            return counts.Take(1)
                .SelectMany(known => ask().Select(state.Take).Concat(Observable.Defer(() => Pause<TrackStep<T>>(state.Interval, counts, known, scheduler))))
                .Repeat()
                .TakeUntil(step => step.IsLast)
                .Where(step => step.News is not null)
                .Select(step => step.News!);
        });

    /// <summary>Ends when the time is over or a hint comes, whichever is first.</summary>
    private static IObservable<TStep> Pause<TStep>(TimeSpan time, IObservable<int> counts, int known, IScheduler scheduler) =>
        Observable.Timer(time, scheduler).Select(static _ => 0)
            .Amb(counts.Where(count => count > known).Take(1))
            .Take(1)
            .IgnoreElements()
            .Select(static _ => default(TStep)!);
}
