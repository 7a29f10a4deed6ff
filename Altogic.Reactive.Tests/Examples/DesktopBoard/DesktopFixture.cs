using Altogic.Reactive.Examples.DesktopBoard.ViewModels;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Examples.DesktopBoard;

/// <summary>A board in virtual time: To do has A and B, Doing has C, Done is empty.</summary>
internal sealed class DesktopFixture : IDisposable
{
    public static readonly AltogicError Failure = new(
        ErrorKind.Network, 0, "", [new ErrorEntry("client_error", ErrorCodes.ConnectionFailed, "Nobody there.")]);

    public DesktopFixture()
    {
        Schedulers = new Schedulers(Time, Time);
        Notice = new NoticeViewModel(Time);
        Board = new BoardViewModel(new Board("board-1", "Plan", ["To do", "Doing", "Done"]), Store, Notice, Schedulers);
        Load(Card("a", "To do", 1), Card("b", "To do", 2), Card("c", "Doing", 1));
    }

    public TestScheduler Time { get; } = new();

    public Schedulers Schedulers { get; }

    public FakeBoardStore Store { get; } = new();

    public NoticeViewModel Notice { get; }

    public BoardViewModel Board { get; }

    /// <summary>What the lists show: <c>a b | c | </c>.</summary>
    public string Shown => string.Join(" | ", Board.Lists.Select(list => string.Join(" ", list.Cards.Select(card => card.Id))));

    public static Card Card(string id, string list, double position, int version = 0) =>
        new(id, "board-1", list, "Card " + id, position) { UpdatedAt = DateTimeOffset.UnixEpoch.AddMinutes(version) };

    public Card this[string id] => Board.Lists.SelectMany(list => list.Cards).Single(card => card.Id == id);

    public void Load(params Card[] cards)
    {
        Store.CardLists.OnNext(Result.Success<IReadOnlyList<Card>>(cards));
        Settle();
    }

    /// <summary>Lets everything happen that is due.</summary>
    public void Settle() => Time.AdvanceBy(TimeSpan.FromMilliseconds(50));

    public void Dispose()
    {
        Board.Dispose();
        Notice.Dispose();
    }
}
