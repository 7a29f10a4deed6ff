using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using Altogic.Reactive.Internal.Binding;

namespace Altogic.Reactive;

/// <content>Refreshing, states and single values.</content>
public static partial class BindingExtensions
{
    private static readonly TimeSpan LoadingDelay = TimeSpan.FromMilliseconds(150);

    /// <summary>
    /// Cold. Runs a query at once, and again whenever the trigger says so; one that is still running is cancelled then. The trigger is observed
    /// before the query runs, so that no change falls between the two. Completes when both have.
    /// </summary>
    /// <param name="query">A cold operation or stream.</param>
    /// <param name="trigger">Any stream, such as <c>client.Realtime.On("changed")</c>; its values do not matter. One that fires without a pause
    /// should pass through <c>Throttle</c> or <c>Sample</c> first, or no run ever ends.</param>
    public static IObservable<T> RefreshOn<T, TTrigger>(this IObservable<T> query, IObservable<TTrigger> trigger)
    {
        if (query is null) throw new ArgumentNullException(nameof(query));
        return Runs(trigger).Select(_ => query).Switch();
    }

    /// <summary>
    /// Cold. The states of a screen that shows this source: data, empty, failed, or stale data with the error. A source that answers within
    /// 150 ms never shows <see cref="LoadKind.Loading"/>; data is never held back.
    /// </summary>
    /// <param name="source">An operation, or a stream of results.</param>
    /// <param name="scheduler">Where states are delivered, and the clock.</param>
    public static IObservable<LoadState<T>> AsState<T>(this IObservable<Result<T>> source, IScheduler scheduler) =>
        source.AsState(Observable.Empty<Unit>(), scheduler);

    /// <summary>
    /// Cold. The same for a source that runs again whenever the trigger says so, as in <see cref="RefreshOn{T,TTrigger}"/>. The old data stays
    /// meanwhile; a run of more than 150 ms says <see cref="LoadState{T}.IsRefreshing"/>.
    /// </summary>
    /// <param name="source">A cold operation or stream of results.</param>
    /// <param name="refreshOn">Any stream; its values do not matter.</param>
    /// <param name="scheduler">Where states are delivered, and the clock.</param>
    public static IObservable<LoadState<T>> AsState<T, TTrigger>(
        this IObservable<Result<T>> source, IObservable<TTrigger> refreshOn, IScheduler scheduler)
    {
        if (source is null) throw new ArgumentNullException(nameof(source));
        if (scheduler is null) throw new ArgumentNullException(nameof(scheduler));
        return Runs(refreshOn).Select(_ => Steps(source, scheduler)).Switch()
            .Scan(LoadProgress<T>.Start, static (progress, step) => progress.With(step))
            .Where(static progress => progress.IsNews)
            .Select(static progress => progress.State!)
            .ObserveOn(scheduler);
    }

    /// <summary>
    /// Shows the latest value of a stream as a property that a view can bind to. Changes at most 60 times a second; the latest value always
    /// arrives.
    /// </summary>
    /// <param name="source">Any stream. An error in it is a bug, and is thrown on the scheduler.</param>
    /// <param name="initial">The value until the first one arrives.</param>
    /// <param name="scheduler">Where the property changes: that of the view.</param>
    public static BoundProperty<T> ToProperty<T>(this IObservable<T> source, T initial, IScheduler scheduler)
    {
        if (source is null) throw new ArgumentNullException(nameof(source));
        if (scheduler is null) throw new ArgumentNullException(nameof(scheduler));
        return new BoundProperty<T>(source, initial, scheduler);
    }

    private static IObservable<Unit> Runs<TTrigger>(IObservable<TTrigger> trigger)
    {
        if (trigger is null) throw new ArgumentNullException(nameof(trigger));
        return trigger.Select(static _ => Unit.Default).Merge(Observable.Return(Unit.Default));
    }

    private static IObservable<LoadStep<T>> Steps<T>(IObservable<Result<T>> source, IScheduler scheduler) =>
        Observable.Return(LoadStep<T>.Begin)
            .Concat(source.Select(LoadStep<T>.Of).Concat(Observable.Return(LoadStep<T>.End))
                .Publish(steps => Observable.Timer(LoadingDelay, scheduler).Select(static _ => LoadStep<T>.Slow).TakeUntil(steps).Merge(steps)));
}
