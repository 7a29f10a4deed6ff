namespace Altogic.Reactive.Backend.Modules.Database.Query.Values;

/// <summary>A unit of time: so many months, or so many milliseconds.</summary>
internal readonly record struct DateUnit(string Name, int Months, long Milliseconds)
{
    private static readonly DateUnit[] All =
    [
        new("year", 12, 0), new("quarter", 3, 0), new("month", 1, 0),
        new("week", 0, 7 * 86_400_000L), new("day", 0, 86_400_000), new("hour", 0, 3_600_000),
        new("minute", 0, 60_000), new("second", 0, 1000), new("millisecond", 0, 1),
    ];

    public bool IsCalendar => Months > 0;

    /// <summary>The unit that a text names, also in the plural; the day where nothing is given.</summary>
    public static bool TryGet(in Value value, out DateUnit unit)
    {
        unit = All[4];
        if (value.IsNothing) return true;
        if (value.Kind != ValueKind.Text) return false;
        var name = value.Text;
        foreach (var known in All)
        {
            if (!name.Equals(known.Name, StringComparison.OrdinalIgnoreCase) && !name.Equals(known.Name + "s", StringComparison.OrdinalIgnoreCase)) continue;
            unit = known;
            return true;
        }

        return false;
    }
}
