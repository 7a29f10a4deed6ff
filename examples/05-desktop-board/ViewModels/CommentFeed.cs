using System.Reactive.Linq;

namespace Altogic.Reactive.Examples.DesktopBoard.ViewModels;

/// <summary>What a query finds and what streams in, as one list in the order of time.</summary>
public static class CommentFeed
{
    public static IObservable<Result<IReadOnlyList<Comment>>> Combine(
        IObservable<Result<IReadOnlyList<Comment>>> found, IObservable<Result<Comment>> said) =>
        said.SelectResult(IReadOnlyList<Comment> (comment) => [comment]).Merge(found)
            .Scan(Result.Success<IReadOnlyList<Comment>>([]), (known, news) => news.Map(comments => Join(known.Data ?? [], comments)))
            .DistinctUntilChanged();

    private static IReadOnlyList<Comment> Join(IReadOnlyList<Comment> known, IReadOnlyList<Comment> news) =>
        [.. known.Concat(news).GroupBy(comment => comment.Id).Select(same => same.Last())
            .OrderBy(comment => comment.CreatedAt).ThenBy(comment => comment.Id, StringComparer.Ordinal)];
}
