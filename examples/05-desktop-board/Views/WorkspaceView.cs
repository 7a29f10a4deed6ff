using System.Reactive.Disposables;
using System.Windows.Forms;
using Altogic.Reactive.Examples.DesktopBoard.Controls;
using Altogic.Reactive.Examples.DesktopBoard.ViewModels;

namespace Altogic.Reactive.Examples.DesktopBoard.Views;

/// <summary>The boards at the left, the open one in the middle, the open card at the right. Ctrl+F searches, Ctrl+N begins a card, Ctrl+B a board, F5 loads anew, Esc closes the card, Ctrl+Q the window.</summary>
internal sealed class WorkspaceView : Page
{
    private readonly Caption _title = new("board-title", "", Theme.Title, Theme.Text);
    private readonly PeopleControl _people = new();
    private readonly Field _search = new("search", "Search (Ctrl+F)");
    private readonly Field _newCard = new("new-card", "New card (Ctrl+N), Enter saves it");
    private readonly BoardControl _board = new();
    private readonly CardPanel _card = new() { Visible = false };
    private readonly SerialDisposable _following = new();
    private readonly Sidebar _side;
    private BoardViewModel? _model;

    public WorkspaceView(WorkspaceViewModel model)
    {
        _side = new Sidebar(model);
        var banner = new Strip("banner", Theme.Warning, Theme.WarningText);
        var notice = new Strip("notice", Theme.Text, Theme.Surface);
        Controls.Add(Arrange(banner, notice));
        _card.Closed += CloseCard;
        _card.Edited += card => _model?.Save(card);
        _search.Box.TextChanged += (_, _) => Search(_search.Box.Text);
        _newCard.OnEnter(title => _model?.CreateCard.Run(title));
        Bindings.Add(model.Connection.Banner.Bind(text => banner.Text = text));
        Bindings.Add(model.Notice.Text.Bind(text => notice.Text = text));
        Bindings.Add(model.Board.Bind(Show));
        Bindings.Add(_following);
    }

    protected override bool ProcessCmdKey(ref Message msg, Keys keyData)
    {
        switch (keyData)
        {
            case Keys.Control | Keys.F: _search.Box.Focus(); return true;
            case Keys.Control | Keys.N: _newCard.Box.Focus(); return true;
            case Keys.Control | Keys.B: _side.StartBoard(); return true;
            case Keys.F5: _model?.Refresh(); return true;
            case Keys.Escape when _card.IsShown: CloseCard(); return true;
            default: return base.ProcessCmdKey(ref msg, keyData);
        }
    }

    private Stack Arrange(Strip banner, Strip notice)
    {
        var top = new Stack(Orientation.Horizontal, 2 * Theme.Unit, 2 * Theme.Unit) { BackColor = Theme.Surface }
            .With(_title).With(_people, 20 * Theme.Unit).With(_search, 32 * Theme.Unit);
        var middle = new Stack(Orientation.Vertical, 2 * Theme.Unit, 2 * Theme.Unit) { BackColor = Theme.Window }
            .With(_newCard, Theme.FieldHeight).With(_board);
        var content = new Stack(Orientation.Horizontal, gap: 0).With(middle).With(_card, 44 * Theme.Unit);
        var right = new Stack(Orientation.Vertical, gap: 0)
            .With(banner, Theme.FieldHeight).With(top, 8 * Theme.Unit).With(content).With(notice, Theme.FieldHeight);
        var all = new Stack(Orientation.Horizontal, gap: 0) { Dock = DockStyle.Fill };
        return all.With(_side, 28 * Theme.Unit).With(right);
    }

    private void Show(BoardViewModel? board)
    {
        _model = board;
        _title.Text = board?.Board.Title ?? "Begin with a board: give it a name at the left";
        _search.Box.Clear();
        _newCard.Enabled = _search.Enabled = board is not null;
        _board.Show(board);
        _following.Disposable = board is null ? Disposable.Empty
            : new CompositeDisposable(
            board.Present.Bind(_people.Show), board.OpenCard.Bind(_card.Show), board.CreateCard.Results.WhereSuccess().Subscribe(card => _newCard.Accept(card.Title)));
        if (board is null) _side.StartBoard();
    }

    private void Search(string text)
    {
        if (_model is not null) _model.Search.Text = text;
    }

    private void CloseCard()
    {
        _board.Focus();
        _model?.Show(null);
    }
}
