using System.Collections.Specialized;

namespace Altogic.Reactive.Benchmarks.Binding;

/// <summary>What a grid would listen with: counts, and knows when everything has come.</summary>
internal sealed class Handler
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done after a number of notifications, or after the row of the last version.</summary>
    public Handler(INotifyCollectionChanged list, int count = int.MaxValue, int last = int.MaxValue) => list.CollectionChanged += (_, change) =>
    {
        Notifications++;
        if (Notifications == count || (change.NewItems?[0] is BenchRow row && row.Version == last)) _done.TrySetResult();
    };

    public int Notifications { get; private set; }

    public Task Done => _done.Task;
}
