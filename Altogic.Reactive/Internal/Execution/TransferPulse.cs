using System.Reactive.Concurrency;

namespace Altogic.Reactive.Internal.Execution;

/// <summary>Knows how long ago a transfer last moved.</summary>
internal sealed class TransferPulse(IScheduler scheduler)
{
    private readonly IStopwatch _stopwatch = scheduler.StartStopwatch();
    private long _lastTicks;

    public TimeSpan Idle => _stopwatch.Elapsed - TimeSpan.FromTicks(Interlocked.Read(ref _lastTicks));

    public void Beat() => Interlocked.Exchange(ref _lastTicks, _stopwatch.Elapsed.Ticks);
}
