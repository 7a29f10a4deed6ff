using System.Windows.Input;
using Altogic.Reactive.Examples.DesktopBoard.ViewModels;
using Altogic.Reactive.Storage;

namespace Altogic.Reactive.Tests.Examples.DesktopBoard;

public sealed class CardViewModelTests
{
    private DesktopFixture _desk = null!;
    private CardViewModel _card = null!;

    [SetUp]
    public void Open()
    {
        _desk = new DesktopFixture();
        _desk.Board.Show(_desk["a"]);
        _desk.Settle();
        _card = _desk.Board.OpenCard.Value!;
    }

    [TearDown]
    public void Dispose() => _desk.Dispose();

    [Test]
    public void Comments_AreShownInTheirOrder_AndAFailureLeavesThem()
    {
        var comments = new[] { CommentFeedTests.Comment("1", 1), CommentFeedTests.Comment("2", 2) };
        _desk.Store.CommentLists.OnNext(Result.Success<IReadOnlyList<Comment>>(comments));
        _desk.Store.CommentLists.OnNext(Result.Failure<IReadOnlyList<Comment>>(DesktopFixture.Failure));
        _desk.Settle();
        Assert.That(_card.Comments, Is.EqualTo(comments));
        Assert.That(_desk.Notice.Text.Value, Is.EqualTo("The comments could not be loaded. Nobody there."));
    }

    [Test]
    public void Comment_ThatIsNotSent_IsTold_AndCanBeTriedAgain()
    {
        for (var attempt = 0; attempt < 2; attempt++)
        {
            ((ICommand)_card.AddComment).Execute("hello");
            _desk.Settle();
            _desk.Store.NewComments[attempt].Answer(Result.Failure<Comment>(DesktopFixture.Failure));
            _desk.Settle();
        }

        Assert.That(_desk.Store.NewComments.Select(asked => asked.What), Is.EqualTo(new[] { "hello", "hello" }));
        Assert.That(_desk.Notice.Text.Value, Does.Contain("not sent yet"));
    }

    [Test]
    public void Upload_ShowsItsProgress_UntilItHasEnded()
    {
        _card.Attach("/tmp/photo.png");
        var shown = _card.Transfers.Single();
        Assert.That((shown.Name, shown.Fraction), Is.EqualTo(("photo.png", 0d)));
        var told = 0;
        shown.PropertyChanged += (_, _) => told++;
        foreach (var bytes in new long[] { 25, 25, 75 }) Report(bytes);
        Assert.That((shown.Fraction, told), Is.EqualTo((0.75, 2)));
        End(0, Result.Success(new StoredFile()));
        Assert.That(_card.Transfers, Is.Empty);
    }

    [Test]
    public void TypedPath_IsEmptied_AsSoonAsItsUploadBegins()
    {
        _card.FilePath.Text = " /tmp/photo.png ";
        _card.AttachTyped();
        Assert.That(_card.FilePath.Text, Is.Empty);
        Assert.That(_card.Transfers.Single().Name, Is.EqualTo("photo.png"));
        _card.AttachTyped();
        Assert.That(_desk.Store.Uploads.Select(asked => asked.What), Is.EqualTo(new[] { "/tmp/photo.png" }), "an empty box attaches nothing");
        End(0, Result.Success(new StoredFile()));
        Assert.That(_card.FilePath.Text, Is.Empty);
    }

    [Test]
    public void TypedPath_MayBeQuoted_AndNeedNotBeOne()
    {
        foreach (var typed in new[] { "\"photo.png\"", "a|b<c>\0", "/tmp/" })
        {
            _card.FilePath.Text = typed;
            _card.AttachTyped();
        }

        Assert.That(_desk.Store.Uploads.Select(asked => asked.What), Is.EqualTo(new[] { "photo.png", "a|b<c>\0", "/tmp/" }));
        Assert.That(_card.Transfers.Select(shown => shown.Name), Is.EqualTo(new[] { "photo.png", "a|b<c>\0", "/tmp/" }));
    }

    [Test]
    public void Upload_ThatFails_IsTold_AndItsPathComesBack()
    {
        _card.FilePath.Text = "photo.png";
        _card.AttachTyped();
        Report(50);
        End(0, Result.Failure<StoredFile>(DesktopFixture.Failure));
        Assert.That(_card.Transfers, Is.Empty);
        Assert.That(_card.FilePath.Text, Is.EqualTo("photo.png"));
        Assert.That(_desk.Notice.Text.Value, Is.EqualTo("The file could not be attached. Nobody there."));
    }

    [Test]
    public void PathsOfUploadsThatFail_WaitBehindWhatIsBeingTyped()
    {
        foreach (var path in new[] { "one.png", "two.png" }) _card.Attach(path);
        _card.FilePath.Text = "three.p";
        for (var i = 0; i < 2; i++) End(i, Result.Failure<StoredFile>(DesktopFixture.Failure));
        Assert.That(_card.FilePath.Text, Is.EqualTo("three.p"));
        foreach (var next in new[] { "one.png", "two.png", "" })
        {
            _card.AttachTyped();
            Assert.That(_card.FilePath.Text, Is.EqualTo(next));
        }
    }

    [Test]
    public void Download_SaysWhereTheFileIs()
    {
        _card.Download(new StoredFile { FileName = "photo.png" }, "/tmp/copy.png");
        Assert.That(_card.Transfers.Single().Name, Is.EqualTo("photo.png"));
        _desk.Store.Downloads[0].Answer(new Transfer<DownloadedFile>(
            new TransferProgress(9, 9, 0), Result.Success(new DownloadedFile(9, "image/png", IsVerified: true))));
        _desk.Settle();
        Assert.That((_card.Transfers.Count, _desk.Notice.Text.Value), Is.EqualTo((0, "Saved as /tmp/copy.png")));
    }

    [Test]
    public void Closing_CancelsTransfers_AndSaysSo()
    {
        _card.Attach("photo.png");
        _desk.Board.Show(null);
        _desk.Settle();
        Assert.That(_desk.Store.Uploads[0].IsObserved, Is.False);
        Assert.That(_desk.Notice.Text.Value, Does.Contain("cancelled"));
    }

    private void Report(long bytes)
    {
        _desk.Store.Uploads[0].Report(new Transfer<StoredFile>(new TransferProgress(bytes, 100, 0)));
        _desk.Settle();
    }

    private void End(int upload, Result<StoredFile> result)
    {
        _desk.Store.Uploads[upload].Answer(new Transfer<StoredFile>(new TransferProgress(50, 100, 0), result));
        _desk.Settle();
    }
}
