using System.Drawing;
using System.Reactive;
using System.Windows.Forms;
using Altogic.Reactive.Examples.DesktopBoard.Controls;
using Altogic.Reactive.Examples.DesktopBoard.ViewModels;

namespace Altogic.Reactive.Examples.DesktopBoard.Views;

/// <summary>The boards, a field for another one, and who is signed in.</summary>
internal sealed class Sidebar : Page
{
    private readonly Field _newBoard = new("new-board", "New board");

    public Sidebar(WorkspaceViewModel model)
    {
        var boards = new BoardList();
        boards.Activated += model.Select;
        Bindings.Add(boards.Follow(model.Boards));
        Bindings.Add(model.Board.Bind(open => boards.Open = open?.Board.Id));
        _newBoard.OnEnter(model.CreateBoard.Run);
        Bindings.Add(model.CreateBoard.Results.WhereSuccess().Subscribe(board => _newBoard.Accept(board.Title)));
        var signOut = new FlatButton("sign-out", "Sign &out");
        signOut.Click += (_, _) => model.SignOut.Run(Unit.Default);
        Controls.Add(new Stack(Orientation.Vertical, 2 * Theme.Unit) { Dock = DockStyle.Fill, BackColor = Theme.Side }
            .With(new Caption("app", "Task board", Theme.Title, Color.White), 5 * Theme.Unit)
            .With(boards)
            .With(_newBoard, Theme.FieldHeight)
            .With(new Caption("user", model.User, Theme.Strong, Theme.SideText), 3 * Theme.Unit)
            .With(signOut, Theme.FieldHeight));
    }

    /// <summary>Puts the cursor into the field for a new board.</summary>
    public void StartBoard() => _newBoard.Box.Focus();
}
