using System.Reactive.Linq;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Examples.DesktopBoard.ViewModels;
using Altogic.Reactive.Tests.Realtime;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Examples.DesktopBoard;

/// <summary>Two people on one board, on a real backend with the application's own definition.</summary>
public sealed class BoardStoreTests
{
    private BackendFixture _backend = null!;
    private AltogicClient _ada = null!;
    private AltogicClient _grace = null!;
    private BoardStore _hers = null!;
    private BoardStore _store = null!;
    private Board _board = null!;

    [SetUp]
    public async Task Start()
    {
        _backend = await BackendFixture.StartAsync(AppDefinition.Load(Repository.PathOf("examples/05-desktop-board/altogic.json")));
        _ada = await SignUpAsync("Ada");
        _grace = await SignUpAsync("Grace");
        (_store, _hers) = (new BoardStore(_ada, "Ada"), new BoardStore(_grace, "Grace"));
        _board = await _store.CreateBoard("Plan").ShouldSucceed();
    }

    [TearDown]
    public async Task Stop()
    {
        _store.Dispose();
        _hers.Dispose();
        _ada.Dispose();
        _grace.Dispose();
        await _backend.DisposeAsync();
    }

    [Test]
    public async Task Cards_ComeAgain_WhenSomebodyElseChangesThem()
    {
        var (first, second) = (_hers.Cards(_board.Id).Soon(cards => Titles(cards) == "Tent"), _hers.Cards(_board.Id).Soon(cards => cards.Data?.SingleOrDefault()?.List == "Done"));
        var card = await _store.CreateCard(_board.Id, "To do", "Tent", 1).ShouldSucceed();
        await first;
        _ = await _store.MoveCard(_board.Id, new CardMove(card.Id, "Done", 0.5)).ShouldSucceed();
        var moved = (await second).Data!.Single();
        Assert.That((moved.Author, moved.Position), Is.EqualTo(("Ada", 0.5)));
    }

    [Test]
    public async Task Boards_ComeAgain_WhenSomebodyElseMakesOne()
    {
        var seen = _hers.Boards.Soon(boards => boards.Data?.Count == 2);
        _ = await _store.CreateBoard("Another").ShouldSucceed();
        Assert.That((await seen).Data!.Select(board => string.Join(", ", board.Lists)), Is.All.EqualTo("To do, Doing, Done"));
    }

    [Test]
    public async Task Search_FindsPartsOfTitlesAndNotes_InAnyCase()
    {
        var tent = await _store.CreateCard(_board.Id, "To do", "Hire a TENT", 1).ShouldSucceed();
        var band = await _store.CreateCard(_board.Id, "To do", "Band", 2).ShouldSucceed();
        _ = await _store.ChangeCard(band with { Notes = "They ask for a tent, \"too\"" }).ShouldSucceed();
        _ = await _store.CreateCard(_board.Id, "To do", "Posters", 3).ShouldSucceed();
        Assert.That(Titles(await _store.Search(_board.Id, "Tent").Soon()), Is.EqualTo("Hire a TENT, Band"));
        Assert.That(Titles(await _store.Search(_board.Id, "\"TOO\"").Soon()), Is.EqualTo("Band"));
        Assert.That(tent.Notes, Is.Empty);
    }

    [Test]
    public async Task Comments_StreamToOthers_AndAreCountedOnTheCard()
    {
        var card = await _store.CreateCard(_board.Id, "To do", "Tent", 1).ShouldSucceed();
        var (seen, counted) = (
            _hers.Comments(card).Soon(comments => comments.Data?.Count == 2),
            _hers.Cards(_board.Id).Soon(cards => cards.Data?.SingleOrDefault()?.Comments == 2));
        _ = await _store.AddComment(card, "first").ShouldSucceed();
        _ = await _hers.AddComment(card, "second").ShouldSucceed();
        Assert.That((await seen).Data!.Select(comment => $"{comment.Author}: {comment.Text}"), Is.EqualTo(new[] { "Ada: first", "Grace: second" }));
        await counted;
    }

    [Test]
    public async Task Files_AreThoseOfTheCard_AndComeBackAsTheyWere()
    {
        using var folder = new TemporaryFolder();
        var (path, copy) = (Path.Combine(folder.Path, "list.txt"), Path.Combine(folder.Path, "copy.txt"));
        await File.WriteAllTextAsync(path, "tables, chairs");
        var card = await _store.CreateCard(_board.Id, "To do", "Tent", 1).ShouldSucceed();
        var other = await _store.CreateCard(_board.Id, "To do", "Band", 2).ShouldSucceed();
        var (seen, counted) = (
            _hers.Files(card).Soon(files => files.Data?.Count == 1),
            _hers.Cards(_board.Id).Soon(cards => cards.Data?.FirstOrDefault(found => found.Id == card.Id)?.Files == 1));
        _ = (await _store.Upload(card, path).LastAsync()).Result!.ValueOrThrow();
        _ = (await _hers.Download((await seen).Data![0], copy).LastAsync()).Result!.ValueOrThrow();
        Assert.That(await File.ReadAllTextAsync(copy), Is.EqualTo("tables, chairs"));
        Assert.That((await _hers.Files(other).Soon()).Data, Is.Empty);
        await counted;
    }

    [Test]
    public async Task Present_AreTheNamesOfThoseWhoHaveTheBoardOpen()
    {
        using var here = _store.Present(_board.Id).Subscribe();
        var both = await _hers.Present(_board.Id).Soon(people => people.Data?.Count == 2);
        Assert.That(both.Data, Is.EqualTo(new[] { "Ada", "Grace" }));
    }

    private static string Titles(Result<IReadOnlyList<Card>> cards) => string.Join(", ", cards.Data!.OrderBy(card => card.Position).Select(card => card.Title));

    private async Task<AltogicClient> SignUpAsync(string name)
    {
        var client = new AltogicClient(_backend.Url, "desktop-board");
        _ = await client.Auth.SignUpWithEmail(name.ToLowerInvariant() + "@example.com", "secret-1", name).ShouldSucceed();
        return client;
    }
}
