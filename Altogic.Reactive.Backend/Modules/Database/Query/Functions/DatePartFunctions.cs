using System.Globalization;
using Altogic.Reactive.Backend.Modules.Database.Query.Values;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Functions;

/// <summary>Calendar parts of dates, in UTC or in a zone (expressions §8.5).</summary>
internal static class DatePartFunctions
{
    public static IEnumerable<FunctionDefinition> All { get; } =
    [
        Part("YEAR", time => time.Year),
        Part("QUARTER", time => (time.Month + 2) / 3),
        Part("MONTH", time => time.Month),
        Part("DAY", time => time.Day, "DAYOFMONTH"),
        Part("HOUR", time => time.Hour),
        Part("MINUTE", time => time.Minute),
        Part("SECOND", time => time.Second),
        Part("MILLISECOND", time => time.Millisecond),
        Part("DAYOFWEEK", time => (int)time.DayOfWeek + 1, "WEEKDAY"),
        Part("DAYOFYEAR", time => time.DayOfYear),
        Part("WEEK", time => (time.DayOfYear + 6 - (int)time.DayOfWeek) / 7),
        Part("ISOWEEK", ISOWeek.GetWeekOfYear),
        Part("ISODAYOFWEEK", time => time.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)time.DayOfWeek),
        Part("ISOWEEKYEAR", ISOWeek.GetYear),
    ];

    private static FunctionDefinition Part(string name, Func<DateTime, int> part, params string[] aliases) =>
        new($"{name}(date, [zone])", (in Value date, in Value zone) => Read(date, zone, part)) { Aliases = aliases };

    private static Value Read(in Value date, in Value zone, Func<DateTime, int> part) =>
        Conversions.TryToInstant(date, out var instant) && TimeZones.TryGet(zone, out var clock)
            ? Value.Of((long)part(TimeZones.ToWallClock(instant, clock)))
            : Value.Null;
}
