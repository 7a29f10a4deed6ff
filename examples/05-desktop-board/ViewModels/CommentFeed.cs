using System.Reactive.Linq;

namespace Altogic.Reactive.Examples.DesktopBoard.ViewModels;

/// <summary>What a query finds and what streams in, as one list in the order of time. A failure forgets nothing.</summary>
public static class CommentFeed
{
    private static readonly IReadOnlyList<Comment> None = [];

    public static IObservable<Result<IReadOnlyList<Comment>>> Combine(
        IObservable<Result<IReadOnlyList<Comment>>> found, IObservable<Result<Comment>> said) =>
        said.SelectResult(IReadOnlyList<Comment> (comment) => [comment]).Merge(found)
            .Scan((Known: None, Shown: Result.Success(None)), (state, news) => news.Match(
                comments => Success(Join(state.Known, comments)), error => (state.Known, Result.Failure<IReadOnlyList<Comment>>(error))))
            .Select(state => state.Shown);

    private static (IReadOnlyList<Comment> Known, Result<IReadOnlyList<Comment>> Shown) Success(IReadOnlyList<Comment> comments) =>
        (comments, Result.Success(comments));

    private static IReadOnlyList<Comment> Join(IReadOnlyList<Comment> known, IReadOnlyList<Comment> news) =>
        [.. known.Concat(news).GroupBy(comment => comment.Id).Select(same => same.Last())
            .OrderBy(comment => comment.CreatedAt).ThenBy(comment => comment.Id, StringComparer.Ordinal)];
}
