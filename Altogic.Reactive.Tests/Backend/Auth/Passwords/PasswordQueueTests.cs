using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Auth.Limits;
using Altogic.Reactive.Backend.Modules.Auth.Passwords;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Auth.Passwords;

internal sealed class PasswordQueueTests
{
    private readonly PasswordHasher _hasher = new(10);

    [Test]
    public async Task RunAsync_WorksOnAThreadOfItsOwn()
    {
        using var queue = new PasswordQueue(_hasher);

        var (name, pooled) = await queue.RunAsync(_ => (Thread.CurrentThread.Name, Thread.CurrentThread.IsThreadPoolThread), CancellationToken.None);

        Assert.That((name, pooled), Is.EqualTo(("passwords", false)));
    }

    [Test]
    public async Task RunAsync_FullQueue_RefusesAtOnce()
    {
        using var queue = new PasswordQueue(_hasher, capacity: 1, threads: 1);
        using var gate = new ManualResetEventSlim();
        var started = new TaskCompletionSource();
        var running = queue.RunAsync(
            _ =>
            {
                started.SetResult();
                gate.Wait();
                return 1;
            },
            CancellationToken.None);
        await started.Task;
        var waiting = queue.RunAsync(_ => 2, CancellationToken.None);

        var refusal = (await Assert.ThrowsAsync<ApiException>(async () => await queue.RunAsync(_ => 3, CancellationToken.None)))!;

        Assert.That((refusal.Status, refusal.Items[0].Code), Is.EqualTo((429, "rate_limit_exceeded")));
        Assert.That(refusal.RetryAfter, Is.GreaterThan(TimeSpan.Zero));
        gate.Set();
        Assert.That((await running, await waiting), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task RunAsync_CallerGone_IsSkipped()
    {
        using var queue = new PasswordQueue(_hasher, capacity: 10, threads: 1);
        using var gate = new ManualResetEventSlim();
        using var cancel = new CancellationTokenSource();
        var blocker = queue.RunAsync(
            _ =>
            {
                gate.Wait();
                return true;
            },
            CancellationToken.None);
        var ran = false;
        var waiting = queue.RunAsync(_ => ran = true, cancel.Token);

        await cancel.CancelAsync();
        gate.Set();

        Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
        Assert.That((await blocker, ran), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task RunAsync_WorkThrows_TheCallerHearsOfItAndTheQueueGoesOn()
    {
        using var queue = new PasswordQueue(_hasher, threads: 1);

        Assert.That(async () => await queue.RunAsync<int>(_ => throw new InvalidOperationException("x"), CancellationToken.None), Throws.InvalidOperationException);
        Assert.That(await queue.RunAsync(_ => 1, CancellationToken.None), Is.EqualTo(1));
    }

    [Test]
    public async Task Dispose_FinishesTheWorkAtHand_AndRefusesMore()
    {
        var queue = new PasswordQueue(_hasher, threads: 1);
        using var gate = new ManualResetEventSlim();
        var started = new TaskCompletionSource();
        var running = queue.RunAsync(
            _ =>
            {
                started.SetResult();
                gate.Wait();
                return 1;
            },
            CancellationToken.None);
        await started.Task;
        var waiting = queue.RunAsync(_ => 2, CancellationToken.None);

        var disposing = Task.Run(queue.Dispose);
        gate.Set();
        await disposing;

        Assert.That(await running, Is.EqualTo(1));
        Assert.That(async () => await queue.RunAsync(_ => 3, CancellationToken.None), Throws.TypeOf<ApiException>());
        Assert.That(waiting.IsCompleted, Is.True);
    }

    [Test]
    public async Task Guard_ManyGuessesAtOnce_AreCountedOneByOne()
    {
        using var queue = new PasswordQueue(_hasher, threads: 1);
        var guard = new PasswordGuard(queue, new AuthLimits(new AuthLimitsDefinition(), new ManualTime()));
        var stored = _hasher.Hash("s3cret!"u8.ToArray()).Format();
        var before = _hasher.IterationsDone;

        var guesses = Enumerable.Range(0, 100).Select(i => guard.CheckAsync("ada@example.com", "10.0.0.1", $"guess-{i}", stored, null, CancellationToken.None)).ToList();
        var refused = 0;
        foreach (var guess in guesses)
        {
            try
            {
                Assert.That((await guess).IsRight, Is.False);
            }
            catch (ApiException e) when (e.Status == 429)
            {
                refused++;
            }
        }

        Assert.That(refused, Is.EqualTo(95));
        Assert.That(_hasher.IterationsDone - before, Is.EqualTo(50), "refused guesses are not hashed");
    }
}
