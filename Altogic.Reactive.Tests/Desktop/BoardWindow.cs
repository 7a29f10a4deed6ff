using System.Diagnostics;
using System.Globalization;
using System.Reactive.Linq;
using Altogic.Reactive.Tests.Realtime;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Desktop;

/// <summary>The task board as a process on a display of its own, worked with real keys and a real mouse.</summary>
internal sealed class BoardWindow : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private readonly VirtualDisplay _display;
    private readonly Process _process;
    private readonly string _trace;

    private BoardWindow(VirtualDisplay display, Process process, string trace) => (_display, _process, _trace) = (display, process, trace);

    private static string Program => Path.Combine(
        Repository.Root, "examples", "05-desktop-board", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net472", "board.exe");

    /// <summary>Starts it and waits until the page is shown that has this control.</summary>
    public static async Task<BoardWindow> StartAsync(string folder, string page, params string[] arguments)
    {
        var display = await VirtualDisplay.StartAsync();
        var trace = Path.Combine(Directory.CreateDirectory(folder).FullName, Path.GetRandomFileName() + ".trace");
        var process = DesktopTools.Start("mono", [Program, "--folder", folder, "--trace", trace, .. arguments], display.Name);
        var window = new BoardWindow(display, process, trace);
        try
        {
            await window.UntilAsync($"the page with '{page}'", state => state.Has(page));
            await window.XdotoolAsync("search", "--onlyvisible", "--name", "Task board", "windowfocus", "--sync", "%1");
            return window;
        }
        catch
        {
            window.Dispose();
            throw;
        }
    }

    /// <summary>Waits until the window shows it, and gives all it shows then.</summary>
    public async Task<WindowState> UntilAsync(string what, Func<WindowState, bool> isShown)
    {
        var last = "nothing";
        try
        {
            return await Observable.Interval(Interval).StartWith(0)
                .SelectMany(_ => LastLine() is { } line ? new[] { line } : [])
                .DistinctUntilChanged()
                .Do(line => last = line)
                .Select(WindowState.Parse)
                .Soon(isShown);
        }
        catch (TimeoutException)
        {
            throw new AssertionException($"Waited for {what}, but the window showed {last}");
        }
    }

    public Task KeyAsync(string keys) => XdotoolAsync("key", keys);

    public Task TypeAsync(string text) => XdotoolAsync("type", "--delay", "2", text);

    /// <summary>Clicks into a control and types.</summary>
    public async Task TypeIntoAsync(string control, string text, bool enter = true)
    {
        await ClickAsync(control);
        await TypeAsync(text);
        await UntilAsync($"'{text}' in {control}", state => state.TextOf(control) == text);
        if (enter) await KeyAsync("Return");
    }

    public async Task ClickAsync(string control) =>
        await ClickAsync((await UntilAsync(control, state => state.Has(control))).Controls.Single(shown => shown.Name == control).Bounds);

    public async Task ClickAsync(string group, string text) => await ClickAsync((await FindAsync(group, text)).Bounds);

    /// <summary>Drags a card into the middle of a list.</summary>
    public async Task DragAsync(string card, string from, string to)
    {
        var (start, end) = (Middle((await FindAsync(from, card)).Bounds), Middle((await FindAsync(to, "")).Bounds));
        var half = (X: (start.X + end.X) / 2, Y: (start.Y + end.Y) / 2);
        await XdotoolAsync(["mousemove", .. Text(start), "mousedown", "1", "mousemove", .. Text(half), "mousemove", .. Text(end), "mouseup", "1"]);
    }

    public async Task ResizeAsync(int width, int height)
    {
        var size = new[] { width.ToString(CultureInfo.InvariantCulture), height.ToString(CultureInfo.InvariantCulture) };
        await XdotoolAsync(["search", "--onlyvisible", "--name", "Task board", "windowsize", "%1", .. size]);
    }

    /// <summary>Closes the window by its key, and waits for the end of the program.</summary>
    public async Task CloseAsync()
    {
        await KeyAsync("ctrl+q");
        await _process.WaitForExitAsync(new CancellationTokenSource(RealtimeTesting.Limit).Token);
        Assert.That(_process.ExitCode, Is.Zero);
    }

    /// <summary>Saves a picture of the window. ALTOGIC_SCREENSHOTS says in which folder of the repository; by default among the results of the test.</summary>
    public async Task SaveAsync(string name)
    {
        var folder = Directory.CreateDirectory(
            Environment.GetEnvironmentVariable("ALTOGIC_SCREENSHOTS") is { } given
                ? Path.Combine(Repository.Root, given) : Path.Combine(TestContext.CurrentContext.WorkDirectory, "screenshots"));
        var file = Path.Combine(folder.FullName, name + ".png");
        var id = (await XdotoolAsync("search", "--onlyvisible", "--name", "Task board")).Split('\n')[0];
        await DesktopTools.RunAsync("import", _display.Name, "-window", id, file);
        TestContext.AddTestAttachment(file);
    }

    public void Dispose()
    {
        DesktopTools.End(_process);
        _display.Dispose();
    }

    private static (int X, int Y) Middle(int[] bounds) => (bounds[0] + (bounds[2] / 2), bounds[1] + (bounds[3] / 2));

    private static string[] Text((int X, int Y) point) => [point.X.ToString(CultureInfo.InvariantCulture), point.Y.ToString(CultureInfo.InvariantCulture)];

    private Task<string> ClickAsync(int[] bounds) => XdotoolAsync(["mousemove", .. Text(Middle(bounds)), "click", "1"]);

    private async Task<ShownItem> FindAsync(string group, string text) =>
        (await UntilAsync($"'{text}' in {group}", state => state.Shows(group, text))).Items.Single(item => item.Group == group && item.Text == text);

    private Task<string> XdotoolAsync(params string[] arguments) => DesktopTools.RunAsync("xdotool", _display.Name, arguments);

    /// <summary>The last whole line; fails when the program has ended.</summary>
    private string? LastLine()
    {
        if (_process.HasExited) throw new AssertionException("The window has ended: " + _process.StandardError.ReadToEnd());
        if (!File.Exists(_trace)) return null;
        using var file = new StreamReader(new FileStream(_trace, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var text = file.ReadToEnd();
        var end = text.LastIndexOf('\n');
        return end < 0 ? null : text[(text.LastIndexOf('\n', Math.Max(0, end - 1)) + 1)..end];
    }
}
