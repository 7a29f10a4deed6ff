using System.Reactive;
using Altogic.Reactive.Queues;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Queues;

public sealed class QueueManagerTests
{
    private const string Path = "/_api/rest/v1/queue";
    private const string Pending = """{"messageId":"m","queueId":"q","queueName":"mailing","submittedAt":"2023-09-01T12:00:00.000Z","status":"pending"}""";

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
    public async Task SubmitMessage_WithoutOptionalMembers_ReadsTheShortRecord()
    {
        _http.On("POST", Path).Reply(Pending);

        var info = await _client.Queue.SubmitMessage("mailing", new { to = "ada" }).ShouldSucceed();

        Assert.That(info, Is.EqualTo(new MessageInfo(
            "m", "q", "mailing", new DateTimeOffset(2023, 9, 1, 12, 0, 0, TimeSpan.Zero), null, null, RunStatus.Pending, null)));
        Assert.That(info.IsFinal, Is.False);
    }

    [Test]
    public async Task SubmitMessage_WithADelayBelowASecond_SendsAFraction()
    {
        _http.On("POST", Path).Reply(Pending);

        await _client.Queue.SubmitMessage("mailing", new { }, TimeSpan.FromMilliseconds(1500)).ShouldSucceed();

        Assert.That(_http.Single.Json!["delay"]!.Value<double>(), Is.EqualTo(1.5));
    }

    [Test]
    public async Task SubmitMessage_CopiesTheMessageAtTheCall()
    {
        _http.On("POST", Path).Reply(Pending);
        var message = new JObject { ["n"] = 1 };

        var submit = _client.Queue.SubmitMessage("mailing", message);
        message["n"] = 2;
        await submit.ShouldSucceed();

        Assert.That(_http.Single.Json!["message"]!["n"]!.Value<int>(), Is.EqualTo(1));
    }

    [Test]
    public async Task SubmitMessage_AskedTwice_SubmitsTwice()
    {
        _http.On("POST", Path).Reply(Pending);

        var submit = _client.Queue.SubmitMessage("mailing", new { });
        Assert.That(_http.Requests, Is.Empty, "cold");
        await submit.ShouldSucceed();
        await submit.ShouldSucceed();

        Assert.That(_http.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public void Arguments_ThatMakeNoSense_AreRefusedAtTheCall()
    {
        var queue = _client.Queue;
        Assert.That(() => queue.SubmitMessage(" ", new { }), Throws.ArgumentException);
        Assert.That(() => queue.SubmitMessage(null!, new { }), Throws.ArgumentNullException);
        Assert.That(() => queue.SubmitMessage("q", null!), Throws.ArgumentNullException);
        Assert.That(() => queue.SubmitMessage("q", "text"), Throws.ArgumentException);
        Assert.That(() => queue.SubmitMessage("q", new[] { 1 }), Throws.ArgumentException);
        Assert.That(() => queue.SubmitMessage("q", new { }, TimeSpan.FromTicks(-1)), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => queue.GetMessageStatus(""), Throws.ArgumentException);
        Assert.That(() => queue.Track(" "), Throws.ArgumentException);
    }

    [Test]
    public async Task GetMessageStatus_OfAnUnknownMessage_IsANullSuccess()
    {
        _http.On("GET", Path + "/m").Reply("null");
        Assert.That(await _client.Queue.GetMessageStatus("m").ShouldSucceed(), Is.Null);
    }

    [TestCase("""{"messageId":"m"}""")]
    [TestCase("""{"messageId":"m","queueId":"q","queueName":"n","submittedAt":"yesterday","status":"pending"}""")]
    [TestCase("""{"messageId":"m","queueId":"q","queueName":"n","submittedAt":"2023-09-01T12:00:00.000Z","status":null}""")]
    [TestCase("[]")]
    public async Task GetMessageStatus_OfSomethingElse_IsAFailure(string reply)
    {
        _http.On("GET", Path + "/m").Reply(reply);
        Assert.That((await _client.Queue.GetMessageStatus("m").ShouldFail()).Kind, Is.EqualTo(ErrorKind.Serialization));
    }

    [TestCase("complete", RunStatus.Completed)]
    [TestCase("completed", RunStatus.Completed)]
    [TestCase("errors", RunStatus.Errors)]
    [TestCase("processing", RunStatus.Processing)]
    [TestCase("paused", RunStatus.Unknown)]
    public async Task Status_InEveryWord_IsRead(string word, RunStatus status)
    {
        _http.On("GET", Path + "/m").Reply(Pending.Replace("pending", word, StringComparison.Ordinal));
        Assert.That((await _client.Queue.GetMessageStatus("m").ShouldSucceed())!.Status, Is.EqualTo(status));
    }

    [Test]
    public void Track_AsksOnTheSchedulerOfTheClient()
    {
        _http.On("GET", Path + "/m").Reply(Pending).Reply(Pending.Replace("pending", "completed", StringComparison.Ordinal));
        var observer = _scheduler.CreateObserver<Result<MessageInfo>>();

        _client.Queue.Track("m").Subscribe(observer);
        _scheduler.AdvanceBy(TimeSpan.FromSeconds(1));

        Assert.That(observer.Messages.Where(m => m.Value.HasValue).Select(m => m.Value.Value.Data!.Status), Is.EqualTo(new[] { RunStatus.Pending, RunStatus.Completed }));
        Assert.That(observer.Messages[^1].Value.Kind, Is.EqualTo(NotificationKind.OnCompleted));
    }

    [Test]
    public void Track_WithAnotherScheduler_AsksOnThatOne()
    {
        _http.On("GET", Path + "/m").Reply(Pending).Reply("null");
        var (own, observer) = (new TestScheduler(), _scheduler.CreateObserver<Result<MessageInfo>>());

        _client.Queue.Track("m", scheduler: own).Subscribe(observer);
        _scheduler.AdvanceBy(TimeSpan.FromSeconds(1));
        Assert.That(_http.Requests, Has.Count.EqualTo(1));
        own.AdvanceBy(TimeSpan.FromSeconds(1));

        Assert.That(_http.Requests, Has.Count.EqualTo(2));
        Assert.That(observer.Messages[1].Value.Value.Errors!.HasCode(ErrorCodes.StatusNotFound), Is.True);
    }

    [Test]
    public void Track_AfterTheClientIsDisposed_SaysSo()
    {
        var observer = _scheduler.CreateObserver<Result<MessageInfo>>();
        var track = _client.Queue.Track("m");
        _client.Dispose();

        track.Subscribe(observer);

        Assert.That(observer.Messages.Single().Value.Exception, Is.InstanceOf<ObjectDisposedException>());
    }
}
