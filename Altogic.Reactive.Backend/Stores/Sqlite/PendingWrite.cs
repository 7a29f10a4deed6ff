namespace Altogic.Reactive.Backend.Stores.Sqlite;

/// <summary>A write on its way through the queue: run inside a transaction, then told how it ended.</summary>
internal abstract class PendingWrite(bool freesRoom, CancellationToken cancel)
{
    protected CancellationToken Cancel { get; } = cancel;

    /// <summary>Whether it leaves more room than it takes, and may use the last of it.</summary>
    public bool FreesRoom { get; } = freesRoom;

    /// <summary>What the work threw.</summary>
    public Exception? Failure { get; protected set; }

    /// <summary>Ends the write without running it when its caller has gone.</summary>
    public abstract bool TrySkip();

    /// <summary>False when the work threw and must be undone. It may be run once more when the transaction was lost to a full disk.</summary>
    public abstract bool Run(DbSession session);

    /// <summary>The transaction is durable: hands over the result, or what the work threw.</summary>
    public abstract void Complete();

    /// <summary>The transaction is lost.</summary>
    public abstract void Fail(Exception exception);
}

/// <inheritdoc cref="PendingWrite"/>
internal sealed class PendingWrite<T>(Func<DbSession, T> work, bool freesRoom, CancellationToken cancel) : PendingWrite(freesRoom, cancel)
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;
    private IReadOnlyList<Action>? _afterCommit;

    public Task<T> Task => _completion.Task;

    public override bool TrySkip() => Cancel.IsCancellationRequested && _completion.TrySetCanceled(Cancel);

    public override bool Run(DbSession session)
    {
        Failure = null;
        try
        {
            _result = work(session);
            _afterCommit = session.TakeAfterCommit();
            return true;
        }
#pragma warning disable CA1031 // whatever the work threw goes to its own caller
        catch (Exception e)
#pragma warning restore CA1031
        {
            Failure = e;
            session.TakeAfterCommit();
            return false;
        }
    }

    public override void Complete()
    {
        if (Failure is not null)
        {
            _completion.TrySetException(Failure);
            return;
        }

        try
        {
            foreach (var action in _afterCommit ?? []) action();
            _completion.TrySetResult(_result!);
        }
#pragma warning disable CA1031 // the caller hears of it; the writer goes on
        catch (Exception e)
#pragma warning restore CA1031
        {
            _completion.TrySetException(e);
        }
    }

    public override void Fail(Exception exception) => _completion.TrySetException(Failure ?? exception);
}
