using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Desktop;

/// <summary>The task board on the screen: two people with keys and mouse, and a backend that hangs, dies and comes back.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DesktopBoardTests
{
    private DesktopScene _scene = null!;

    [SetUp]
    public async Task Start()
    {
        DesktopTools.Require();
        _scene = await DesktopScene.StartAsync();
    }

    [TearDown]
    public async Task Stop()
    {
        if (_scene is null) return;
        await _scene.DisposeAsync();
        _scene = null!;
    }

    [Test]
    public async Task TypedCard_IsInTheDatabase_AndInTheOtherWindow()
    {
        await _scene.Ada.KeyAsync("ctrl+n");
        await _scene.Ada.TypeAsync("Hire a tent");
        await _scene.Ada.KeyAsync("Return");
        var saved = await _scene.SavedAsync("Hire a tent", "To do");
        Assert.That(saved.Author, Is.EqualTo("Ada"));
        await _scene.Grace.UntilAsync("the card", state => state["To do"].Last() == "Hire a tent");
        await _scene.Ada.UntilAsync("the empty field", state => state.TextOf("new-card").Length == 0);
        var seen = await _scene.Grace.UntilAsync("both people", state => state.Items.Count(item => item.Group == "people") == 2);
        Assert.That(seen.Items.Where(item => item.Group == "people").Select(item => item.Text), Is.EqualTo(new[] { "Ada", "Grace" }));
    }

    [Test]
    public async Task Card_IsMoved_ByMouseAndByKeys()
    {
        await _scene.Ada.DragAsync("Print posters", "To do", "Doing");
        await _scene.SavedAsync("Print posters", "Doing");
        await _scene.Grace.UntilAsync("the moved card", state => state.Shows("Doing", "Print posters") && !state.Shows("To do", "Print posters"));

        await _scene.Grace.ClickAsync("Doing", "Print posters");
        await _scene.Grace.KeyAsync("ctrl+Right");
        await _scene.SavedAsync("Print posters", "Done");
        await _scene.Ada.UntilAsync("the card in Done", state => state.Shows("Done", "Print posters"));
    }

    [Test]
    public async Task CommentsAndFiles_ReachTheOtherWindow()
    {
        await _scene.Ada.ClickAsync("Doing", "Book the band");
        await _scene.Grace.ClickAsync("Doing", "Book the band");
        await _scene.Grace.TypeIntoAsync("comment", "They can play from four to six, if we bring the cables.");
        await _scene.Ada.UntilAsync("the comment", state => state.Shows("comments", "Grace: They can play from four to six, if we bring the cables."));
        await _scene.Ada.TypeIntoAsync("comment", "Perfect. I will ask about the amplifier.");
        await _scene.Grace.UntilAsync("the answer", state => state.Shows("comments", "Ada: Perfect. I will ask about the amplifier."));

        await _scene.Grace.TypeIntoAsync("path", await FileOfAsync("contract.pdf", 302 * 1024));
        await _scene.Ada.UntilAsync("the attached file", state => state.Shows("files", "contract.pdf"));
        await _scene.Ada.TypeIntoAsync("path", await FileOfAsync("rehearsal.mp4", 24 * 1024 * 1024));
        var sending = await _scene.Ada.UntilAsync("the progress", state => state.Items.Any(item => item.Group == "transfers" && item.Detail is [>= '3' and <= '9', >= '0' and <= '9', ..]));
        Assert.That(sending.TextOf("path"), Is.Empty);
        await _scene.Ada.SaveAsync("desktop-board");
        await _scene.Grace.UntilAsync("the attached file", state => state.Shows("files", "rehearsal.mp4"));
        await _scene.Ada.UntilAsync("the attached file", state => state.Shows("files", "rehearsal.mp4") && !state.Shows("transfers", "rehearsal.mp4"));
        var stored = await _scene.Client.Storage.Bucket("attachments").ListFiles().ShouldSucceed();
        Assert.That(stored.Select(file => file.Size), Is.EquivalentTo(new long[] { 302 * 1024, 24 * 1024 * 1024 }));
        await _scene.Grace.UntilAsync("the counts", state => state.Items.Any(item => item.Detail == "2 comments · 2 files"));
    }

    [Test]
    public async Task FileThatIsNotThere_IsTold_AndItsPathComesBack()
    {
        var missing = Path.Combine(_scene.Folder, "missing.pdf");
        await _scene.Ada.ClickAsync("Doing", "Book the band");
        await _scene.Ada.TypeIntoAsync("path", missing);
        var told = await _scene.Ada.UntilAsync("the message", state => state.TextOf("notice").StartsWith("The file could not be attached", StringComparison.Ordinal));
        Assert.That(told.TextOf("path"), Is.EqualTo(missing));
    }

    [Test]
    public async Task Search_NarrowsTheBoard_AsItIsTyped()
    {
        await _scene.Ada.KeyAsync("ctrl+f");
        await _scene.Ada.TypeAsync("THE");
        await _scene.Ada.UntilAsync("what was found", state => state["To do"].SequenceEqual(["Ask the baker for forty loaves"]) && state["Doing"].SequenceEqual(["Book the band"]));
        await _scene.Ada.KeyAsync("ctrl+a");
        await _scene.Ada.KeyAsync("BackSpace");
        await _scene.Ada.UntilAsync("everything again", state => state["To do"].Count() == 3);
    }

    [Test]
    public async Task SmallWindow_HasRoomForEverything_AndALargeOneUsesItsRoom()
    {
        await _scene.Ada.ClickAsync("Doing", "Book the band");
        var before = await _scene.Ada.UntilAsync("the card", state => state.Has("attach"));
        await _scene.Ada.ResizeAsync(960, 600);
        var small = await _scene.Ada.UntilAsync("the small window", state => Right(state) < Right(before) && Bottom(state) < Bottom(before));
        Assert.That(small.Controls.Select(control => control.Name), Is.EquivalentTo(before.Controls.Select(control => control.Name)));
        foreach (var control in small.Controls) Assert.That(control.Bounds[2..].Min(), Is.GreaterThan(8), control.Name);
        Assert.That(small["To do"].Count(), Is.EqualTo(3));

        await _scene.Ada.ResizeAsync(1280, 800);
        await _scene.Ada.UntilAsync("the large window", state => Right(state) > Right(small) && Bottom(state) > Bottom(small));

        static int Right(WindowState state) => state.Controls.Max(control => control.Bounds[0] + control.Bounds[2]);
        static int Bottom(WindowState state) => state.Controls.Max(control => control.Bounds[1] + control.Bounds[3]);
    }

    [Test]
    public async Task KilledBackend_IsTold_LosesNothing_AndIsForgottenOnceItIsBack()
    {
        await _scene.Ada.TypeIntoAsync("new-card", "Hire a", enter: false);
        _scene.Backend.Kill();
        foreach (var window in new[] { _scene.Ada, _scene.Grace })
            await window.UntilAsync("the banner", state => state.TextOf("banner").StartsWith("Offline", StringComparison.Ordinal));

        await _scene.Ada.TypeAsync(" tent");
        await _scene.Ada.KeyAsync("Return");
        await _scene.Ada.UntilAsync("the message", state => state.TextOf("notice").StartsWith("The card is not saved yet", StringComparison.Ordinal));
        await _scene.Grace.DragAsync("Print posters", "To do", "Done");
        await _scene.Grace.UntilAsync("the card at once in its new place", state => state.Shows("Done", "Print posters"));
        await _scene.Grace.UntilAsync("the roll-back", state => state.Shows("To do", "Print posters") && state.TextOf("notice").StartsWith("The card is back", StringComparison.Ordinal));
        await _scene.Grace.SaveAsync("desktop-board-offline");

        await _scene.StartBackendAsync();
        foreach (var window in new[] { _scene.Ada, _scene.Grace }) await window.UntilAsync("no banner", state => !state.Has("banner"));
        var shown = await _scene.Ada.UntilAsync("what was typed", state => state.TextOf("new-card") == "Hire a tent");
        Assert.That(shown["To do"].Count(), Is.EqualTo(3));
        await _scene.Ada.KeyAsync("Return");
        await _scene.SavedAsync("Hire a tent", "To do");
        await _scene.Grace.UntilAsync("the card", state => state.Shows("To do", "Hire a tent"));
    }

    [Test]
    public async Task HangingBackend_LeavesTheWindowAlive()
    {
        await _scene.Backend.PauseAsync();
        await _scene.Ada.DragAsync("Print posters", "To do", "Doing");
        await _scene.Ada.UntilAsync("the card in its new place", state => state.Shows("Doing", "Print posters"));
        await _scene.Ada.ClickAsync("Done", "Choose a date");
        await _scene.Ada.UntilAsync("the open card", state => state.TextOf("card-title") == "Choose a date");
        await _scene.Ada.TypeIntoAsync("new-card", "Hire a tent");
        await _scene.Backend.ResumeAsync();
        await _scene.SavedAsync("Print posters", "Doing");
        await _scene.SavedAsync("Hire a tent", "To do");
        await _scene.Ada.UntilAsync("the saved card", state => state.Shows("To do", "Hire a tent") && state.TextOf("new-card").Length == 0);
    }

    private async Task<string> FileOfAsync(string name, int size)
    {
        var path = Path.Combine(_scene.Folder, name);
        await File.WriteAllBytesAsync(path, new byte[size]);
        return path;
    }
}
