using System.Collections.Concurrent;
using System.Globalization;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using System.Reactive.Threading.Tasks;
using Spectre.Console;

namespace Altogic.Reactive.Examples.Chat;

/// <summary>What one person has on the screen.</summary>
internal sealed class Pane(string name) : IDisposable
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ReplaySubject<string> _shown = new();
    private readonly BehaviorSubject<IReadOnlyList<string>> _present = new([]);

    public void Show(string line)
    {
        _lines.Enqueue(line);
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]{name,4} sees[/] {line}");
        _shown.OnNext(line);
    }

    public void ShowPresent(IReadOnlyList<string> names)
    {
        if (names.Count > 0) AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]{name,4} sees[/] here: {string.Join(", ", names)}");
        _present.OnNext(names);
    }

    public Task UntilAsync(string line, TimeSpan patience) => _shown.FirstAsync(shown => shown == line).Timeout(patience).ToTask();

    public Task UntilPresentAsync(int count, TimeSpan patience) => _present.FirstAsync(names => names.Count == count).Timeout(patience).ToTask();

    public Panel ToPanel() => new Panel(new Text(string.Join('\n', _lines))).Header(name).RoundedBorder();

    public void Dispose()
    {
        _shown.Dispose();
        _present.Dispose();
    }
}
