namespace Altogic.Reactive.Internal.Binding;

/// <summary>Places that are taken or free, and how many are taken before each: a binary indexed tree.</summary>
internal sealed class Slots(int count)
{
    private readonly int[] _sums = new int[count + 1];

    public void Take(int slot) => Add(slot, 1);

    public void Free(int slot) => Add(slot, -1);

    public int TakenBefore(int slot)
    {
        var taken = 0;
        for (var i = slot; i > 0; i -= i & -i) taken += _sums[i];
        return taken;
    }

    private void Add(int slot, int change)
    {
        for (var i = slot + 1; i < _sums.Length; i += i & -i) _sums[i] += change;
    }
}
