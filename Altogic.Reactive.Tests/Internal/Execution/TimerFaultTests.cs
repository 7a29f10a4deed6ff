using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Internal.Execution;

/// <summary>Timers that fire too early, or never begin.</summary>
public sealed class TimerFaultTests
{
    [Test]
    public async Task ATimeLimitThatIsOverBeforeItsTimerIsKept_DoesNotLoseTheRepetition()
    {
        using var settling = new SyncPoint();
        var clock = new TestScheduler();
        var scheduler = new EarlyScheduler(clock, settling.Reached);
        using var fixture = new ExecutorFixture(options => options with
        {
            Scheduler = scheduler,
            Random = () =>
            {
                settling.Block();
                return 0.5;
            },
        });
        var sent = 0;
        var observer = fixture.Observe(fixture.Context.Executor.Execute<JObject>(ExecutorFixture.Safe, _ =>
        {
            if (++sent > 1) throw new HttpRequestException("second");
            // the timer of this attempt has been kept by now, or thrown away
            settling.Release();
            return new TaskCompletionSource<HttpResponseMessage>().Task;
        }));
        await scheduler.Fired;

        clock.AdvanceBy(TimeSpan.FromSeconds(1));

        Assert.That(sent, Is.GreaterThan(1));
        Assert.That(observer.Messages[0].Value.Value.Errors!.Kind, Is.EqualTo(ErrorKind.Network));
    }

    [Test]
    public void ASchedulerThatThrows_GoesToOnError_AndNothingIsSent()
    {
        using var fixture = new ExecutorFixture(options => options with { Scheduler = new BrokenScheduler() });

        var observer = fixture.Observe(fixture.Read());

        Assert.That(observer.Messages.Single().Value.Exception, Is.InstanceOf<NotSupportedException>());
        Assert.That(fixture.Http.Requests, Is.Empty);
    }

    /// <summary>The first timer fires at once, on another thread, and is handed out only when that is being settled.</summary>
    private sealed class EarlyScheduler(TestScheduler clock, Task settling) : IScheduler
    {
        private int _count;

        public Task Fired { get; private set; } = Task.CompletedTask;

        public DateTimeOffset Now => clock.Now;

        public IDisposable Schedule<TState>(TState state, Func<IScheduler, TState, IDisposable> action) => clock.Schedule(state, action);

        public IDisposable Schedule<TState>(TState state, DateTimeOffset dueTime, Func<IScheduler, TState, IDisposable> action) =>
            clock.Schedule(state, dueTime, action);

        public IDisposable Schedule<TState>(TState state, TimeSpan dueTime, Func<IScheduler, TState, IDisposable> action)
        {
            if (Interlocked.Increment(ref _count) > 1) return clock.Schedule(state, dueTime, action);
            Fired = Task.Run(() => action(this, state));
            settling.GetAwaiter().GetResult();
            return Disposable.Empty;
        }
    }

    private sealed class BrokenScheduler : IScheduler
    {
        public DateTimeOffset Now => default;

        public IDisposable Schedule<TState>(TState state, Func<IScheduler, TState, IDisposable> action) => throw new NotSupportedException();

        public IDisposable Schedule<TState>(TState state, TimeSpan dueTime, Func<IScheduler, TState, IDisposable> action) =>
            throw new NotSupportedException();

        public IDisposable Schedule<TState>(TState state, DateTimeOffset dueTime, Func<IScheduler, TState, IDisposable> action) =>
            throw new NotSupportedException();
    }
}
