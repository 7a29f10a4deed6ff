namespace Altogic.Reactive.Backend.Modules.Database.Query;

/// <summary>How many letters must be inserted, dropped, replaced or swapped with their neighbour to get from one word to another.</summary>
internal static class EditDistance
{
    /// <summary>
    /// The distance, or <paramref name="most"/> + 1 as soon as it is certain to be greater than <paramref name="most"/>. The work
    /// grows with the length of the words times <paramref name="most"/>: what lies further off the diagonal cannot count.
    /// </summary>
    public static int Between(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int most)
    {
        if (Math.Abs(a.Length - b.Length) > most) return most + 1;
        var width = b.Length + 1;
        Span<int> rows = width * 3 <= 384 ? stackalloc int[width * 3] : new int[width * 3];
        var (beforeLast, last, current) = (0, width, 2 * width);
        for (var column = 0; column < width; column++) rows[last + column] = column;

        for (var row = 1; row <= a.Length; row++)
        {
            var (first, end) = (Math.Max(1, row - most), Math.Min(width, row + most + 1));
            rows[current + first - 1] = first == 1 ? row : most + 1;
            var least = first == 1 ? row : most + 1;
            for (var column = first; column < end; column++)
            {
                var distance = Cost(rows, a, b, row, column, (beforeLast, last, current));
                rows[current + column] = distance;
                least = Math.Min(least, distance);
            }

            if (least > most) return most + 1;
            if (end < width) rows[current + end] = most + 1;
            (beforeLast, last, current) = (last, current, beforeLast);
        }

        return Math.Min(rows[last + b.Length], most + 1);
    }

    private static int Cost(
        ReadOnlySpan<int> rows, ReadOnlySpan<char> a, ReadOnlySpan<char> b, int row, int column, (int BeforeLast, int Last, int Current) at)
    {
        var replaced = rows[at.Last + column - 1] + (a[row - 1] == b[column - 1] ? 0 : 1);
        var best = Math.Min(replaced, Math.Min(rows[at.Last + column], rows[at.Current + column - 1]) + 1);
        var isSwap = row > 1 && column > 1 && a[row - 1] == b[column - 2] && a[row - 2] == b[column - 1];
        return isSwap ? Math.Min(best, rows[at.BeforeLast + column - 2] + 1) : best;
    }
}
