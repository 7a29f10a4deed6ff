using Altogic.Reactive.Internal.Execution;
#if NETSTANDARD2_0
using Altogic.Reactive.Internal.Compatibility;
#endif

namespace Altogic.Reactive.Internal.Transfers;

/// <summary>Where one download goes. Each attempt begins, writes, completes when all is well, and ends.</summary>
internal abstract class TargetWriter
{
    private Stream? _stream;

    /// <summary>Whether another attempt may follow the ones so far.</summary>
    public abstract bool CanStartAgain { get; }

    /// <param name="announced">How many bytes the server has announced; null when it has not.</param>
    public void Begin(long? announced) => Guard(() =>
    {
        _stream = Open();
        if (_stream is LimitedMemory memory && announced is { } length) memory.Expect(length);
    });

    public async Task WriteAsync(byte[] buffer, int count, CancellationToken cancellation)
    {
        try
        {
            await _stream!.WriteAsync(buffer.AsMemory(0, count), cancellation).ConfigureAwait(false);
        }
        // a stream of the app may throw anything
        catch (Exception exception) when (exception is not TransferException && !cancellation.IsCancellationRequested)
        {
            throw Failure(exception);
        }
    }

    public async Task CompleteAsync(CancellationToken cancellation)
    {
        try
        {
            await _stream!.FlushAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            throw Failure(exception);
        }

        Guard(() => Keep(_stream!));
    }

    /// <summary>Leaves nothing behind of an attempt that was not completed.</summary>
    public void End()
    {
        if (_stream is null) return;
        Close(_stream);
        _stream = null;
    }

    protected abstract Stream Open();

    protected abstract void Keep(Stream stream);

    protected abstract void Close(Stream stream);

    private static Exception Failure(Exception exception) =>
        exception is Serialization.AnswerTooLargeException ? exception : TransferException.OfTarget(exception);

    private static void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            throw Failure(exception);
        }
    }
}
