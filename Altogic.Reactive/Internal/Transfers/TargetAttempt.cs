#if NETSTANDARD2_0
using Altogic.Reactive.Internal.Compatibility;

#endif
namespace Altogic.Reactive.Internal.Transfers;

/// <summary>One attempt at writing a target: it writes, completes when all is well, and ends. After it was left it touches nothing.</summary>
internal abstract class TargetAttempt(Stream stream)
{
    private readonly object _gate = new();
    private Task _work = Task.CompletedTask;
    private bool _isLeft;

    protected Stream Stream => stream;

    public Task WriteAsync(byte[] buffer, int count, CancellationToken cancellation) =>
        RunAsync(async () => await stream.WriteAsync(buffer.AsMemory(0, count), cancellation).ConfigureAwait(false), cancellation);

    public Task CompleteAsync(CancellationToken cancellation) => RunAsync(
        async () =>
        {
            await stream.FlushAsync(cancellation).ConfigureAwait(false);
            Keep();
        },
        cancellation);

    /// <summary>Another attempt takes over: waits for what is being written and lets nothing follow it.</summary>
    public async Task LeaveAsync(CancellationToken cancellation)
    {
        Task work;
        lock (_gate)
        {
            _isLeft = true;
            work = _work;
        }

        if (work.IsCompleted) return;
        var cancelled = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellation.Register(() => cancelled.TrySetResult(true))) await Task.WhenAny(work, cancelled.Task).ConfigureAwait(false);
    }

    /// <summary>Leaves nothing behind of an attempt that was not completed.</summary>
    public abstract void End();

    protected abstract void Keep();

    private async Task RunAsync(Func<Task> write, CancellationToken cancellation)
    {
        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_isLeft) throw new OperationCanceledException(cancellation);
            _work = done.Task;
        }

        try
        {
            await write().ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            throw TargetWriter.Failure(exception);
        }
        finally
        {
            done.SetResult(true);
        }
    }
}
