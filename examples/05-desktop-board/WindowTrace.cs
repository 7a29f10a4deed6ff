using System.Drawing;
using System.Windows.Forms;
using Altogic.Reactive.Examples.DesktopBoard.Controls;
using Newtonsoft.Json;

namespace Altogic.Reactive.Examples.DesktopBoard;

/// <summary>Writes what the window shows, and where on the screen, as one JSON object a line: at once, and whenever it is something else.</summary>
internal sealed class WindowTrace : IDisposable
{
    private const int IntervalMilliseconds = 50;
    private readonly Form _window;
    private readonly StreamWriter _file;
    private readonly System.Windows.Forms.Timer _timer = new() { Interval = IntervalMilliseconds };
    private string _last = "";

    public WindowTrace(Form window, string file)
    {
        _window = window;
        _file = new StreamWriter(new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
        _timer.Tick += (_, _) => Write();
        _timer.Start();
    }

    public void Dispose()
    {
        _timer.Dispose();
        _file.Dispose();
    }

    private void Write()
    {
        var shown = JsonConvert.SerializeObject(new
        {
            title = _window.Text,
            controls = Below(_window).Where(control => control.Visible && control.Name.Length > 0).Select(Describe),
            items = Below(_window).Where(control => control.Visible).OfType<IShowsItems>().SelectMany(DescribeItems),
        });
        if (shown == _last) return;
        _last = shown;
        _file.WriteLine(shown);
    }

    private static IEnumerable<Control> Below(Control parent) => parent.Controls.Cast<Control>().SelectMany(child => Below(child).Prepend(child));

    private static object Describe(Control control) => new
    {
        name = control.Name,
        text = control is TextBox { UseSystemPasswordChar: true } ? new string('•', control.Text.Length) : control.Text,
        isFocused = control.Focused,
        isEnabled = control.Enabled,
        bounds = Describe(control.RectangleToScreen(control.ClientRectangle)),
    };

    private static IEnumerable<object> DescribeItems(IShowsItems control) => control.Items.Select(item => new
    {
        group = item.Group,
        text = item.Text,
        detail = item.Detail,
        bounds = Describe(((Control)control).RectangleToScreen(item.Bounds)),
    });

    private static int[] Describe(Rectangle box) => [box.X, box.Y, box.Width, box.Height];
}
