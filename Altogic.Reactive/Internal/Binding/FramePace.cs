using System.Reactive.Concurrency;

namespace Altogic.Reactive.Internal.Binding;

/// <summary>Says how long to wait, so that no more than one batch starts per frame. The first one starts at once.</summary>
internal sealed class FramePace(IScheduler scheduler, TimeSpan interval)
{
    private readonly IStopwatch _clock = scheduler.StartStopwatch();
    private TimeSpan? _last;

    /// <summary>How long the next batch has to wait.</summary>
    public TimeSpan Wait =>
        _last + interval - _clock.Elapsed is { } rest && rest > TimeSpan.Zero ? rest : TimeSpan.Zero;

    /// <summary>A batch starts now.</summary>
    public void Start() => _last = _clock.Elapsed;
}
