namespace Altogic.Reactive.Tests.Testing;

/// <summary>Stages a race: code under test waits inside until the test has seen it there and lets it go on.</summary>
internal sealed class SyncPoint : IDisposable
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>For the test: done when somebody waits at the point.</summary>
    public Task Reached => _reached.Task;

    /// <summary>For the test: lets whoever waits go on, now and later.</summary>
    public void Release() => _released.TrySetResult();

    /// <summary>For asynchronous code under test.</summary>
    public Task WaitAsync()
    {
        _reached.TrySetResult();
        return _released.Task;
    }

    /// <summary>For an observer or another callback that cannot be asynchronous: keeps its thread.</summary>
    public void Block() => WaitAsync().GetAwaiter().GetResult();

    public void Dispose() => Release();
}
