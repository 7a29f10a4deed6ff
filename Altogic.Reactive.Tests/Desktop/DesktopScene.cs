using System.Reactive.Linq;
using Altogic.Reactive.Examples.DesktopBoard.ViewModels;
using Altogic.Reactive.Tests.Realtime;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Desktop;

/// <summary>A backend with the application's definition, two windows of two people on one board, and a client that looks into the database.</summary>
internal sealed class DesktopScene : IAsyncDisposable
{
    public const string Key = "desktop-board";

    /// <summary>Slow enough to watch a file of some megabytes on its way.</summary>
    private const int BytesPerSecond = 3 * 1024 * 1024;

    private static readonly (string List, string Title, string Author, string Notes)[] Cards =
    [
        ("To do", "Order tables and chairs", "Ada", ""),
        ("To do", "Print posters", "Ada", ""),
        ("To do", "Ask the baker for forty loaves", "Grace", ""),
        ("Doing", "Book the band", "Grace", "Four people, one singer. They need power and a roof over their heads."),
        ("Doing", "Borrow a generator", "Ada", ""),
        ("Done", "Choose a date", "Grace", ""),
    ];

    private readonly TemporaryFolder _folder = new();
    private BackendProcess? _backend;
    private FaultProxy? _link;

    private DesktopScene(string url) => Url = url;

    public BackendProcess Backend => _backend!;

    public string Url { get; private set; }

    public AltogicClient Client { get; private set; } = null!;

    public BoardWindow Ada { get; private set; } = null!;

    public BoardWindow Grace { get; private set; } = null!;

    public string Folder => _folder.Path;

    /// <summary>Ada and Grace have signed in before: their windows start with the board "Summer fair", which has a few cards. Ada's line is slow.</summary>
    public static async Task<DesktopScene> StartAsync()
    {
        var scene = new DesktopScene("http://127.0.0.1:0");
        try
        {
            await scene.SetUpAsync();
            return scene;
        }
        catch
        {
            await scene.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the backend, again on the same port and data.</summary>
    public async Task StartBackendAsync()
    {
        _backend?.Dispose();
        _backend = BackendProcess.Start(
            Folder, "serve", "--url", Url, "--data", "data", "--app", Repository.PathOf("examples/05-desktop-board/altogic.json"), "--log-level", "none");
        Url = (string)(await _backend.ReadyAsync())["url"]!;
    }

    /// <summary>The card of this title once the database has it in the list.</summary>
    public async Task<Card> SavedAsync(string title, string list)
    {
        var cards = await Observable.Interval(TimeSpan.FromMilliseconds(100)).StartWith(0)
            .Select(_ => Client.Db.Model<Card>().Where(card => card.Title == title && card.List == list).Get()).Concat()
            .Soon(found => found.Data?.Count > 0);
        return cards.Data!.Single();
    }

    public async ValueTask DisposeAsync()
    {
        Ada?.Dispose();
        Grace?.Dispose();
        Client?.Dispose();
        if (_link is not null) await _link.DisposeAsync();
        _backend?.Dispose();
        _folder.Dispose();
    }

    private async Task SetUpAsync()
    {
        await StartBackendAsync();
        Client = await SignUpAsync("Alan");
        var board = await Client.Db.Model<Board>().Create(new { title = "Summer fair", lists = Board.UsualLists }).ShouldSucceed();
        foreach (var ((list, title, author, notes), position) in Cards.Select((card, i) => (card, i)))
            _ = await Client.Db.Model<Card>().Create(new { board = board.Id, list, title, position, author, notes }).ShouldSucceed();
        _ = await Client.Db.Model<Board>().Create(new { title = "Village library", lists = Board.UsualLists }).ShouldSucceed();

        _link = FaultProxy.To(Url);
        _link.BytesPerSecond = BytesPerSecond;
        Ada = await OpenAsync("Ada", _link.Url);
        Grace = await OpenAsync("Grace", Url);
        foreach (var window in new[] { Ada, Grace }) await window.UntilAsync("the cards", state => state["To do"].Count() == 3);
    }

    private async Task<BoardWindow> OpenAsync(string name, string url)
    {
        using (await SignUpAsync(name)) Assert.That(File.Exists(SessionFile(name)), Is.True);
        return await BoardWindow.StartAsync(Path.Combine(Folder, name), "board", "--url", url, "--key", Key);
    }

    private async Task<AltogicClient> SignUpAsync(string name)
    {
        var client = new AltogicClient(Url, Key, new AltogicClientOptions { SessionStore = new FileSessionStore(SessionFile(name)) });
        _ = await client.Auth.SignUpWithEmail(name + "@example.com", "secret-1", name).ShouldSucceed();
        return client;
    }

    private string SessionFile(string name) => Path.Combine(Folder, name, "session.json");
}
