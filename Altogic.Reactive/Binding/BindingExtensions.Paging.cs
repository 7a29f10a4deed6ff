using System.Reactive.Concurrency;
using Altogic.Reactive.Database;
using Altogic.Reactive.Internal.Binding;

namespace Altogic.Reactive;

/// <content>Lists that load as somebody scrolls.</content>
public static partial class BindingExtensions
{
    /// <summary>Shows a query as a list that loads its pages when it is told to.</summary>
    /// <param name="query">The query; sort it by a stable field.</param>
    /// <param name="key">What tells rows apart, such as <c>_id</c>: an object that has slipped to the next page is not shown twice.</param>
    /// <param name="scheduler">Where the list changes: that of the view.</param>
    /// <param name="options">The default is <c>new BindingOptions()</c>. <see cref="BindingOptions.OnFailure"/> is not used: failures are in the results and the state.</param>
    /// <exception cref="ArgumentException">An argument is missing, or an option is not usable.</exception>
    public static IncrementalList<T> LoadOnDemand<T, TKey>(
        this PagedQuery<T> query, Func<T, TKey> key, IScheduler scheduler, BindingOptions? options = null)
        where T : class =>
        IncrementalList<T>.Create(query, BindingSettings<T, TKey>.Of(query, key, scheduler, comparer: null, options));
}
