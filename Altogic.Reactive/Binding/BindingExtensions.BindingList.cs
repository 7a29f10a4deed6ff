using System.ComponentModel;
using System.Reactive.Concurrency;
using System.Runtime.CompilerServices;
using Altogic.Reactive.Database;
using Altogic.Reactive.Internal.Binding;

namespace Altogic.Reactive;

/// <content>Into a <see cref="BindingList{T}"/>, for Windows Forms.</content>
public static partial class BindingExtensions
{
    /// <summary>
    /// Keeps a list for Windows Forms as the stream says, with one event per row that came, went or changed; a row that moves is taken out and
    /// put in again. Each success is the whole list: what has changed is applied, and nothing else. A failure leaves the list as it is.
    /// </summary>
    /// <param name="lists">A query, a channel's members, or anything else that gives whole lists.</param>
    /// <param name="list">The list; from now on it is the binding's, and what is in it already is compared as well. Changes made elsewhere are put right with the next value.</param>
    /// <param name="key">What tells rows apart, such as <c>_id</c>; may be null. Of rows with the same key in one list the last one is shown.</param>
    /// <param name="scheduler">Where the list changes: that of the view.</param>
    /// <param name="comparer">The order of the list. The default is null: that of the source.</param>
    /// <param name="options">The default is <c>new BindingOptions()</c>.</param>
    /// <returns>Ends the binding; may be disposed at any time, from any thread, more than once. On the scheduler nothing comes after it.</returns>
    /// <exception cref="ArgumentException">An argument is missing, or an option is not usable.</exception>
    public static IDisposable BindTo<T, TKey>(
        this IObservable<Result<IReadOnlyList<T>>> lists, BindingList<T> list, Func<T, TKey> key, IScheduler scheduler,
        IComparer<T>? comparer = null, BindingOptions? options = null)
    {
        var settings = BindingSettings<T, TKey>.Of(lists, key, scheduler, comparer, options);
        return settings.FollowWhole(lists, ToTarget(list));
    }

    /// <summary>
    /// Keeps a list for Windows Forms as the stream says, with one event per row that came, went or changed; a row that moves is taken out and
    /// put in again. The same for queries that count.
    /// </summary>
    /// <param name="lists">A query with count information.</param>
    /// <param name="list">The list; from now on it is the binding's, and what is in it already is compared as well. Changes made elsewhere are put right with the next value.</param>
    /// <param name="key">What tells rows apart, such as <c>_id</c>; may be null. Of rows with the same key in one list the last one is shown.</param>
    /// <param name="scheduler">Where the list changes: that of the view.</param>
    /// <param name="comparer">The order of the list. The default is null: that of the source.</param>
    /// <param name="options">The default is <c>new BindingOptions()</c>.</param>
    /// <returns>Ends the binding; may be disposed at any time, from any thread, more than once. On the scheduler nothing comes after it.</returns>
    /// <exception cref="ArgumentException">An argument is missing, or an option is not usable.</exception>
    public static IDisposable BindTo<T, TKey>(
        this IObservable<Result<ListResult<T>>> lists, BindingList<T> list, Func<T, TKey> key, IScheduler scheduler,
        IComparer<T>? comparer = null, BindingOptions? options = null)
    {
        var settings = BindingSettings<T, TKey>.Of(lists, key, scheduler, comparer, options);
        return settings.FollowWhole(lists.SelectResult(answer => answer.Data), ToTarget(list));
    }

