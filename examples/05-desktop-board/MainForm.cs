using System.Drawing;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Windows.Forms;
using Altogic.Reactive.Examples.DesktopBoard.Controls;
using Altogic.Reactive.Examples.DesktopBoard.ViewModels;
using Altogic.Reactive.Examples.DesktopBoard.Views;

namespace Altogic.Reactive.Examples.DesktopBoard;

/// <summary>The window: finds a backend, then shows the page that the view model says.</summary>
internal sealed class MainForm : Form
{
    private readonly Options _options;
    private readonly CompositeDisposable _resources = [];
    private readonly Caption _status = new("status", "Starting the backend …", Theme.Normal, Theme.Quiet);

    public MainForm(Options options)
    {
        _options = options;
        Text = "Task board";
        Font = Theme.Normal;
        BackColor = Theme.Window;
        AutoScaleMode = AutoScaleMode.None;
        ClientSize = new Size(1200, 760);
        MinimumSize = new Size(960, 600);
        StartPosition = FormStartPosition.CenterScreen;
        _status.TextAlign = ContentAlignment.MiddleCenter;
        Show(_status);
    }

    protected override void OnLoad(EventArgs e)
    {
        base.OnLoad(e);
        var window = new SynchronizationContextScheduler(SynchronizationContext.Current!);
        var url = _options.Url is { } given ? Observable.Return(given) : LocalBackend.Start(_options.Folder, _resources);
        _resources.Add(url.ObserveOn(window).Subscribe(found => Open(found, window), error => _status.Text = error.Message));
    }

    protected override bool ProcessCmdKey(ref Message msg, Keys keyData)
    {
        if (keyData != (Keys.Control | Keys.Q)) return base.ProcessCmdKey(ref msg, keyData);
        Close();
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _resources.Dispose();
        base.Dispose(disposing);
    }

    private void Open(string url, IScheduler window)
    {
        var client = new AltogicClient(url, _options.Key ?? LocalBackend.Key, new AltogicClientOptions
        {
            SessionStore = new FileSessionStore(Path.Combine(_options.Folder, "session.json")),
        });
        var shell = new ShellViewModel(client, new Schedulers(window, TaskPoolScheduler.Default));
        if (_options.Url is null) _resources.Add(LocalBackend.Restart(_options.Folder, _resources, url, client.Realtime.ConnectionChanges).Subscribe());
        _resources.Add(shell.Page.Bind(Show));
        _resources.Add(shell);
        _resources.Add(client);
    }

    private void Show(IDisposable? page)
    {
        if (page is SignInViewModel signIn) Show(new SignInView(signIn));
        else if (page is WorkspaceViewModel workspace) Show(new WorkspaceView(workspace));
    }

    private void Show(Control page)
    {
        SuspendLayout();
        var old = Controls.Cast<Control>().ToList();
        page.Dock = DockStyle.Fill;
        Controls.Add(page);
        foreach (var control in old)
        {
            Controls.Remove(control);
            control.Dispose();
        }

        ResumeLayout();
        page.Focus();
    }
}
