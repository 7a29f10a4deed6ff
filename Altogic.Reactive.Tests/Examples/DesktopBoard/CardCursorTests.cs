using Altogic.Reactive.Examples.DesktopBoard.ViewModels;

namespace Altogic.Reactive.Tests.Examples.DesktopBoard;

/// <summary>On a board with a b | c | nothing.</summary>
public sealed class CardCursorTests
{
    private DesktopFixture _desk = null!;

    [SetUp]
    public void Start() => _desk = new DesktopFixture();

    [TearDown]
    public void Dispose() => _desk.Dispose();

    [TestCase(null, 0, 1, "a")]
    [TestCase("gone", 1, 0, "a")]
    [TestCase("a", 0, 1, "b")]
    [TestCase("b", 0, 1, "b")]
    [TestCase("a", 0, -1, "a")]
    [TestCase("b", 1, 0, "c")]
    [TestCase("c", 1, 0, "c")]
    [TestCase("c", -1, 0, "a")]
    public void Step_SelectsTheNeighbour(string? selected, int right, int down, string expected) =>
        Assert.That(new CardCursor(_desk.Board.Lists, selected).Step(right, down)?.Id, Is.EqualTo(expected));

    [TestCase("a", 1, 0, "Doing above c")]
    [TestCase("b", 1, 0, "Doing above nothing")]
    [TestCase("c", 1, 0, "Done above nothing")]
    [TestCase("c", -1, 0, "To do above a")]
    [TestCase("a", 0, 1, "To do above nothing")]
    [TestCase("b", 0, -1, "To do above a")]
    [TestCase("a", -1, 0, null)]
    [TestCase("a", 0, -1, null)]
    [TestCase("b", 0, 1, null)]
    [TestCase(null, 1, 0, null)]
    public void Place_IsWhereAKeyMovesTheCard(string? selected, int right, int down, string? expected)
    {
        var place = new CardCursor(_desk.Board.Lists, selected).Place(right, down);
        Assert.That(place is { } p ? $"{p.List} above {p.Below?.Id ?? "nothing"}" : null, Is.EqualTo(expected));
    }
}
