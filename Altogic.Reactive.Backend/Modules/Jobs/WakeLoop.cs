using System.Threading.Channels;

namespace Altogic.Reactive.Backend.Modules.Jobs;

/// <summary>
/// Takes one step after the other, each when somebody wakes it or when the time has come that the step before asked for.
/// A step that throws is taken again a second later.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="step">The step; gives the time of the next one, or null to wait for <see cref="Wake"/>.</param>
/// <param name="failed">Told what a step threw.</param>
internal sealed class WakeLoop(TimeProvider time, Func<Task<DateTimeOffset?>> step, Action<Exception> failed) : IAsyncDisposable
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    /// <summary>Timers count the processor's time; looking at the clock now and then notices when somebody has set it.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly Channel<bool> _wakes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private ITimer? _timer;
    private Task? _running;

    public void Start()
    {
        _timer = time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _running = RunAsync(_timer);
        Wake();
    }

    public void Wake() => _wakes.Writer.TryWrite(true);

    /// <summary>Lets the step under way end, and takes no other.</summary>
    public async ValueTask DisposeAsync()
    {
        _wakes.Writer.TryComplete();
        if (_running is not null) await _running;
        if (_timer is not null) await _timer.DisposeAsync();
    }

    private async Task RunAsync(ITimer timer)
    {
        while (await _wakes.Reader.WaitToReadAsync())
        {
            _wakes.Reader.TryRead(out _);
            if (await StepAsync() is not { } next) continue;
            timer.Change(Wait(next), Timeout.InfiniteTimeSpan);

            // The clock may have passed the time between reading it and setting the timer.
            if (time.GetUtcNow() >= next) Wake();
        }
    }

    private TimeSpan Wait(DateTimeOffset next)
    {
        var wait = next - time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait;
    }

    private async Task<DateTimeOffset?> StepAsync()
    {
        try
        {
            return await step();
        }
#pragma warning disable CA1031 // a full disk, for one, must not end the work for good
        catch (Exception e)
#pragma warning restore CA1031
        {
            failed(e);
            return time.GetUtcNow() + AfterFailure;
        }
    }
}
