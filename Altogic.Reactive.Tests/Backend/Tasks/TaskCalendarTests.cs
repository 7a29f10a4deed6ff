using System.Globalization;
using System.Numerics;
using Altogic.Reactive.Backend.Modules.Tasks;
using FsCheck;
using FsCheck.Fluent;

namespace Altogic.Reactive.Tests.Backend.Tasks;

/// <summary>When tasks run: against single cases, and against a walk over every minute.</summary>
public sealed class TaskCalendarTests
{
    /// <summary>Zones and instants around which their clocks change; the last ones never do.</summary>
    private static readonly (string Zone, string Around)[] Changes =
    [
        ("Europe/Berlin", "2024-03-31T01:00Z"), ("Europe/Berlin", "2024-10-27T01:00Z"),
        ("America/New_York", "2024-03-10T07:00Z"), ("America/New_York", "2024-11-03T06:00Z"),
        ("America/St_Johns", "2024-03-10T05:30Z"), ("America/St_Johns", "2011-11-06T02:31Z"),
        ("Australia/Lord_Howe", "2024-04-06T15:00Z"), ("Australia/Lord_Howe", "2024-10-05T15:30Z"),
        ("America/Sao_Paulo", "2018-11-04T03:00Z"), ("America/Sao_Paulo", "2018-02-18T02:00Z"),
        ("Pacific/Apia", "2011-12-30T10:00Z"), ("Africa/Cairo", "2024-10-31T21:00Z"), ("Europe/Dublin", "2024-10-27T01:00Z"),
        ("Asia/Kathmandu", "2024-06-01T00:00Z"), ("UTC", "2024-02-29T00:00Z"),
    ];

    [TestCase("* * * * *", "UTC", "2024-01-05T08:00:00Z", "2024-01-05T08:01:00Z")]
    [TestCase("* * * * *", "UTC", "2024-01-05T08:00:59.999Z", "2024-01-05T08:01:00Z")]
    [TestCase("*/15 * * * *", "UTC", "2024-01-05T08:45:00Z", "2024-01-05T09:00:00Z")]
    [TestCase("0 3 * * *", "UTC", "2024-01-05T03:00:00Z", "2024-01-06T03:00:00Z")]
    [TestCase("0 3 * * *", "Asia/Kathmandu", "2024-01-05T00:00:00Z", "2024-01-05T21:15:00Z")]
    [TestCase("30 4 1 * *", "UTC", "2024-01-05T00:00:00Z", "2024-02-01T04:30:00Z")]
    [TestCase("0 0 29 2 *", "UTC", "2024-03-01T00:00:00Z", "2028-02-29T00:00:00Z")]
    [TestCase("0 0 29 2 *", "UTC", "2096-03-01T00:00:00Z", "2104-02-29T00:00:00Z")]
    [TestCase("0 0 31 * *", "UTC", "2024-01-31T00:00:00Z", "2024-03-31T00:00:00Z")]
    [TestCase("0 9 * * MON", "UTC", "2024-01-05T00:00:00Z", "2024-01-08T09:00:00Z")]
    [TestCase("0 0 13 * FRI", "UTC", "2024-09-07T00:00:00Z", "2024-09-13T00:00:00Z")]
    [TestCase("0 0 13 * FRI", "UTC", "2024-09-13T00:00:00Z", "2024-09-20T00:00:00Z")]
    [TestCase("59 23 31 12 *", "Pacific/Apia", "2024-12-31T10:59:00Z", "2025-12-31T10:59:00Z")]
    public void Next_IsTheFirstMinuteThatFits(string line, string zone, string after, string next) =>
        Assert.That(Calendar(line, zone).Next(At(after)), Is.EqualTo(At(next)));

    [Test]
    public void Next_InASkippedHour_ComesOnceRightAfter()
    {
        // In Berlin the clock goes from 02:00 to 03:00, at 01:00 UTC.
        Assert.That(Run("30 2 * * *", "Europe/Berlin", "2024-03-30T12:00Z", 3), Is.EqualTo(new[] { "03-31 01:00", "04-01 00:30", "04-02 00:30" }));
        Assert.That(Run("0,20,40 2 * * *", "Europe/Berlin", "2024-03-30T12:00Z", 4), Is.EqualTo(new[] { "03-31 01:00", "04-01 00:00", "04-01 00:20", "04-01 00:40" }));
        Assert.That(Run("0 2,3 * * *", "Europe/Berlin", "2024-03-30T12:00Z", 2), Is.EqualTo(new[] { "03-31 01:00", "04-01 00:00" }), "the same instant counts once");
    }

    [Test]
    public void Next_InARepeatedHour_ComesTheFirstTimeOnly()
    {
        // In Berlin the clock goes from 03:00 back to 02:00, at 01:00 UTC.
        Assert.That(Run("30 2 * * *", "Europe/Berlin", "2024-10-26T12:00Z", 2), Is.EqualTo(new[] { "10-27 00:30", "10-28 01:30" }));
        Assert.That(Run("30 2 * * *", "Europe/Berlin", "2024-10-27T01:10Z", 1), Is.EqualTo(new[] { "10-28 01:30" }), "asked in the second of the two hours");
        Assert.That(Run("0 2,3 * * *", "Europe/Berlin", "2024-10-26T12:00Z", 3), Is.EqualTo(new[] { "10-27 00:00", "10-27 02:00", "10-28 01:00" }));
    }

