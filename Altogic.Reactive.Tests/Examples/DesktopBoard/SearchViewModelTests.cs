using Altogic.Reactive.Examples.DesktopBoard.ViewModels;

namespace Altogic.Reactive.Tests.Examples.DesktopBoard;

public sealed class SearchViewModelTests
{
    private DesktopFixture _desk = null!;

    [SetUp]
    public void Start() => _desk = new DesktopFixture();

    [TearDown]
    public void Dispose() => _desk.Dispose();

    [Test]
    public void Typing_AsksOnce_WhenItPauses()
    {
        foreach (var text in new[] { "t", "te", "ten", " tent" })
        {
            _desk.Board.Search.Text = text;
            _desk.Time.AdvanceBy(SearchViewModel.Pause - TimeSpan.FromTicks(1));
        }

        Assert.That(_desk.Store.Searches, Is.Empty);
        _desk.Time.AdvanceBy(TimeSpan.FromMilliseconds(1));
        Assert.That(_desk.Store.Searches.Single().What, Is.EqualTo("tent"));
    }

    [Test]
    public void Answer_LeavesTheFoundCardsInTheirPlaces()
    {
        Search("x");
        Answer(0, "b", "c");
        Assert.That(_desk.Shown, Is.EqualTo("b | c | "));
        Answer(0, "b");
        Assert.That(_desk.Shown, Is.EqualTo("b |  | "), "the search is live as well");
    }

    [Test]
    public void LaterText_LetsGoOfTheEarlierSearch()
    {
        Search("x");
        Search("xy");
        Assert.That(_desk.Store.Searches.Select(search => search.IsObserved), Is.EqualTo(new[] { false, true }));
        Answer(1, "c");
        Answer(0, "a");
        Assert.That(_desk.Shown, Is.EqualTo(" | c | "), "the answer to the earlier text counts no more");
    }

    [Test]
    public void EmptyText_ShowsAllWithoutAsking()
    {
        Search("x");
        Answer(0);
        Assert.That(_desk.Shown, Is.EqualTo(" |  | "));
        Search("  ");
        Assert.That((_desk.Shown, _desk.Store.Searches.Count), Is.EqualTo(("a b | c | ", 1)));
    }

    [Test]
    public void Failure_IsTold_AndLeavesWhatIsShown()
    {
        Search("x");
        _desk.Store.Searches[0].Report(Result.Failure<IReadOnlyList<Card>>(DesktopFixture.Failure));
        _desk.Settle();
        Assert.That((_desk.Shown, _desk.Notice.Text.Value), Is.EqualTo(("a b | c | ", "The search failed. Nobody there.")));
        Search("xy");
        Answer(1, "a");
        Assert.That(_desk.Shown, Is.EqualTo("a |  | "), "it goes on");
    }

    private void Search(string text)
    {
        _desk.Board.Search.Text = text;
        _desk.Time.AdvanceBy(SearchViewModel.Pause + TimeSpan.FromMilliseconds(50));
    }

    private void Answer(int search, params string[] ids)
    {
        _desk.Store.Searches[search].Report(Result.Success<IReadOnlyList<Card>>([.. ids.Select(id => DesktopFixture.Card(id, "", 0))]));
        _desk.Settle();
    }
}
