using System.Reactive.Concurrency;
using Altogic.Reactive.Database;

namespace Altogic.Reactive.Internal.Binding;

/// <summary>The arguments of a binding, checked.</summary>
internal sealed record BindingSettings<T, TKey>(Func<T, TKey> Key, IScheduler Scheduler, IComparer<T>? Comparer, BindingOptions Options)
{
    public IEqualityComparer<T> Equality { get; } = new ItemEquality<T>(Options.EqualityComparer);

    public IScheduler Background { get; } = Options.BackgroundScheduler ?? ClientDefaults.Scheduler;

    /// <exception cref="ArgumentException">An argument is missing, or an option is not usable.</exception>
    public static BindingSettings<T, TKey> Of(
        object source, Func<T, TKey> key, IScheduler scheduler, IComparer<T>? comparer, BindingOptions? options)
    {
        if (source is null) throw new ArgumentNullException(nameof(source));
        if (key is null) throw new ArgumentNullException(nameof(key));
        if (scheduler is null) throw new ArgumentNullException(nameof(scheduler));
        options ??= new BindingOptions();
        if (options.FrameInterval < TimeSpan.Zero) throw new ArgumentException("FrameInterval must not be negative.", nameof(options));
        if (OptionChecks.IsBlocking(options.BackgroundScheduler))
            throw new ArgumentException("This BackgroundScheduler waits by blocking the caller; use one that has threads of its own.", nameof(options));
        return new BindingSettings<T, TKey>(key, scheduler, comparer, options);
    }

    public IDisposable FollowWhole(IObservable<Result<IReadOnlyList<T>>> lists, IListTarget<T> target) =>
        Bind(new WholeListFold<T, TKey>(Key), target).Follow(lists, Options.OnFailure);

    public IDisposable FollowPlain(IObservable<IReadOnlyList<T>> lists, IListTarget<T> target) =>
        Bind(new WholeListFold<T, TKey>(Key), target).Follow(lists);

    public IDisposable FollowPages(IObservable<Result<Page<T>>> pages, IListTarget<T> target) =>
        Bind(new PageFold<T, TKey>(Key), target).Follow(pages, Options.OnFailure);

    public IDisposable FollowUpserts(IObservable<Result<T>> items, IListTarget<T> target) =>
        Bind(new UpsertFold<T, T, TKey>(static item => item is null ? [] : [item], Key, Equality), target).Follow(items, Options.OnFailure);

    public ListBinding<TInput, T, TKey> Bind<TInput>(IListFold<TInput, T, TKey> fold, IListTarget<T> target) => new(this, fold, target);
}
