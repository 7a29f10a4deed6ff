using System.Reactive.Linq;
using Altogic.Reactive.Examples.DesktopBoard.ViewModels;
using Altogic.Reactive.Tests.Realtime;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Desktop;

/// <summary>A backend with the application's definition, two windows of two people on one board, and a client that looks into the database.</summary>
internal sealed class DesktopScene : IDisposable
{
    public const string Key = "desktop-board";
    private readonly TemporaryFolder _folder = new();
    private BackendProcess? _backend;

    private DesktopScene(string url) => Url = url;

    public BackendProcess Backend => _backend!;

    public string Url { get; private set; }

    public AltogicClient Client { get; private set; } = null!;

    public BoardWindow Ada { get; private set; } = null!;

    public BoardWindow Grace { get; private set; } = null!;

    public string Folder => _folder.Path;

    /// <summary>Ada and Grace have signed in before: their windows start with the board "Summer fair", which has a few cards.</summary>
    public static async Task<DesktopScene> StartAsync()
    {
        var scene = new DesktopScene("http://127.0.0.1:0");
        await scene.StartBackendAsync();
        scene.Client = await scene.SignUpAsync("Alan");
        var board = await scene.Client.Db.Model<Board>().Create(new { title = "Summer fair", lists = Board.UsualLists }).ShouldSucceed();
        var titles = new[] { "To do: Order tables and chairs", "To do: Print posters", "To do: Ask the baker for forty loaves", "Doing: Book the band", "Done: Choose a date" };
        foreach (var (title, position) in titles.Select((title, i) => (title.Split(": "), i)))
        {
            var card = new { board = board.Id, list = title[0], title = title[1], position, author = "Alan" };
            _ = await scene.Client.Db.Model<Card>().Create(card).ShouldSucceed();
        }

        (scene.Ada, scene.Grace) = (await scene.OpenAsync("Ada"), await scene.OpenAsync("Grace"));
        return scene;
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

    public void Dispose()
    {
        Ada?.Dispose();
        Grace?.Dispose();
        Client?.Dispose();
        _backend?.Dispose();
        _folder.Dispose();
    }

    private async Task<BoardWindow> OpenAsync(string name)
    {
        using (await SignUpAsync(name)) Assert.That(File.Exists(SessionFile(name)), Is.True);
        var window = await BoardWindow.StartAsync(Path.Combine(Folder, name), "board", "--url", Url, "--key", Key);
        await window.UntilAsync("the cards", state => state["To do"].Count() == 3);
        return window;
    }

    private async Task<AltogicClient> SignUpAsync(string name)
    {
        var client = new AltogicClient(Url, Key, new AltogicClientOptions { SessionStore = new FileSessionStore(SessionFile(name)) });
        _ = await client.Auth.SignUpWithEmail(name + "@example.com", "secret-1", name).ShouldSucceed();
        return client;
    }

    private string SessionFile(string name) => Path.Combine(Folder, name, "session.json");
}
