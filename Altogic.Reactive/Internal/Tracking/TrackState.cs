namespace Altogic.Reactive.Internal.Tracking;

/// <summary>What one stream of statuses remembers between two questions.</summary>
internal sealed class TrackState<T>(TrackOptions options)
    where T : class, ITrackable
{
    private T? _last;
    private int _failures;
    private double _ticks = options.FirstInterval.Ticks;

    /// <summary>How long to wait before the next question.</summary>
    public TimeSpan Interval { get; private set; }

    public TrackStep<T> Take(Result<T?> answer)
    {
        if (!answer.IsSuccess) return TakeFailure(answer.Errors);
        _failures = 0;
        if (answer.Data is not { } status) return new TrackStep<T>(Result.Failure<T>(NotFound()), IsLast: true);
        var isNew = !status.Equals(_last);
        _last = status;
        Pace(isNew);
        return new TrackStep<T>(isNew ? Result.Success(status) : null, status.Status is RunStatus.Completed or RunStatus.Errors);
    }

    private TrackStep<T> TakeFailure(AltogicError error)
    {
        if (!error.IsTransient || ++_failures > options.MaxFailures) return new TrackStep<T>(Result.Failure<T>(error), IsLast: true);
        Pace(isNew: false);
        if (error.RetryAfter > Interval) Interval = Waits.Bounded(error.RetryAfter.Value);
        return default;
    }

    private void Pace(bool isNew)
    {
        if (isNew) _ticks = options.FirstInterval.Ticks;
        _ticks = Math.Min(_ticks, options.LongestInterval.Ticks);
        Interval = TimeSpan.FromTicks((long)_ticks);
        _ticks *= options.Growth;
    }

    private static AltogicError NotFound() => new(
        ErrorKind.Api, 200, "Not found",
        [new ErrorEntry("client_error", ErrorCodes.StatusNotFound, "The server knows no message or run with this id, or no longer.")]);
}
