using System.Numerics;

namespace Altogic.Reactive.Backend.Modules.Tasks;

/// <summary>
/// When a cron line falls due in a time zone. A line that names hours means the wall clock: each time it names comes once. In
/// the night when the clock goes back it is the first of the two, and when it goes forward a time that is skipped comes at the
/// moment of the change, once however many were skipped. A line for every hour means the time that passes: nothing is added
/// and nothing left out. Immutable.
/// </summary>
internal sealed class TaskCalendar(CronSchedule schedule, TimeZoneInfo zone)
{
    private const int MostYears = 9;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private readonly bool _isEveryHour = BitOperations.PopCount(schedule.Hours) == 24;

    /// <summary>The first instant after this one; null when there is none in the years to come.</summary>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        var first = Floor(after.UtcDateTime) + Minute;
        var limit = first.AddYears(MostYears);

        // From a day before, to know whether the clock went back just now and the first of two equal times is over.
        var from = first - Day;
        while (from < limit)
        {
            var offset = zone.GetUtcOffset(from);
            var local = NextLocal((from < first ? first : from) + offset);
            var target = local is { } time ? time - offset : limit;
            if (NextChange(from, target) is not { } change) return local is null ? null : Utc(target);
            var shift = zone.GetUtcOffset(change) - offset;
            if (IsMadeUpFor(change + offset, shift) && change >= first) return Utc(change);
            from = !_isEveryHour && shift < TimeSpan.Zero ? change - shift : change;
        }

        return null;
    }

    private bool IsMadeUpFor(DateTime local, TimeSpan shift) => !_isEveryHour && shift > TimeSpan.Zero && NextLocal(local) < local + shift;

    /// <summary>The first instant behind <paramref name="from"/>, up to <paramref name="to"/>, at which the offset is another one.</summary>
    private DateTime? NextChange(DateTime from, DateTime to)
    {
        var offset = zone.GetUtcOffset(from);
        for (var low = from; low < to;)
        {
            var high = to - low < Day ? to : low + Day;
            if (zone.GetUtcOffset(high) != offset) return Bisect(low, high, offset);
            low = high;
        }

        return null;
    }

    private DateTime Bisect(DateTime low, DateTime high, TimeSpan offset)
    {
        while (high - low > Minute)
        {
            var middle = Floor(low + ((high - low) / 2));
            if (zone.GetUtcOffset(middle) == offset) low = middle;
            else high = middle;
        }

        return high;
    }

    /// <summary>The first time of the wall clock from this one on, whether the zone has it or not.</summary>
    private DateTime? NextLocal(DateTime from)
    {
        var last = from.AddYears(MostYears);
        for (var day = from.Date; day < last; day = day.AddDays(1))
        {
            if (!Has(schedule.Months, day.Month))
            {
                day = new DateTime(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month), 0, 0, 0, DateTimeKind.Utc);
                continue;
            }

            if (IsDay(day) && TimeOf(day == from.Date ? from.TimeOfDay : TimeSpan.Zero) is { } time) return day + time;
        }

        return null;
    }

    private bool IsDay(DateTime day)
    {
        var (isDay, isWeekDay) = (Has(schedule.Days, day.Day), Has(schedule.WeekDays, (int)day.DayOfWeek));
        return schedule.IsEitherDay ? isDay || isWeekDay : isDay && isWeekDay;
    }

    /// <summary>The first time of a day from this one on.</summary>
    private TimeSpan? TimeOf(TimeSpan from)
    {
        var minute = (int)Math.Ceiling(from.TotalMinutes);
        for (var hour = minute / 60; hour < 24; hour++)
        {
            if (!Has(schedule.Hours, hour)) continue;
            var least = Math.Max(minute - (hour * 60), 0);
            var left = least >= 60 ? 0 : schedule.Minutes >> least;
            if (left != 0) return new TimeSpan(hour, least + BitOperations.TrailingZeroCount(left), 0);
        }

        return null;
    }

    private static bool Has(ulong set, int value) => (set & (1UL << value)) != 0;

    private static DateTime Floor(DateTime time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerMinute), DateTimeKind.Utc);

    private static DateTimeOffset Utc(DateTime time) => new(time.Ticks, TimeSpan.Zero);
}