    [Test]
    public void Next_OfEveryHour_FollowsTheTimeThatPasses()
    {
        Assert.That(Run("30 * * * *", "Europe/Berlin", "2024-03-31T00:00Z", 3), Is.EqualTo(new[] { "03-31 00:30", "03-31 01:30", "03-31 02:30" }));
        Assert.That(Run("30 * * * *", "Europe/Berlin", "2024-10-26T23:50Z", 4), Is.EqualTo(new[] { "10-27 00:30", "10-27 01:30", "10-27 02:30", "10-27 03:30" }));
        Assert.That(Run("*/30 * * * *", "Australia/Lord_Howe", "2024-04-06T14:45Z", 3), Is.EqualTo(new[] { "04-06 15:00", "04-06 15:30", "04-06 16:00" }));
    }

    [Test]
    public void Next_OnADayThatAZoneLeavesOut_ComesWhenTheNextDayBegins() =>
        Assert.That(Run("0 12 30 12 *", "Pacific/Apia", "2011-12-01T00:00Z", 2), Is.EqualTo(new[] { "12-30 10:00", "12-29 22:00" }));

    [FsCheck.NUnit.Property(MaxTest = 150)]
    public Property Next_AgreesWithAWalkOverEveryMinute() => Prop.ForAll(Cases().ToArbitrary(), test =>
    {
        var schedule = CronSchedule.Parse(test.Line, out _)!;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(test.Zone);
        var (from, to) = (test.Around - TimeSpan.FromHours(30), test.Around + TimeSpan.FromHours(30));
        var expected = Walk(schedule, zone, from, to);
        var actual = Times(new TaskCalendar(schedule, zone), from).TakeWhile(time => time <= to).ToList();
        return actual.SequenceEqual(expected).Label(
            $"{test}: expected {string.Join(", ", expected.Take(5))} … {expected.Count}, got {string.Join(", ", actual.Take(5))} … {actual.Count}");
    });

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property Next_DoesNotDependOnWhereOneBegins() => Prop.ForAll(Cases().ToArbitrary(), test =>
    {
        var calendar = Calendar(test.Line, test.Zone);
        var start = test.Around - TimeSpan.FromHours(3);
        var first = calendar.Next(start)!.Value;
        var between = start + ((first - start) * 0.6);
        return (calendar.Next(between) == first && calendar.Next(first - TimeSpan.FromTicks(1)) == first && calendar.Next(first) > first).Label($"{test}");
    });

    private static List<DateTimeOffset> Walk(CronSchedule schedule, TimeZoneInfo zone, DateTimeOffset from, DateTimeOffset to)
    {
        var isEveryHour = BitOperations.PopCount(schedule.Hours) == 24;
        var (seen, times) = (new HashSet<DateTime>(), new List<DateTimeOffset>());
        var before = Local(zone, from - TimeSpan.FromDays(2));
        for (var time = from - TimeSpan.FromDays(2) + TimeSpan.FromMinutes(1); time <= to; time += TimeSpan.FromMinutes(1))
        {
            var local = Local(zone, time);
            var fits = Fits(schedule, local) && (isEveryHour || !seen.Contains(local));
            if (!isEveryHour)
            {
                for (var skipped = before.AddMinutes(1); skipped < local && !fits; skipped = skipped.AddMinutes(1)) fits = Fits(schedule, skipped);
            }

            seen.Add(local);
            before = local;
            if (fits && time > from) times.Add(time);
        }

        return times;
    }

    private static bool Fits(CronSchedule schedule, DateTime local)
    {
        var (day, weekDay) = (Has(schedule.Days, local.Day), Has(schedule.WeekDays, (int)local.DayOfWeek));
        return Has(schedule.Minutes, local.Minute) && Has(schedule.Hours, local.Hour) && Has(schedule.Months, local.Month)
            && (schedule.IsEitherDay ? day || weekDay : day && weekDay);
    }

    private static bool Has(ulong set, int value) => (set & (1UL << value)) != 0;

    private static DateTime Local(TimeZoneInfo zone, DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, zone).DateTime;

    private static Gen<Case> Cases() =>
        from change in Gen.Elements(Changes)
        from minute in Gen.Elements("*", "*/7", "0", "30", "1-5", "59", "0,20,40")
        from hour in Gen.Elements("*", "0", "1", "2", "3", "23", "*/2", "0-4", "1,2", "0-23")
        from day in Gen.Elements("*", "*", "*", "30", "27", "1-15")
        from weekDay in Gen.Elements("*", "*", "*", "SUN", "MON-FRI")
        from shift in Gen.Choose(-90, 90)
        select new Case($"{minute} {hour} {day} * {weekDay}", change.Zone, At(change.Around) + TimeSpan.FromMinutes(shift));

    private static TaskCalendar Calendar(string line, string zone) =>
        new(CronSchedule.Parse(line, out var mistake) ?? throw new ArgumentException(mistake, nameof(line)), TimeZoneInfo.FindSystemTimeZoneById(zone));

    private static List<string> Run(string line, string zone, string after, int count) =>
        Times(Calendar(line, zone), At(after)).Take(count).Select(time => time.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture)).ToList();

    private static IEnumerable<DateTimeOffset> Times(TaskCalendar calendar, DateTimeOffset after)
    {
        while (calendar.Next(after) is { } next) yield return after = next;
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private sealed record Case(string Line, string Zone, DateTimeOffset Around);
}
