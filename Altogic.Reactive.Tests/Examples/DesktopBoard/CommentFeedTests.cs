using System.Reactive.Subjects;
using Altogic.Reactive.Examples.DesktopBoard.ViewModels;

namespace Altogic.Reactive.Tests.Examples.DesktopBoard;

public sealed class CommentFeedTests
{
    private readonly List<string> _shown = [];
    private Subject<Result<IReadOnlyList<Comment>>> _found = null!;
    private Subject<Result<Comment>> _said = null!;
    private IDisposable _subscription = null!;

    internal static Comment Comment(string id, int minute) => new(id, "card", "Ada", "text " + id, DateTimeOffset.UnixEpoch.AddMinutes(minute));

    [SetUp]
    public void Start()
    {
        (_found, _said) = (new Subject<Result<IReadOnlyList<Comment>>>(), new Subject<Result<Comment>>());
        _shown.Clear();
        _subscription = CommentFeed.Combine(_found, _said).Subscribe(result => _shown.Add(
            result.Match(comments => string.Join(' ', comments.Select(comment => comment.Id)), error => error.Message)));
    }

    [TearDown]
    public void Dispose()
    {
        _subscription.Dispose();
        _found.Dispose();
        _said.Dispose();
    }

    [Test]
    public void WhatStreamsIn_IsAddedInTheOrderOfTime()
    {
        Find(Comment("b", 2), Comment("a", 1));
        Say(Comment("d", 4));
        Say(Comment("c", 3));
        Assert.That(_shown, Is.EqualTo(new[] { "a b", "a b d", "a b c d" }));
    }

    [Test]
    public void WhatStreamedInBeforeTheAnswer_IsKept_AndNothingIsThereTwice()
    {
        Say(Comment("c", 3));
        Find(Comment("a", 1));
        Say(Comment("a", 1));
        Find(Comment("a", 1), Comment("b", 2), Comment("c", 3));
        Assert.That(_shown, Is.EqualTo(new[] { "c", "a c", "a c", "a b c" }));
    }

    [Test]
    public void Failure_IsTold_AndForgetsNothing()
    {
        Find(Comment("a", 1));
        _found.OnNext(Result.Failure<IReadOnlyList<Comment>>(DesktopFixture.Failure));
        Say(Comment("b", 2));
        Assert.That(_shown, Is.EqualTo(new[] { "a", "Nobody there.", "a b" }));
    }

    private void Find(params Comment[] comments) => _found.OnNext(Result.Success<IReadOnlyList<Comment>>(comments));

    private void Say(Comment comment) => _said.OnNext(Result.Success(comment));
}
