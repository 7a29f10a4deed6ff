using System.Collections.Concurrent;

namespace Altogic.Reactive.Backend.Modules.Auth.Passwords;

/// <summary>
/// Runs password work on threads of its own, one for every two processors, which give way to all other threads: sign-ins
/// wait for each other, other requests do not wait for them. The queue is bounded; when it is full the caller is told to
/// come back later instead of being kept waiting.
/// </summary>
internal sealed class PasswordQueue : IDisposable
{
    public const int DefaultCapacity = 512;
    private static readonly TimeSpan ComeBackAfter = TimeSpan.FromSeconds(5);
    private readonly BlockingCollection<Job> _jobs;
    private readonly Thread[] _threads;
    private volatile bool _isStopping;

    public PasswordQueue(PasswordHasher hasher, int capacity = DefaultCapacity, int? threads = null)
    {
        Hasher = hasher;
        _jobs = new BlockingCollection<Job>(capacity);
        _threads = new Thread[threads ?? Math.Max(1, Environment.ProcessorCount / 2)];
        for (var i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new Thread(Work) { IsBackground = true, Name = "passwords", Priority = ThreadPriority.BelowNormal };
            _threads[i].Start();
        }
    }

    public PasswordHasher Hasher { get; }

    /// <exception cref="ApiException">429 when too much work waits already.</exception>
    public Task<T> RunAsync<T>(Func<PasswordHasher, T> work, CancellationToken cancel)
    {
        var job = new Job<T>(work, Hasher, cancel);
        if (_isStopping) job.Refuse();
        else if (!_jobs.TryAdd(job))
            throw new ApiException(429, "rate_limit_exceeded", "Too many sign-ins are waiting. Try again later.") { RetryAfter = ComeBackAfter };
        return job.Completion.Task;
    }

    /// <summary>Finishes the work at hand; what still waits is refused.</summary>
    public void Dispose()
    {
        _isStopping = true;
        _jobs.CompleteAdding();
        foreach (var thread in _threads) thread.Join();
        _jobs.Dispose();
    }

    private void Work()
    {
        ThreadNiceness.Lower();
        foreach (var job in _jobs.GetConsumingEnumerable())
        {
            if (_isStopping) job.Refuse();
            else job.Run();
        }
    }

    private abstract class Job
    {
        public abstract void Run();

        public abstract void Refuse();
    }

    private sealed class Job<T>(Func<PasswordHasher, T> work, PasswordHasher hasher, CancellationToken cancel) : Job
    {
        public TaskCompletionSource<T> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override void Refuse() =>
            Completion.TrySetException(new ApiException(503, "api_server_not_ready", "The server is stopping; try again in a moment."));

        public override void Run()
        {
            if (cancel.IsCancellationRequested)
            {
                Completion.TrySetCanceled(cancel);
                return;
            }

            try
            {
                Completion.TrySetResult(work(hasher));
            }
#pragma warning disable CA1031 // whatever the work threw goes to its own caller
            catch (Exception e)
#pragma warning restore CA1031
            {
                Completion.TrySetException(e);
            }
        }
    }
}
