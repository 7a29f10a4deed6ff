using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Realtime;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.EndToEnd;

/// <summary>Following a message over the realtime connection that is there anyway.</summary>
public sealed class TrackHintTests
{
    private TaskCompletionSource _release = null!;
    private BackendFixture _backend = null!;
    private AltogicClient _client = null!;

    [SetUp]
    public async Task SetUp()
    {
        _release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _backend = await BackendFixture.StartAsync(new AltogicBackendOptions
        {
            App = new AppDefinition
            {
                Queues = [new QueueDefinition { Name = "work", Service = "wait" }],
                Tasks = [new TaskDefinition { Name = "job", Cron = "0 3 1 1 *", Service = "wait" }],
            },
            Services =
            {
                ["wait"] = async (_, cancel) =>
                {
                    await _release.Task.WaitAsync(cancel);
                    return ServiceResponse.Empty();
                },
            },
        });
        _client = new AltogicClient(_backend.Url, _backend.ClientKey);
    }

    [TearDown]
    public async Task TearDown()
    {
        _release.TrySetResult();
        _client.Dispose();
        await _backend.DisposeAsync();
    }

    [Test]
    public async Task Track_OfAMessage_WithAConnection_NeedsNoClockToSeeTheEnd()
    {
        var message = (await _client.Queue.SubmitMessage("work", new { n = 1 })).ValueOrThrow();

        // the clock of the questions stands still: only what the backend says can make it ask again
        var last = await FollowAsync(message.MessageId, () => _client.Queue.Track(message.MessageId, scheduler: new TestScheduler()).Select(r => r.ValueOrThrow().Status));

        Assert.That(last, Is.EqualTo(RunStatus.Completed));
    }

    [Test]
    public async Task Track_OfARun_WithAConnection_NeedsNoClockToSeeTheEnd()
    {
        var run = (await _client.Task.RunOnce("job")).ValueOrThrow();

        var last = await FollowAsync(run.TaskId, () => _client.Task.Track(run.TaskId, scheduler: new TestScheduler()).Select(r => r.ValueOrThrow().Status));

        Assert.That(last, Is.EqualTo(RunStatus.Completed));
    }

    [Test]
    public async Task Track_WithoutAConnection_OpensNone()
    {
        var message = (await _client.Queue.SubmitMessage("work", new { n = 1 })).ValueOrThrow();
        _release.SetResult();

        var last = await _client.Queue.Track(message.MessageId);

        Assert.That(last.ValueOrThrow().Status, Is.EqualTo(RunStatus.Completed));
        Assert.That(_client.Realtime.CurrentConnection, Is.EqualTo(new ConnectionState.Disconnected(Error: null)));
    }

    private async Task<RunStatus> FollowAsync(string id, Func<IObservable<RunStatus>> track)
    {
        using var witness = new AltogicClient(_backend.Url, _backend.ClientKey);
        var room = witness.Realtime.Channel("altogic:status:" + id);
        (await room.Join(echo: false)).ValueOrThrow();
        var isFollowing = room.Joins.FirstAsync().ToTask();
        (await _client.Realtime.Connect()).ValueOrThrow();
        var end = track().LastAsync().ToTask();
        await isFollowing;
        _release.SetResult();
        return await end;
    }
}
