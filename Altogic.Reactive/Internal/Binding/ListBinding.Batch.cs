using System.Reactive.Disposables;
using System.Runtime.ExceptionServices;

namespace Altogic.Reactive.Internal.Binding;

/// <content>From what has arrived to what is shown.</content>
internal sealed partial class ListBinding<TInput, T, TKey>
{
    private void Collect()
    {
        List<Arrival<TInput>> arrived;
        lock (_gate)
        {
            arrived = _arrived;
            _arrived = [];
            _pace.Start();
        }

        foreach (var arrival in arrived)
        {
            if (_isDisposed) return;
            if (arrival.Kind == ArrivalKind.Input) _isDirty |= _fold.Add(arrival.Input);
            else if (arrival.Kind == ArrivalKind.Failure) _fold.Fail();
            else if (arrival.Kind == ArrivalKind.End) _isDirty |= _fold.End();
            _isKnown |= arrival.Kind == ArrivalKind.Input;
            if (arrival.Then is not null) _then.Add(arrival.Then);
        }
    }

    private void Prepare()
    {
        lock (_gate)
            if (_isApplying || _isDisposed) return;
        var difference = Compare();
        if (difference is null or { Edits.Count: 0 } && _then.Count == 0) return;
        var batch = new Batch<T, TKey>(difference?.Edits ?? [], difference?.Rows ?? _shown, _then);
        _then = [];
        lock (_gate) _isApplying = true;
        var work = new SingleAssignmentDisposable();
        _batch.Disposable = work;
        work.Disposable = _settings.Scheduler.Schedule((Binding: this, Batch: batch), static (_, state) => state.Binding.Apply(state.Batch));
    }

    private ListDifference<T, TKey>? Compare()
    {
        if (!IsStale) return null;
        if (_found is not null) _shown = Rows.Of(_found, _settings.Key);
        var wanted = _fold.ToRows();
        // LINQ sorts stably: what the comparer takes for equal stays in the order of the source
        if (_settings.Comparer is not null) wanted = [.. wanted.OrderBy(row => row.Item, _settings.Comparer)];
        var difference = ListDiffer<T, TKey>.Compare(_shown, wanted, _settings.Equality);
        _isDirty = false;
        _found = null;
        return difference;
    }

    private IDisposable Apply(Batch<T, TKey> batch)
    {
        ExceptionDispatchInfo? thrown = null;
        var isIntact = TryApply(batch.Edits, ref thrown) && thrown is null;
        foreach (var then in batch.Then) Run(then, ref thrown);
        Finish(batch, isIntact);
        thrown?.Throw();
        return Disposable.Empty;
    }

    private bool TryApply(IReadOnlyList<Edit<T>> edits, ref ExceptionDispatchInfo? thrown)
    {
        if (!_target.IsAs(_shown)) return false;
        for (var i = 0; i < edits.Count && !_isDisposed; i++)
        {
            try
            {
                if (!TryApply(edits[i])) return false;
            }
            // a handler that throws must not keep the rest from the view; its exception surfaces at the end of the batch
            catch (Exception exception)
            {
                thrown ??= ExceptionDispatchInfo.Capture(exception);
            }
        }

        return true;
    }

    private void Run(Action then, ref ExceptionDispatchInfo? thrown)
    {
        if (_isDisposed) return;
        try
        {
            then();
        }
        // as above
        catch (Exception exception)
        {
            thrown ??= ExceptionDispatchInfo.Capture(exception);
        }
    }

    /// <summary>Takes a step, unless a handler has changed the list meanwhile.</summary>
    private bool TryApply(Edit<T> edit)
    {
        var items = _target.Items;
        if (edit.Kind == EditKind.Insert)
        {
            if (edit.Index > items.Count) return false;
            _target.Insert(edit.Index, edit.Item);
            return true;
        }

        if (edit.Index >= items.Count || edit.To >= items.Count) return false;
        if (!EqualityComparer<T>.Default.Equals(items[edit.Index], edit.Old)) return false;
        if (edit.Kind == EditKind.Remove) _target.Remove(edit.Index);
        else if (edit.Kind == EditKind.Replace) _target.Replace(edit.Index, edit.Item);
        else _target.Move(edit.Index, edit.To, edit.Item, edit.IsChanged);
        return true;
    }

    private void Finish(Batch<T, TKey> batch, bool isIntact)
    {
        if (_isDisposed) return;
        _shown = batch.Rows;
        if (!isIntact) _found = [.. _target.Items];
        bool isMoreToDo;
        lock (_gate)
        {
            _isApplying = false;
            isMoreToDo = IsStale || _then.Count > 0 || _arrived.Count > 0;
        }

        if (isMoreToDo) PlanTick();
    }
}
