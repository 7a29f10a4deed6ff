using Altogic.Reactive.Internal.Diagnostics;

namespace Altogic.Reactive.Internal.Execution;

/// <content>How the end of an operation is told.</content>
internal sealed partial class OperationRun<T>
{
    private void Deliver(Result<T>? result, Exception? bug, string? sentToken)
    {
        if (result?.Errors is { Kind: ErrorKind.Session }) InvalidateSession(sentToken);
        try
        {
            Report(result, bug);
        }
        // a logger is code of the app
        catch (Exception exception)
        {
            Surface(exception);
        }

        try
        {
            if (result is null)
            {
                observer.OnError(bug!);
                return;
            }

            observer.OnNext(result);
            observer.OnCompleted();
        }
        // and so is an observer
        catch (Exception exception)
        {
            Surface(exception);
        }
    }

    private void InvalidateSession(string? sentToken)
    {
        try
        {
            _context.Sessions.Invalidate(sentToken);
        }
        // an observer of the session must not keep this operation's observer from its result
        catch (Exception exception)
        {
            Surface(exception);
        }
    }

    private void Surface(Exception exception) => Uncaught.Surface(_context.Scheduler, exception);

    private void Report(Result<T>? result, Exception? bug)
    {
        var log = _context.Loggers.Execution;
        var elapsed = _stopwatch.Elapsed;
        ClientTelemetry.Ended(_activity, operation.Name, result?.Errors, bug, elapsed);
        if (result is { IsSuccess: true }) log.Succeeded(operation.Name, _attempt, elapsed.TotalMilliseconds);
        else if (result is not null)
            log.Failed(operation.Name, result.Errors.Kind, result.Errors.Status, result.Errors.Items[0].Code, _attempt, elapsed.TotalMilliseconds);
        else if (!_context.IsDisposed) log.Broken(operation.Name, bug!);
    }
}
