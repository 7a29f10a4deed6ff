using Altogic.Reactive.Backend.Modules.Tasks;

namespace Altogic.Reactive.Tests.Backend.Tasks;

public sealed class CronScheduleTests
{
    [TestCase("*", new[] { 0, 1, 2, 58, 59 }, new[] { 60 })]
    [TestCase("0", new[] { 0 }, new[] { 1, 59 })]
    [TestCase("5,10-12", new[] { 5, 10, 11, 12 }, new[] { 4, 6, 9, 13 })]
    [TestCase("*/15", new[] { 0, 15, 30, 45 }, new[] { 1, 59 })]
    [TestCase("10/20", new[] { 10, 30, 50 }, new[] { 0, 20, 40 })]
    [TestCase("10-40/15", new[] { 10, 25, 40 }, new[] { 55 })]
    [TestCase("59", new[] { 59 }, new[] { 0 })]
    public void Minutes_OfAnyForm_AreASet(string field, int[] inside, int[] outside)
    {
        var schedule = CronSchedule.Parse(field + " 0 1 1 *", out var mistake);
        Assert.That(mistake, Is.Null);
        foreach (var minute in inside) Assert.That(schedule!.Minutes & (1UL << minute), Is.Not.Zero, $"{minute}");
        foreach (var minute in outside) Assert.That(schedule!.Minutes & (1UL << minute), Is.Zero, $"{minute}");
    }

    [Test]
    public void Names_InAnyCase_AreNumbers()
    {
        var schedule = CronSchedule.Parse("0 0 * jan,DEC Mon-Fri", out _)!;
        Assert.That(schedule.Months, Is.EqualTo((1UL << 1) | (1UL << 12)));
        Assert.That(schedule.WeekDays, Is.EqualTo(0b0111110UL));
    }

    [TestCase("0 0 * * 0")]
    [TestCase("0 0 * * 7")]
    [TestCase("0 0 * * SUN")]
    public void Sunday_HasThreeNames(string line) => Assert.That(CronSchedule.Parse(line, out _)!.WeekDays, Is.EqualTo(1UL));

    [TestCase("0 0 13 * FRI", true)]
    [TestCase("0 0 13 * *", false)]
    [TestCase("0 0 * * FRI", false)]
    [TestCase("0 0 30 2 MON", true)]
    public void DayAndWeekDay_BothGiven_AreAlternatives(string line, bool either) =>
        Assert.That(CronSchedule.Parse(line, out _)!.IsEitherDay, Is.EqualTo(either));

    [TestCase("")]
    [TestCase("* * * *")]
    [TestCase("* * * * * *")]
    [TestCase("@daily")]
    [TestCase("60 * * * *")]
    [TestCase("* 24 * * *")]
    [TestCase("* * 0 * *")]
    [TestCase("* * 32 * *")]
    [TestCase("* * * 13 *")]
    [TestCase("* * * * 8")]
    [TestCase("5-1 * * * *")]
    [TestCase("*/0 * * * *")]
    [TestCase("*/60 * * * *")]
    [TestCase("1, * * * *")]
    [TestCase("-1 * * * *")]
    [TestCase("1- * * * *")]
    [TestCase("1/ * * * *")]
    [TestCase("+1 * * * *")]
    [TestCase("١ * * * *")]
    [TestCase("* * * FOO *")]
    [TestCase("JAN * * * *")]
    [TestCase("0 0 31 4,6 *")]
    public void Line_ThatIsNone_IsRefusedWithAReason(string line)
    {
        Assert.That(CronSchedule.Parse(line, out var mistake), Is.Null);
        Assert.That(mistake, Is.Not.Empty);
    }
}
