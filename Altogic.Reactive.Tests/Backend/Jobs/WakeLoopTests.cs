using Altogic.Reactive.Backend.Modules.Jobs;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Jobs;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class WakeLoopTests : IDisposable
{
    private readonly ManualTimers _time = new();
    private readonly SemaphoreSlim _stepped = new(0);
    private Func<Task<DateTimeOffset?>> _step = () => Task.FromResult<DateTimeOffset?>(null);

    public void Dispose() => _stepped.Dispose();

    [Test]
    public async Task Start_TakesAStep_AndEachWakeAnotherOne()
    {
        await using var loop = Loop();
        loop.Start();
        await StepAsync();
        loop.Wake();
        await StepAsync();
        Assert.That(_stepped.CurrentCount, Is.Zero);
    }

    [Test]
    public async Task Step_ThatNamesATime_IsFollowedByOneThen()
    {
        var start = _time.GetUtcNow();
        var next = start + TimeSpan.FromHours(2);
        var times = new List<DateTimeOffset>();
        await using var loop = Loop();
        _step = () =>
        {
            times.Add(_time.GetUtcNow());
            return Task.FromResult<DateTimeOffset?>(_time.GetUtcNow() < next ? next : null);
        };
        loop.Start();
        await StepAsync();

        // It looks at the clock every minute; so the time may be passed in one go or in many.
        while (_time.GetUtcNow() < next)
        {
            await AdvanceAsync(TimeSpan.FromMinutes(1));
            await StepAsync();
        }

        Assert.That(times[^1], Is.EqualTo(next));
    }

    [Test]
    public async Task Step_ThatThrows_IsTakenAgainASecondLater()
    {
        var failures = new List<Exception>();
        await using var loop = Loop(failures.Add);
        _step = () => throw new IOException("the disk is full");
        loop.Start();
        await StepAsync();
        _step = () => Task.FromResult<DateTimeOffset?>(null);
        await AdvanceAsync(TimeSpan.FromSeconds(1));
        await StepAsync();
        Assert.That(failures.Single(), Is.InstanceOf<IOException>());
    }

    [Test]
    public async Task Wake_DuringAStep_LeadsToAnotherOne_AndStepsNeverOverlap()
    {
        using var inside = new SyncPoint();
        var (running, most) = (0, 0);
        await using var loop = Loop();
        _step = async () =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await inside.WaitAsync();
            Interlocked.Decrement(ref running);
            return null;
        };
        loop.Start();
        await inside.Reached;
        loop.Wake();
        loop.Wake();
        inside.Release();
        await StepAsync();
        await StepAsync();
        Assert.That(most, Is.EqualTo(1));
    }

    [Test]
    public async Task Dispose_LetsTheStepEnd_AndTakesNoOther()
    {
        using var inside = new SyncPoint();
        var loop = Loop();
        _step = async () =>
        {
            await inside.WaitAsync();
            return _time.GetUtcNow();
        };
        loop.Start();
        await inside.Reached;
        var ended = loop.DisposeAsync().AsTask();
        Assert.That(ended.IsCompleted, Is.False);
        inside.Release();
        await ended;
        await loop.DisposeAsync();
        loop.Wake();
        _time.Advance(TimeSpan.FromHours(1));
        await StepAsync();
        Assert.That(_stepped.CurrentCount, Is.Zero);
    }

    private WakeLoop Loop(Action<Exception>? failed = null) => new(
        _time,
        async () =>
        {
            try
            {
                return await _step();
            }
            finally
            {
                _stepped.Release();
            }
        },
        failed ?? (e => Assert.Fail(e.ToString())));

    /// <summary>A step is over before the loop has set its timer.</summary>
    private async Task AdvanceAsync(TimeSpan by)
    {
        await Eventually.HoldsAsync(() => _time.HasDue);
        _time.Advance(by);
    }

    private async Task StepAsync() => Assert.That(await _stepped.WaitAsync(TimeSpan.FromSeconds(60)), Is.True);
}
