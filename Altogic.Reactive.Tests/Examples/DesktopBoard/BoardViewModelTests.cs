using System.Windows.Input;
using Altogic.Reactive.Examples.DesktopBoard.ViewModels;

namespace Altogic.Reactive.Tests.Examples.DesktopBoard;

public sealed class BoardViewModelTests
{
    private DesktopFixture _desk = null!;

    [SetUp]
    public void Start() => _desk = new DesktopFixture();

    [TearDown]
    public void Dispose() => _desk.Dispose();

    [Test]
    public void Cards_AreShownByListAndPosition()
    {
        _desk.Load(Card("x", "Done", 9), Card("b", "To do", 2), Card("y", "Done", -3), Card("a", "To do", 1));
        Assert.That(_desk.Shown, Is.EqualTo("a b |  | y x"));
    }

    [Test]
    public void Move_IsShownBeforeTheBackendAnswers()
    {
        _desk.Board.Move(_desk["a"], "Done", below: null);
        _desk.Settle();
        Assert.That(_desk.Shown, Is.EqualTo("b | c | a"));
        Assert.That(_desk.Store.Moves.Single().IsObserved, Is.True, "nobody has answered yet");
    }

    [Test]
    public void Move_ThatIsRefused_IsTakenBack_AndToldFor8Seconds()
    {
        _desk.Board.Move(_desk["a"], "Doing", _desk["c"]);
        _desk.Settle();
        Assert.That(_desk.Shown, Is.EqualTo("b | a c | "));
        _desk.Store.Moves[0].Answer(Result.Failure<Card>(DesktopFixture.Failure));
        _desk.Settle();
        Assert.That(_desk.Shown, Is.EqualTo("a b | c | "));
        Assert.That(_desk.Notice.Text.Value, Does.Contain("back where it was").And.Contain("Nobody there."));
        _desk.Time.AdvanceBy(NoticeViewModel.Duration);
        Assert.That(_desk.Notice.Text.Value, Is.Empty);
    }

    [Test]
    public void Move_ThatIsUnderWay_SurvivesARefresh()
    {
        _desk.Board.Move(_desk["a"], "Done", below: null);
        _desk.Load(Card("a", "To do", 1), Card("b", "To do", 2), Card("c", "Doing", 1), Card("d", "Doing", 2));
        Assert.That(_desk.Shown, Is.EqualTo("b | c d | a"));
    }

    [Test]
    public void Move_ThatIsSaved_IsNotUndoneByAListThatWasAskedForBefore()
    {
        _desk.Board.Move(_desk["a"], "Done", below: null);
        _desk.Store.Moves[0].Answer(Result.Success(Card("a", "Done", 0, version: 2)));
        _desk.Load(Card("a", "To do", 1, version: 1), Card("b", "To do", 2), Card("c", "Doing", 1));
        Assert.That(_desk.Shown, Is.EqualTo("b | c | a"));
        _desk.Load(Card("a", "Doing", 5, version: 3), Card("b", "To do", 2), Card("c", "Doing", 1));
        Assert.That(_desk.Shown, Is.EqualTo("b | c a | "), "somebody else has moved it since");
    }

    [Test]
    public void Moves_AreSentOneAfterTheOther_AndOnlyTheFailedOneIsTakenBack()
    {
        _desk.Board.Move(_desk["a"], "Doing", below: null);
        _desk.Settle();
        _desk.Board.Move(_desk["a"], "Done", below: null);
        _desk.Settle();
        Assert.That((_desk.Shown, _desk.Store.Moves.Count), Is.EqualTo(("b | c | a", 1)));
        _desk.Store.Moves[0].Answer(Result.Success(Card("a", "Doing", 2, version: 1)));
        _desk.Settle();
        Assert.That((_desk.Shown, _desk.Store.Moves.Count), Is.EqualTo(("b | c | a", 2)));
        _desk.Store.Moves[1].Answer(Result.Failure<Card>(DesktopFixture.Failure));
        _desk.Settle();
        Assert.That(_desk.Shown, Is.EqualTo("b | c a | "));
    }

    [TestCase("a", "Doing", "c", 0)]
    [TestCase("a", "Doing", null, 2)]
    [TestCase("a", "Done", null, 0)]
    [TestCase("c", "To do", "b", 1.5)]
    [TestCase("b", "To do", "a", 0)]
    [TestCase("a", "To do", null, 3)]
    public void Move_GetsAPositionBetweenItsNeighbours(string card, string list, string? below, double position)
    {
        _desk.Board.Move(_desk[card], list, below is null ? null : _desk[below]);
        _desk.Settle();
        Assert.That(_desk.Store.Moves.Single().What, Is.EqualTo(new CardMove(card, list, position)));
    }

    [Test]
    public void NewCard_GoesToTheEndOfTheFirstList()
    {
        Execute(_desk.Board.CreateCard, "Tent");
        Assert.That(_desk.Store.NewCards.Single().What, Is.EqualTo("Tent in To do at 3"));
        _desk.Store.NewCards[0].Answer(Result.Success(Card("t", "To do", 3)));
        _desk.Settle();
        Assert.That(_desk.Shown, Is.EqualTo("a b t | c | "));
    }

