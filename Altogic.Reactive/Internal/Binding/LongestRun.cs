namespace Altogic.Reactive.Internal.Binding;

/// <summary>The longest increasing subsequence: of rows that changed their order, the most that can stay where they are.</summary>
internal static class LongestRun
{
    /// <summary>Marks the elements of the run.</summary>
    public static bool[] Find(IReadOnlyList<int> numbers)
    {
        var last = new int[numbers.Count];
        var previous = new int[numbers.Count];
        var length = 0;
        for (var i = 0; i < numbers.Count; i++)
        {
            var at = Search(numbers, last, length, numbers[i]);
            previous[i] = at == 0 ? -1 : last[at - 1];
            last[at] = i;
            if (at == length) length++;
        }

        var isInRun = new bool[numbers.Count];
        for (var i = length == 0 ? -1 : last[length - 1]; i >= 0; i = previous[i]) isInRun[i] = true;
        return isInRun;
    }

    /// <summary>The first run length whose last number is not below this one.</summary>
    private static int Search(IReadOnlyList<int> numbers, int[] last, int length, int number)
    {
        var (low, high) = (0, length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (numbers[last[middle]] < number) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
