using System.Reactive.Concurrency;
using Altogic.Reactive.Internal.Execution;
using Altogic.Reactive.Storage;

namespace Altogic.Reactive.Internal.Transfers;

/// <summary>
/// Counts the bytes of one transfer and reports them, never backwards and at most about 20 times a second. Thread-safe.
/// </summary>
/// <param name="scheduler">The clock.</param>
/// <param name="pulse">Told about every byte.</param>
/// <param name="report">Where reports go; null when nobody wants any. It must not throw.</param>
internal sealed class TransferMeter(IScheduler scheduler, TransferPulse pulse, Action<TransferProgress>? report)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly IStopwatch _stopwatch = scheduler.StartStopwatch();
    private readonly object _gate = new();

    // guarded by _gate
    private int _attempt;
    private long _bytes;
    private long _reported;
    private long? _total;
    private TimeSpan _lastReport;
    private double _rate;

    /// <summary>Where the transfer stands; of several attempts, the one that came furthest.</summary>
    public TransferProgress Current
    {
        get
        {
            lock (_gate) return Snapshot();
        }
    }

    /// <summary>An attempt begins, not necessarily the first. Returns what counts its bytes; that of the attempt before counts no longer.</summary>
    public Action<int> Begin(long? total)
    {
        int attempt;
        TransferProgress? news = null;
        lock (_gate)
        {
            attempt = ++_attempt;
            pulse.Beat();
            _bytes = 0;
            if (_reported == 0 || _total != total) _total = total;
            if (_reported == 0) news = Snapshot();
        }

        if (news is not null) report?.Invoke(news);
        return count => Advance(attempt, count);
    }

    private void Advance(int attempt, int count)
    {
        TransferProgress news;
        lock (_gate)
        {
            if (attempt != _attempt) return;
            pulse.Beat();
            _bytes += count;
            var now = _stopwatch.Elapsed;
            if (_bytes <= _reported || now - _lastReport < Interval) return;
            Measure(now);
            news = Snapshot();
        }

        report?.Invoke(news);
    }

    private TransferProgress Snapshot() => new(Math.Max(_bytes, _reported), _total, _rate);

    /// <summary>Smoothed over about a second, so that a display does not flicker.</summary>
    private void Measure(TimeSpan now)
    {
        var seconds = (now - _lastReport).TotalSeconds;
        var current = (_bytes - _reported) / seconds;
        _rate = _reported == 0 ? current : _rate + ((current - _rate) * (1 - Math.Exp(-seconds)));
        (_lastReport, _reported) = (now, _bytes);
    }
}
