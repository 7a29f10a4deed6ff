using System.Collections;
using System.Reactive.Concurrency;

namespace Altogic.Reactive;

/// <summary>How a list is bound.</summary>
public sealed record BindingOptions
{
    /// <summary>
    /// The least time between two batches of changes. The default is 16.67 ms: at most 60 batches a second, however fast the source is. The
    /// first batch, and one after a pause, starts at once.
    /// </summary>
    public TimeSpan FrameInterval { get; init; } = TimeSpan.FromTicks(166_700);

    /// <summary>
    /// Told about each failed result, on the scheduler of the binding, after the changes that came before it. The default is null: failures
    /// leave the list as it is, and nobody is told.
    /// </summary>
    public Action<AltogicError>? OnFailure { get; init; }

    /// <summary>
    /// Where keys are asked for and differences are computed; also the clock of <see cref="FrameInterval"/>. The default is null: the thread
    /// pool.
    /// </summary>
    public IScheduler? BackgroundScheduler { get; init; }

    /// <summary>
    /// Says which items with the same key are unchanged; every <see cref="EqualityComparer{T}"/> of the item type is one. The default is
    /// null: JSON by content, types with their own <c>Equals</c> (records) by that, other classes by their JSON members.
    /// </summary>
    public IEqualityComparer? EqualityComparer { get; init; }
}
