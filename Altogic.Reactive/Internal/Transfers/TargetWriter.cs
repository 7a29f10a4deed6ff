using Altogic.Reactive.Internal.Execution;

namespace Altogic.Reactive.Internal.Transfers;

/// <summary>Where one download goes. Each attempt has a <see cref="TargetAttempt"/> of its own.</summary>
internal abstract class TargetWriter
{
    private TargetAttempt? _last;

    /// <summary>Whether another attempt may follow the ones so far.</summary>
    public abstract bool CanStartAgain { get; }

    /// <summary>Takes over from the attempt before, which may still be on its way out.</summary>
    /// <param name="announced">How many bytes the server has announced; null when it has not.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public async Task<TargetAttempt> BeginAsync(long? announced, CancellationToken cancellation)
    {
        if (_last is { } before) await before.LeaveAsync(cancellation).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        try
        {
            _last = Open(announced);
            return _last;
        }
        catch (Exception exception)
        {
            throw Failure(exception);
        }
    }

    /// <summary>A failure of the target; a stream of the app may throw anything.</summary>
    public static Exception Failure(Exception exception) =>
        exception is Serialization.AnswerTooLargeException or TransferException ? exception : TransferException.OfTarget(exception);

    protected abstract TargetAttempt Open(long? announced);
}