    /// <summary>
    /// Keeps a list for Windows Forms as the stream says, with one event per row that came, went or changed; a row that moves is taken out and
    /// put in again. The same for pages. Page 1 begins a pass; the items of a pass are put one page after the other, and what a complete pass has not brought is removed at its end.
    /// </summary>
    /// <param name="pages">A paged query, once or again and again.</param>
    /// <param name="list">The list; from now on it is the binding's, and what is in it already is compared as well. Changes made elsewhere are put right with the next value.</param>
    /// <param name="key">What tells rows apart, such as <c>_id</c>; may be null. Of rows with the same key in one list the last one is shown.</param>
    /// <param name="scheduler">Where the list changes: that of the view.</param>
    /// <param name="comparer">The order of the list. The default is null: that of the source.</param>
    /// <param name="options">The default is <c>new BindingOptions()</c>.</param>
    /// <returns>Ends the binding; may be disposed at any time, from any thread, more than once. On the scheduler nothing comes after it.</returns>
    /// <exception cref="ArgumentException">An argument is missing, or an option is not usable.</exception>
    public static IDisposable BindTo<T, TKey>(
        this IObservable<Result<Page<T>>> pages, BindingList<T> list, Func<T, TKey> key, IScheduler scheduler,
        IComparer<T>? comparer = null, BindingOptions? options = null)
    {
        var settings = BindingSettings<T, TKey>.Of(pages, key, scheduler, comparer, options);
        return settings.FollowPages(pages, ToTarget(list));
    }

    /// <summary>
    /// Keeps a list for Windows Forms as the stream says, with one event per row that came, went or changed; a row that moves is taken out and
    /// put in again. Each success is one item: it takes the place of the one with its key, or comes last. Nothing is removed.
    /// </summary>
    /// <param name="items">Realtime messages read as your type, or the items of a paged query.</param>
    /// <param name="list">The list; from now on it is the binding's, and what is in it already is compared as well. Changes made elsewhere are put right with the next value.</param>
    /// <param name="key">What tells rows apart, such as <c>_id</c>; may be null. Of rows with the same key in one list the last one is shown.</param>
    /// <param name="scheduler">Where the list changes: that of the view.</param>
    /// <param name="comparer">The order of the list. The default is null: that of the source.</param>
    /// <param name="options">The default is <c>new BindingOptions()</c>.</param>
    /// <returns>Ends the binding; may be disposed at any time, from any thread, more than once. On the scheduler nothing comes after it.</returns>
    /// <exception cref="ArgumentException">An argument is missing, or an option is not usable.</exception>
    [OverloadResolutionPriority(-1)]
    public static IDisposable BindTo<T, TKey>(
        this IObservable<Result<T>> items, BindingList<T> list, Func<T, TKey> key, IScheduler scheduler,
        IComparer<T>? comparer = null, BindingOptions? options = null)
    {
        var settings = BindingSettings<T, TKey>.Of(items, key, scheduler, comparer, options);
        return settings.FollowUpserts(items, ToTarget(list));
    }

    /// <summary>
    /// Keeps a list for Windows Forms as the stream says, with one event per row that came, went or changed; a row that moves is taken out and
    /// put in again. The same for lists that are no results, such as those an app derives from others.
    /// </summary>
    /// <param name="lists">Whole lists.</param>
    /// <param name="list">The list; from now on it is the binding's, and what is in it already is compared as well. Changes made elsewhere are put right with the next value.</param>
    /// <param name="key">What tells rows apart, such as <c>_id</c>; may be null. Of rows with the same key in one list the last one is shown.</param>
    /// <param name="scheduler">Where the list changes: that of the view.</param>
    /// <param name="comparer">The order of the list. The default is null: that of the source.</param>
    /// <param name="options">The default is <c>new BindingOptions()</c>.</param>
    /// <returns>Ends the binding; may be disposed at any time, from any thread, more than once. On the scheduler nothing comes after it.</returns>
    /// <exception cref="ArgumentException">An argument is missing, or an option is not usable.</exception>
    public static IDisposable BindTo<T, TKey>(
        this IObservable<IReadOnlyList<T>> lists, BindingList<T> list, Func<T, TKey> key, IScheduler scheduler,
        IComparer<T>? comparer = null, BindingOptions? options = null)
    {
        var settings = BindingSettings<T, TKey>.Of(lists, key, scheduler, comparer, options);
        return settings.FollowPlain(lists, ToTarget(list));
    }

    private static BindingListTarget<T> ToTarget<T>(BindingList<T> list) =>
        new(list ?? throw new ArgumentNullException(nameof(list)));
}
