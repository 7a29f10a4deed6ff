namespace Altogic.Reactive.Internal.Binding;

/// <summary>
/// Finds the fewest steps from the list that is shown to the one that is wanted: removals, then insertions and moves from the front to
/// the back, then replacements. Keys of the wanted list are unique; of equal ones in the shown list one is kept.
/// </summary>
internal sealed class ListDiffer<T, TKey>
{
    private const int None = -1;

    private readonly Row<T, TKey>[] _shown;
    private readonly Row<T, TKey>[] _wanted;

    // of each wanted row: where it is shown
    private readonly int[] _origins;
    private readonly List<Edit<T>> _edits = [];
    private readonly Dictionary<int, int> _moved = [];

    private ListDiffer(Row<T, TKey>[] shown, Row<T, TKey>[] wanted)
    {
        _shown = shown;
        _wanted = wanted;
        _origins = new int[wanted.Length];
    }

    /// <summary>Compares two lists.</summary>
    /// <param name="shown">The list as it is.</param>
    /// <param name="wanted">The list as it is to be.</param>
    /// <param name="equality">Says which items of the same key are unchanged.</param>
    public static ListDifference<T, TKey> Compare(Row<T, TKey>[] shown, Row<T, TKey>[] wanted, IEqualityComparer<T> equality) =>
        new ListDiffer<T, TKey>(shown, wanted).Run(equality);

    private ListDifference<T, TKey> Run(IEqualityComparer<T> equality)
    {
        var (start, shownEnd, wantedEnd) = Match();
        if (start < shownEnd || start < wantedEnd) Arrange(start, shownEnd, wantedEnd);
        return new ListDifference<T, TKey>(_edits, Settle(equality));
    }

    /// <summary>Pairs what is the same at both ends, which is most of it as a rule; returns where the rest is.</summary>
    private (int Start, int ShownEnd, int WantedEnd) Match()
    {
        var keys = EqualityComparer<Key<TKey>>.Default;
        var (start, shownEnd, wantedEnd) = (0, _shown.Length, _wanted.Length);
        while (start < shownEnd && start < wantedEnd && keys.Equals(_shown[start].Key, _wanted[start].Key))
        {
            _origins[start] = start;
            start++;
        }

        while (start < shownEnd && start < wantedEnd && keys.Equals(_shown[shownEnd - 1].Key, _wanted[wantedEnd - 1].Key))
            _origins[--wantedEnd] = --shownEnd;
        return (start, shownEnd, wantedEnd);
    }

    private void Arrange(int start, int shownEnd, int wantedEnd)
    {
        var places = new Dictionary<Key<TKey>, int>(wantedEnd - start);
        for (var i = start; i < wantedEnd; i++)
        {
            places.Add(_wanted[i].Key, i);
            _origins[i] = None;
        }

        var kept = new List<int>();
        var removed = new List<int>();
        for (var i = start; i < shownEnd; i++)
        {
            if (places.TryGetValue(_shown[i].Key, out var place) && _origins[place] == None)
            {
                _origins[place] = i;
                kept.Add(place);
            }
            else
            {
                removed.Add(i);
            }
        }

        for (var i = removed.Count - 1; i >= 0; i--)
            _edits.Add(new Edit<T>(EditKind.Remove, removed[i], None, _shown[removed[i]].Item, default!));
        Place(kept, LongestRun.Find(kept), start, wantedEnd);
    }

    /// <summary>
    /// Inserts and moves. Every row that moves has a slot where it comes from and one where it goes to, every other row has one; the slots
    /// taken before a slot are its index at that moment.
    /// </summary>
    private void Place(List<int> kept, bool[] stays, int start, int end)
    {
        var slots = new Slots(kept.Count + end - start);
        var sources = new int[end - start];
        var targets = new int[end - start];
        var (slot, next) = (0, start);
        for (var i = 0; i < kept.Count; i++)
        {
            if (stays[i])
            {
                while (next < kept[i]) targets[next++ - start] = slot++;
                targets[next++ - start] = None;
            }
            else
            {
                sources[kept[i] - start] = slot;
            }

            slots.Take(slot++);
        }

        while (next < end) targets[next++ - start] = slot++;
        for (var i = start; i < end; i++)
            if (targets[i - start] is not None and var target) Place(i, slots, sources[i - start], target, start);
    }

    private void Place(int place, Slots slots, int source, int target, int start)
    {
        var item = _wanted[place].Item;
        if (_origins[place] == None)
        {
            _edits.Add(new Edit<T>(EditKind.Insert, start + slots.TakenBefore(target), None, default!, item));
        }
        else
        {
            var from = start + slots.TakenBefore(source);
            slots.Free(source);
            _moved.Add(place, _edits.Count);
            _edits.Add(new Edit<T>(EditKind.Move, from, start + slots.TakenBefore(target), _shown[_origins[place]].Item, item, IsChanged: true));
        }

        slots.Take(target);
    }

    /// <summary>Keeps the old instance of what has not changed, and replaces the rest.</summary>
    private Row<T, TKey>[] Settle(IEqualityComparer<T> equality)
    {
        var rows = (Row<T, TKey>[])_wanted.Clone();
        for (var i = 0; i < rows.Length; i++)
        {
            if (_origins[i] == None) continue;
            var old = _shown[_origins[i]];
            var isSame = equality.Equals(old.Item, rows[i].Item);
            if (isSame) rows[i] = old;
            if (_moved.TryGetValue(i, out var edit))
            {
                if (isSame) _edits[edit] = _edits[edit] with { Item = old.Item, IsChanged = false };
            }
            else if (!isSame)
            {
                _edits.Add(new Edit<T>(EditKind.Replace, i, None, old.Item, rows[i].Item));
            }
        }

        return rows;
    }
}
