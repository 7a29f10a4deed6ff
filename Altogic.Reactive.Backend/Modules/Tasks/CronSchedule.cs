namespace Altogic.Reactive.Backend.Modules.Tasks;

/// <summary>Five cron fields as sets of numbers, one bit each.</summary>
internal sealed record CronSchedule
{
    private static readonly CronField[] Fields =
    [
        new("minute", 0, 59, []),
        new("hour", 0, 23, []),
        new("day of month", 1, 31, []),
        new("month", 1, 12, ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]),
        new("day of week", 0, 7, ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]),
    ];

    private static readonly int[] LongestMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

    public ulong Minutes { get; private init; }

    public ulong Hours { get; private init; }

    public ulong Days { get; private init; }

    public ulong Months { get; private init; }

    /// <summary>Bit 0 is Sunday.</summary>
    public ulong WeekDays { get; private init; }

    /// <summary>Whether days of the month and of the week are both restricted: then either of them is enough.</summary>
    public bool IsEitherDay { get; private init; }

    /// <summary>The schedule; null with the mistake when the text is none.</summary>
    public static CronSchedule? Parse(string text, out string? mistake)
    {
        var parts = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != Fields.Length)
        {
            mistake = FormattableString.Invariant(
                $"a cron line has 5 fields (minute, hour, day of month, month, day of week), but \"{text}\" has {parts.Length}: write it like \"0 3 * * *\".");
            return null;
        }

        var sets = new ulong[Fields.Length];
        for (var i = 0; i < parts.Length; i++)
            if (!Fields[i].TryParse(parts[i], out sets[i], out mistake)) return null;

        // Sunday may be written as 0 or 7.
        var weekDays = (sets[4] | (sets[4] >> 7)) & 0x7F;
        var isEither = !parts[2].StartsWith('*') && !parts[4].StartsWith('*');
        mistake = !isEither && !HasDay(sets[2], sets[3]) ? $"\"{text}\" names a day that its months do not have: it would never run." : null;
        return mistake is not null ? null : new CronSchedule
        {
            Minutes = sets[0],
            Hours = sets[1],
            Days = sets[2],
            Months = sets[3],
            WeekDays = weekDays,
            IsEitherDay = isEither,
        };
    }

    private static bool HasDay(ulong days, ulong months)
    {
        for (var month = 1; month <= LongestMonths.Length; month++)
            if ((months & (1UL << month)) != 0 && (days & ((1UL << (LongestMonths[month - 1] + 1)) - 1)) != 0) return true;
        return false;
    }
}