    [Test]
    public void NewCard_ThatIsNotSaved_IsTold_AndNotShown()
    {
        Execute(_desk.Board.CreateCard, "Tent");
        _desk.Store.NewCards[0].Answer(Result.Failure<Card>(DesktopFixture.Failure));
        _desk.Settle();
        Assert.That(_desk.Shown, Is.EqualTo("a b | c | "));
        Assert.That(_desk.Notice.Text.Value, Does.Contain("not saved yet"));
        Assert.That(_desk.Board.CreateCard.CanExecute, Is.True, "it can be tried again");
    }

    [Test]
    public void Present_FollowsWhoComesAndGoes()
    {
        foreach (var people in new[] { "Ada", "Ada Grace", "Grace" })
        {
            _desk.Store.People.OnNext(Result.Success<IReadOnlyList<string>>(people.Split(' ')));
            _desk.Settle();
            Assert.That(string.Join(' ', _desk.Board.Present.Value), Is.EqualTo(people));
        }

        _desk.Store.People.OnNext(Result.Failure<IReadOnlyList<string>>(DesktopFixture.Failure));
        _desk.Settle();
        Assert.That(_desk.Board.Present.Value, Is.EqualTo(new[] { "Grace" }), "a failure is no reason to show nobody");
    }

    [Test]
    public void Refresh_AsksAgain_AndAFailureLeavesWhatIsShown()
    {
        _desk.Store.CardLists.OnNext(Result.Failure<IReadOnlyList<Card>>(DesktopFixture.Failure));
        _desk.Settle();
        Assert.That((_desk.Shown, _desk.Notice.Text.Value), Is.EqualTo(("a b | c | ", "The cards could not be loaded. Nobody there.")));
        _desk.Board.Refresh();
        _desk.Load(Card("z", "Done", 1));
        Assert.That(_desk.Shown, Is.EqualTo(" |  | z"));
    }

    [Test]
    public void OpenCard_IsFollowed_AndLetGoWhenAnotherOneIsOpened()
    {
        _desk.Board.Show(_desk["a"]);
        _desk.Settle();
        var first = _desk.Board.OpenCard.Value!;
        _desk.Load(Card("a", "Done", 1, version: 1) with { Title = "Another title" }, Card("b", "To do", 2), Card("c", "Doing", 1));
        Assert.That(first.Card.Value.Title, Is.EqualTo("Another title"));
        Assert.That(_desk.Store.CommentLists.HasObservers, Is.True);
        _desk.Board.Show(null);
        _desk.Settle();
        Assert.That(_desk.Board.OpenCard.Value, Is.Null);
        Assert.That((_desk.Store.CommentLists.HasObservers, _desk.Store.FileLists.HasObservers), Is.EqualTo((false, false)));
    }

    [Test]
    public void EditedCard_IsSaved_AlsoWhenItIsClosedMeanwhile()
    {
        Edit("a", "Better");
        _desk.Board.Show(null);
        _desk.Settle();
        Assert.That(_desk.Store.Changes.Single().IsObserved, Is.True);
        _desk.Store.Changes[0].Answer(Result.Success(_desk["a"] with { Title = "Better" }));
        _desk.Settle();
        Assert.That(_desk["a"].Title, Is.EqualTo("Better"));
    }

    [Test]
    public void EditedCard_ThatIsNotSaved_IsToldAndKeepsItsText_UntilASaveSucceeds()
    {
        Edit("a", "Better");
        _desk.Store.Changes[0].Answer(Result.Failure<Card>(DesktopFixture.Failure));
        _desk.Settle();
        Assert.That(_desk.Notice.Text.Value, Is.EqualTo("The text of “Better” is not saved yet. Nobody there."));
        Assert.That((_desk["a"].Title, Reopen("a").Draft.Title), Is.EqualTo(("Card a", "Better")));

        Edit("a", "Best");
        _desk.Store.Changes[1].Answer(Result.Success(_desk["a"] with { Title = "Best" }));
        _desk.Load(DesktopFixture.Card("a", "To do", 1) with { Title = "Changed by somebody else" });
        Assert.That(Reopen("a").Draft.Title, Is.EqualTo("Changed by somebody else"));
    }

    [Test]
    public void Dispose_LetsGoOfEverything()
    {
        _desk.Board.Search.Text = "x";
        _desk.Board.Show(_desk["a"]);
        _desk.Board.Move(_desk["a"], "Done", below: null);
        _desk.Time.AdvanceBy(SearchViewModel.Pause);
        _desk.Board.Dispose();
        _desk.Settle();
        Assert.That(
            (_desk.Store.CardLists.HasObservers, _desk.Store.People.HasObservers, _desk.Store.CommentLists.HasObservers,
                _desk.Store.Moves[0].IsObserved, _desk.Store.Searches[0].IsObserved),
            Is.EqualTo((false, false, false, false, false)));
    }

    private static Card Card(string id, string list, double position, int version = 0) => DesktopFixture.Card(id, list, position, version);

    private void Edit(string card, string title)
    {
        _desk.Board.Save(_desk[card] with { Title = title });
        _desk.Settle();
    }

    private CardViewModel Reopen(string card)
    {
        foreach (var shown in new[] { null, _desk[card] })
        {
            _desk.Board.Show(shown);
            _desk.Settle();
        }

        return _desk.Board.OpenCard.Value!;
    }

    private void Execute(ICommand command, string parameter)
    {
        command.Execute(parameter);
        _desk.Settle();
    }
}
