using System.Globalization;
using Altogic.Reactive.Backend.Modules.Database.Values;

namespace Altogic.Reactive.Tests.Backend.Database.Values;

internal sealed class CalculatorTests
{
    [TestCase(UpdateType.Increment, "0.1", "0.2", "0.3")]
    [TestCase(UpdateType.Increment, "1.5", "1.5", "3")]
    [TestCase(UpdateType.Multiply, "1e15", "1e15", "1E+30")]
    [TestCase(UpdateType.Multiply, "1e-12", "2", "2E-12")]
    [TestCase(UpdateType.Min, "2", "2.0", "2")]
    [TestCase(UpdateType.Max, null, "1.50", "1.5")]
    [TestCase(UpdateType.Decrement, null, "3", "-3")]
    public void Apply_GivesTheNumberPeopleExpect(UpdateType type, string? current, string operand, string expected) =>
        Assert.That(Calculator.Apply(type, current, operand)!.ToJsonString(), Is.EqualTo(expected));

    [Test]
    public void Apply_BeyondDoubles_GivesNothing() => Assert.That(Calculator.Apply(UpdateType.Multiply, "1e300", "1e300"), Is.Null);

    [FsCheck.NUnit.Property]
    public bool Increment_OfWholeNumbers_IsExact(int left, int right) =>
        Calculator.Apply(UpdateType.Increment, Text(left), Text(right))!.ToJsonString() == Text((long)left + right);

    [FsCheck.NUnit.Property]
    public bool Decrement_UndoesIncrement(int left, int right)
    {
        var sum = Calculator.Apply(UpdateType.Increment, Text(left), Text(right))!.ToJsonString();
        return Calculator.Apply(UpdateType.Decrement, sum, Text(right))!.ToJsonString() == Text(left);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
