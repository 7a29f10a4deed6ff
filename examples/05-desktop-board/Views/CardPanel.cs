using System.Reactive.Disposables;
using System.Windows.Forms;
using Altogic.Reactive.Examples.DesktopBoard.Controls;
using Altogic.Reactive.Examples.DesktopBoard.ViewModels;
using Altogic.Reactive.Storage;

namespace Altogic.Reactive.Examples.DesktopBoard.Views;

/// <summary>The open card at the right: text, comments, files.</summary>
internal sealed class CardPanel : Page, IOptionalPart
{
    private readonly Field _title = new("card-title", "Title");
    private readonly Field _notes = new("card-notes", "Notes", isTall: true);
    private readonly Field _comment = new("comment", "Write a comment");
    private readonly Field _path = new("path", "Path of a file, or drop one here");
    private readonly CommentList _comments = new();
    private readonly FileList _files = new();
    private readonly TransferList _transfers = new();
    private readonly SerialDisposable _following = new();
    private readonly Dictionary<string, string> _unsent = [];
    private CardViewModel? _model;

    public CardPanel()
    {
        Name = "card";
        AllowDrop = true;
        var close = new FlatButton("close", "×") { AccessibleName = "Close" };
        close.Click += (_, _) => Closed?.Invoke();
        var attach = new FlatButton("attach", "A&ttach …");
        attach.Click += (_, _) => ChooseFiles();
        _title.OnEnter(_ => Save());
        _title.Box.Leave += (_, _) => Save();
        _notes.Box.Leave += (_, _) => Save();
        _comment.OnEnter(text => _model?.AddComment.Run(text));
        _path.Box.TextChanged += (_, _) => TypePath(_path.Box.Text);
        _path.OnEnter(_ => _model?.AttachTyped());
        _files.Activated += Download;
        Controls.Add(new Stack(Orientation.Vertical, 2 * Theme.Unit) { Dock = DockStyle.Fill, BackColor = Theme.Surface }
            .With(new Stack(Orientation.Horizontal).With(_title).With(close, Theme.FieldHeight), Theme.FieldHeight)
            .With(_notes, 11 * Theme.Unit)
            .With(new Caption("comments-caption", "Comments", Theme.Strong, Theme.Text), 3 * Theme.Unit)
            .With(_comments)
            .With(_comment, Theme.FieldHeight)
            .With(new Caption("files-caption", "Files", Theme.Strong, Theme.Text), 3 * Theme.Unit)
            .With(_files, 11 * Theme.Unit)
            .With(_transfers, 8 * Theme.Unit)
            .With(new Stack(Orientation.Horizontal).With(_path).With(attach, 11 * Theme.Unit), Theme.FieldHeight));
        Bindings.Add(_following);
    }

    /// <summary>Raised when somebody wants to be done with the card.</summary>
    public event Action? Closed;

    /// <summary>Raised with the card as it has been edited, when the cursor leaves the text.</summary>
    public event Action<Card>? Edited;

    public bool IsShown => _model is not null;

    public void Show(CardViewModel? model)
    {
        if (_model is { } old) _unsent[old.Card.Value.Id] = _comment.Box.Text;
        _model = model;
        (_title.Box.Text, _notes.Box.Text) = (model?.Draft.Title ?? "", model?.Draft.Notes ?? "");
        _comment.Box.Text = model is not null && _unsent.TryGetValue(model.Card.Value.Id, out var unsent) ? unsent : "";
        _path.Box.Text = model?.FilePath.Text ?? "";
        _following.Disposable = model is null ? Disposable.Empty : new CompositeDisposable(
            model.Card.BindChanges(ShowText), model.AddComment.Results.WhereSuccess().Subscribe(comment => _comment.Accept(comment.Text)),
            model.FilePath.BindChanges(() => _path.Show(model.FilePath.Text)),
            _comments.Follow(model.Comments), _files.Follow(model.Files), _transfers.FollowProgress(model.Transfers));
        Visible = IsShown;
        Parent?.PerformLayout();
    }

    protected override void OnDragEnter(DragEventArgs drgevent)
    {
        base.OnDragEnter(drgevent);
        drgevent.Effect = drgevent.Data.GetDataPresent(DataFormats.FileDrop) ? DragDropEffects.Copy : DragDropEffects.None;
    }

    protected override void OnDragDrop(DragEventArgs drgevent)
    {
        base.OnDragDrop(drgevent);
        foreach (var path in (string[])drgevent.Data.GetData(DataFormats.FileDrop)) _model?.Attach(path);
    }

    /// <summary>What somebody else has changed, unless it is being changed here as well.</summary>
    private void ShowText()
    {
        if (_model is null || _title.Box.Focused || _notes.Box.Focused) return;
        (_title.Box.Text, _notes.Box.Text) = (_model.Card.Value.Title, _model.Card.Value.Notes);
    }

    private void TypePath(string path)
    {
        if (_model is not null) _model.FilePath.Text = path;
    }

    private void Save()
    {
        if (_model is not { } model) return;
        var changed = model.Card.Value with { Title = _title.Box.Text.Trim(), Notes = _notes.Box.Text };
        if (changed.Title.Length > 0 && changed != model.Card.Value) Edited?.Invoke(changed);
    }

    private void ChooseFiles()
    {
        using var dialog = new OpenFileDialog { Multiselect = true };
        if (dialog.ShowDialog(FindForm()) != DialogResult.OK) return;
        foreach (var path in dialog.FileNames) _model?.Attach(path);
    }

    private void Download(StoredFile file)
    {
        using var dialog = new SaveFileDialog { FileName = file.FileName };
        if (dialog.ShowDialog(FindForm()) == DialogResult.OK) _model?.Download(file, dialog.FileName);
    }
}
