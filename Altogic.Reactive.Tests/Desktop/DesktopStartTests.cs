using System.Net.Sockets;
using System.Reactive.Linq;
using System.Text.Json.Nodes;
using Altogic.Reactive.Tests.Realtime;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Desktop;

/// <summary>The task board as somebody starts it who has only this repository: without arguments but the folder for its data.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DesktopStartTests
{
    [SetUp]
    public void Require() => DesktopTools.Require();

    [Test]
    public async Task WithoutABackend_ItStartsItsOwn_EndsIt_AndRemembersTheSession()
    {
        using var folder = new TemporaryFolder();
        using (var window = await BoardWindow.StartAsync(folder.Path, "email"))
        {
            await SignUpAsync(window);
            await window.TypeIntoAsync("new-board", "Garden");
            await window.UntilAsync("the new board", state => state.TextOf("board-title") == "Garden");
            await window.CloseAsync();
        }

        await NobodyListensAsync(folder.Path);
        using var again = await BoardWindow.StartAsync(folder.Path, "board");
        await again.UntilAsync("the board", state => state.TextOf("user") == "Ada" && state.Shows("boards", "Garden"));
        await again.ClickAsync("sign-out");
        await again.TypeIntoAsync("email", "ada@example.com", enter: false);
        await again.KeyAsync("Tab");
        await again.TypeAsync("secret-1");
        await again.KeyAsync("Return");
        await again.UntilAsync("the board again", state => state.TextOf("user") == "Ada" && state.Shows("boards", "Garden"));
        await again.CloseAsync();
    }

    [Test]
    public async Task SecondWindowOnTheFolder_UsesTheSameBackend_AndStartsItAgainWhenTheFirstIsClosed()
    {
        using var folder = new TemporaryFolder();
        using var first = await BoardWindow.StartAsync(folder.Path, "email");
        await SignUpAsync(first);
        using var second = await BoardWindow.StartAsync(folder.Path, "board");
        await second.UntilAsync("who has signed in", state => state.TextOf("user") == "Ada");
        await second.TypeIntoAsync("new-board", "Garden");
        await first.UntilAsync("the board of the other window", state => state.Shows("boards", "Garden"));

        var before = Running(folder.Path);
        await first.CloseAsync();
        // the banner may be gone before anybody has seen it
        await Observable.Interval(TimeSpan.FromMilliseconds(50)).StartWith(0).Soon(_ => Running(folder.Path) is { } now && now != before);
        await second.UntilAsync("no banner", state => !state.Has("banner"));
        await second.TypeIntoAsync("new-card", "Water the roses");
        await second.UntilAsync("the card", state => state.Shows("To do", "Water the roses"));
        await second.CloseAsync();
        await NobodyListensAsync(folder.Path);
    }

    private static async Task SignUpAsync(BoardWindow window)
    {
        await window.ClickAsync("switch");
        await window.TypeIntoAsync("name", "Ada", enter: false);
        await window.KeyAsync("Tab");
        await window.TypeAsync("ada@example.com");
        await window.KeyAsync("Tab");
        await window.TypeAsync("secret-1");
        await window.KeyAsync("Return");
        await window.UntilAsync("the boards", state => state.TextOf("user") == "Ada");
    }

    /// <summary>What the running backend says of itself, other for each run; null while there is none.</summary>
    private static string? Running(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "data", "running.json"));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Waits until the backend that the folder names is gone.</summary>
    private static async Task NobodyListensAsync(string folder)
    {
        var running = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "data", "running.json")))!;
        var url = new Uri((string)running["url"]!);
        await Observable.Interval(TimeSpan.FromMilliseconds(50)).StartWith(0).Soon(_ =>
        {
            using var socket = new TcpClient();
            try
            {
                socket.Connect(url.Host, url.Port);
                return false;
            }
            catch (SocketException)
            {
                return true;
            }
        });
    }
}
