namespace Altogic.Reactive.Backend.Modules.Services;

/// <summary>
/// Ends one call of a service: when its time is over, or when nobody waits for it any more. Once the answer streams, its time
/// starts again with each read, so that a long download is no late one.
/// </summary>
internal sealed class CallLimit : IDisposable
{
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _either;

    public CallLimit(TimeSpan limit, TimeProvider time, CancellationToken cancel)
    {
        (Time, Cancel) = (limit, cancel);
        _timer = new CancellationTokenSource(limit, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, cancel);
        Token = _either.Token;
    }

    public TimeSpan Time { get; }

    /// <summary>The token of whoever waits.</summary>
    public CancellationToken Cancel { get; }

    /// <summary>Cancelled for either reason.</summary>
    public CancellationToken Token { get; }

    public bool HasEnded => Token.IsCancellationRequested;

    public bool IsCancelled => Cancel.IsCancellationRequested;

    public bool IsOver => _timer.IsCancellationRequested;

    public void Restart() => _timer.CancelAfter(Time);

    public void Pause() => _timer.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _either.Dispose();
        _timer.Dispose();
    }
}
