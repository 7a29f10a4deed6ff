using System.Collections;
using Altogic.Reactive.Database;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Internal.Binding;

/// <summary>Where a screen is with its data. Immutable.</summary>
/// <param name="State">The state; null when there is none yet.</param>
/// <param name="IsSettled">Whether the run has answered, so that it is no longer slow.</param>
/// <param name="IsNews">Whether the state is to be told.</param>
internal sealed record LoadProgress<T>(LoadState<T>? State, bool IsSettled, bool IsNews)
{
    public static LoadProgress<T> Start { get; } = new(null, IsSettled: false, IsNews: false);

    private static LoadState<T> Loading { get; } = new(LoadKind.Loading, default, null, IsRefreshing: true);

    public LoadProgress<T> With(LoadStep<T> step) => step switch
    {
        { Result: { } result } => new LoadProgress<T>(After(result), IsSettled: true, IsNews: true),
        _ when step == LoadStep<T>.Begin => new LoadProgress<T>(State, IsSettled: false, IsNews: false),
        _ when IsSettled => this with { IsNews = false },
        _ when step == LoadStep<T>.End => new LoadProgress<T>(Nothing, IsSettled: true, IsNews: true),
        _ => new LoadProgress<T>(State is null ? Loading : State with { IsRefreshing = true }, IsSettled: false, IsNews: true),
    };

    private static LoadState<T> Nothing => new(LoadKind.Empty, default, null, IsRefreshing: false);

    private LoadState<T> After(Result<T> result)
    {
        if (result.IsSuccess)
            return new LoadState<T>(IsEmpty(result.Data) ? LoadKind.Empty : LoadKind.Data, result.Data, null, IsRefreshing: false);
        var hasData = State is { Kind: LoadKind.Data or LoadKind.Empty or LoadKind.Stale };
        return new LoadState<T>(hasData ? LoadKind.Stale : LoadKind.Failed, hasData ? State!.Data : default, result.Errors, IsRefreshing: false);
    }

    private static bool IsEmpty(object? data) => data switch
    {
        null => true,
        string => false,
        IHoldItems answer => answer.ItemCount == 0,
        JArray array => array.Count == 0,
        JToken token => token.Type == JTokenType.Null,
        ICollection collection => collection.Count == 0,
        IReadOnlyCollection<object?> collection => collection.Count == 0,
        _ => false,
    };
}
