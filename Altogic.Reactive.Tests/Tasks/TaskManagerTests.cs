using Altogic.Reactive.Tasks;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Tasks;

public sealed class TaskManagerTests
{
    private const string Path = "/_api/rest/v1/task";
    private const string Run = """{"taskId":"r","scheduledTaskId":null,"scheduledTaskName":"nightly","triggeredAt":"2023-09-01T12:10:00.000Z","status":"pending"}""";

    private StubHttp _http = null!;
    private TestScheduler _scheduler = null!;
    private AltogicClient _client = null!;

    [SetUp]
    public void SetUp()
    {
        (_http, _scheduler) = (new StubHttp(), new TestScheduler());
        _client = _http.CreateClient(new AltogicClientOptions { Scheduler = _scheduler, RetryPolicy = RetryPolicy.None });
    }

    [TearDown]
    public void TearDown()
    {
        _client.Dispose();
        _http.Dispose();
    }

    [Test]
    public async Task RunOnce_ReadsTheShortRecord()
    {
        _http.On("POST", Path).Reply(Run);

        var info = await _client.Task.RunOnce("nightly").ShouldSucceed();

        Assert.That(info, Is.EqualTo(new TaskInfo(
            "r", null, "nightly", new DateTimeOffset(2023, 9, 1, 12, 10, 0, TimeSpan.Zero), null, null, RunStatus.Pending, null)));
    }

    [Test]
    public async Task RunOnce_ThatMayHaveReachedTheServer_IsNotRepeated()
    {
        _http.On("POST", Path).Reset();
        using var client = _http.CreateClient(new AltogicClientOptions());

        Assert.That((await client.Task.RunOnce("nightly").ShouldFail()).Kind, Is.EqualTo(ErrorKind.Network));
        Assert.That(_http.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task GetTaskStatus_OfAnUnknownRun_IsANullSuccess()
    {
        _http.On("GET", Path + "/r").Reply("null");
        Assert.That(await _client.Task.GetTaskStatus("r").ShouldSucceed(), Is.Null);
    }

    [Test]
    public void Arguments_ThatAreBlank_AreRefusedAtTheCall()
    {
        Assert.That(() => _client.Task.RunOnce(" "), Throws.ArgumentException);
        Assert.That(() => _client.Task.GetTaskStatus(""), Throws.ArgumentException);
        Assert.That(() => _client.Task.Track(null!), Throws.ArgumentNullException);
    }

    [Test]
    public void Track_FollowsARunToItsErrors()
    {
        _http.On("GET", Path + "/r").Reply(Run).Reply(
            """{"taskId":"r","scheduledTaskName":"nightly","triggeredAt":"2023-09-01T12:10:00.000Z","status":"errors","errors":{"code":"boom"}}""");
        var seen = new RxContractChecker<Result<TaskInfo>>();

        _client.Task.Track("r").Subscribe(seen);
        _scheduler.AdvanceBy(TimeSpan.FromSeconds(1));

        Assert.That(seen.Values.Select(result => result.Data!.Status), Is.EqualTo(new[] { RunStatus.Pending, RunStatus.Errors }));
        Assert.That((string?)seen.Values[1].Data!.Errors!["code"], Is.EqualTo("boom"));
        Assert.That((seen.IsCompleted, seen.Values[1].Data!.IsFinal), Is.EqualTo((true, true)));
        seen.Verify();
    }
}
