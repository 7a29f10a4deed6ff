using Altogic.Reactive.Backend.Modules.Database.Query.Values;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Functions;

/// <summary>Calculation with dates (expressions §8.5).</summary>
internal static class DateArithmeticFunctions
{
    public static IEnumerable<FunctionDefinition> All { get; } =
    [
        new("DATEADD(date, amount, [unit])", Add),
        new("DATEDIFF(start, end, [unit])", Difference),
        new("DATETRUNC(date, unit, [zone])", Truncate),
        new("EOMONTH(date, [months])", EndOfMonth),
    ];

    private static Value Add(in Value date, in Value amount, in Value unitName)
    {
        if (!Conversions.TryToInstant(date, out var instant) || !amount.IsNumeric || !DateUnit.TryGet(unitName, out var unit)) return Value.Null;
        if (unit.IsCalendar) return AddMonths(instant, Math.Truncate(amount.Number) * unit.Months);
        var shifted = instant + amount.Number * unit.Milliseconds;
        return Math.Abs(shifted) < 1e15 ? Value.OfDate((long)Math.Round(shifted)) : Value.Null;
    }

    /// <summary>Ends on the last day of a month that is shorter.</summary>
    private static Value AddMonths(long instant, double months)
    {
        var date = IsoDate.ToDateTime(instant);
        var target = date.Year * 12.0 + date.Month - 1 + months;
        return target is >= 12 and < 120_000 ? Value.OfDate(new DateTimeOffset(date.AddMonths((int)months))) : Value.Null;
    }

    private static Value Difference(in Value start, in Value end, in Value unitName)
    {
        if (!Conversions.TryToInstant(start, out var from) || !Conversions.TryToInstant(end, out var to)) return Value.Null;
        if (!DateUnit.TryGet(unitName, out var unit)) return Value.Null;
        return Value.Of(unit.IsCalendar ? WholeMonths(from, to) / unit.Months : (to - from) / unit.Milliseconds);
    }

    private static long WholeMonths(long from, long to)
    {
        if (from > to) return -WholeMonths(to, from);
        var (first, last) = (IsoDate.ToDateTime(from), IsoDate.ToDateTime(to));
        var months = (last.Year - first.Year) * 12 + last.Month - first.Month;
        return first.AddMonths(months) > last ? months - 1 : months;
    }

    private static Value Truncate(in Value date, in Value unitName, in Value zone)
    {
        if (!Conversions.TryToInstant(date, out var instant) || unitName.IsNothing || !DateUnit.TryGet(unitName, out var unit)) return Value.Null;
        if (!TimeZones.TryGet(zone, out var clock)) return Value.Null;
        var time = TimeZones.ToWallClock(instant, clock);
        var start = unit.Name switch
        {
            "year" => new DateTime(time.Year, 1, 1),
            "quarter" => new DateTime(time.Year, (time.Month - 1) / 3 * 3 + 1, 1),
            "month" => new DateTime(time.Year, time.Month, 1),
            "week" => time.Ticks >= 7 * TimeSpan.TicksPerDay ? time.Date.AddDays(-(int)time.DayOfWeek) : time.Date,
            _ => new DateTime(time.Ticks - time.Ticks % (unit.Milliseconds * TimeSpan.TicksPerMillisecond)),
        };
        return TimeZones.FromWallClock(start, clock);
    }

    /// <summary>Midnight of the last day of the month, so many months on.</summary>
    private static Value EndOfMonth(in Value date, in Value months)
    {
        var count = 0;
        if (!Conversions.TryToInstant(date, out var instant) || (!months.IsNothing && !Conversions.TryToInt(months, out count))) return Value.Null;
        var moved = AddMonths(instant, count);
        if (moved.IsNothing) return Value.Null;
        var time = IsoDate.ToDateTime(moved.Milliseconds);
        return Value.OfDate(new DateTimeOffset(time.Year, time.Month, DateTime.DaysInMonth(time.Year, time.Month), 0, 0, 0, TimeSpan.Zero));
    }
}
