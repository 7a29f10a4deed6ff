using System.Reactive;
using System.Reactive.Linq;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Internal.Execution;

public sealed class ExecutorTests
{
    private ExecutorFixture _fixture = null!;

    [SetUp]
    public void Create() => _fixture = new ExecutorFixture();

    [TearDown]
    public void Remove() => _fixture.Dispose();

    [Test]
    public void Execute_WithoutSubscription_SendsNothing()
    {
        _ = _fixture.Read();

        Assert.That(_fixture.Http.Requests, Is.Empty);
    }

    [Test]
    public void Subscribe_Twice_SendsTwoRequests()
    {
        _fixture.Route().Reply("{}");
        var operation = _fixture.Read();

        _fixture.Observe(operation);
        _fixture.Observe(operation);

        Assert.That(_fixture.Http.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public void Subscribe_DeliversOneResultThenCompletion()
    {
        _fixture.Route().Reply("""{"count":3}""");

        var observer = _fixture.Observe(_fixture.Read());

        Assert.That(observer.Messages.Select(message => message.Value.Kind), Is.EqualTo(new[] { NotificationKind.OnNext, NotificationKind.OnCompleted }));
        Assert.That((int)observer.Messages[0].Value.Value.Data!["count"]!, Is.EqualTo(3));
    }

    [Test]
    public void Dispose_CancelsTheRequestAndSilencesIt()
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        CancellationToken sent = default;
        var operation = _fixture.Context.Executor.Execute<JObject>(ExecutorFixture.Safe, cancellation =>
        {
            sent = cancellation;
            return answer.Task;
        });
        var observer = _fixture.Observe(operation, out var subscription);

        subscription.Dispose();
        answer.SetResult(StubRoute.Message(200, new StringContent("{}"), "application/json", []));

        Assert.That(sent.IsCancellationRequested, Is.True);
        Assert.That(observer.Messages, Is.Empty);
    }

    [Test]
    public async Task Dispose_AnAnswerThatComesTooLate_IsDisposed()
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        var content = new TrackedContent();
        _fixture.Observe(_fixture.Context.Executor.Execute<JObject>(ExecutorFixture.Safe, _ => answer.Task), out var subscription);

        subscription.Dispose();
        answer.SetResult(new HttpResponseMessage { Content = content });

        await content.Disposed.WaitAsync(Eventually.Limit);
    }

    [Test]
    public void Dispose_MidBody_CancelsTheRead()
    {
        var body = new HangingStream("{\"a\":"u8.ToArray());
        _fixture.Route().HangMidBody(body);
        var observer = _fixture.Observe(_fixture.Read(), out var subscription);
        Assert.That((body.IsHanging, body.IsCancelled), Is.EqualTo((true, false)));

        subscription.Dispose();

        Assert.That(body.IsCancelled, Is.True);
        Assert.That(observer.Messages, Is.Empty);
    }

    [Test]
    public async Task Retry_AndRepeat_OfRx_JustWork()
    {
        _fixture.Route().Reply("""{"n":1}""").Reply("""{"n":2}""").Reply("""{"n":3}""");

        var results = await _fixture.Read().Repeat(3).ToList();

        Assert.That(results.Select(result => (int)result.Data!["n"]!), Is.EqualTo(new[] { 1, 2, 3 }));
    }

    [TestCase("")]
    [TestCase("  \r\n\t ")]
    [TestCase("null")]
    [TestCase(" null ")]
    public async Task Execute_NothingWhereDataIsPromised_IsAFailure(string body)
    {
        _fixture.Route().Reply(200, body);

        var error = await _fixture.Read().ShouldFail();

        Assert.That((error.Kind, error.Items[0].Code), Is.EqualTo((ErrorKind.Serialization, ErrorCodes.EmptyResponse)));
    }

    [TestCase("")]
    [TestCase("null")]
    public async Task ExecuteOrNull_Nothing_IsASuccess(string body)
    {
        _fixture.Route().Reply(200, body);

        var result = await _fixture.Context.Executor.ExecuteOrNull<JObject>(ExecutorFixture.Safe, _fixture.Context.Rest.Database.GetStats);

        Assert.That((result.IsSuccess, result.Data), Is.EqualTo((true, (JObject?)null)));
    }

    [Test]
    public async Task Execute_NoContent_IsLikeAnEmptyBody()
    {
        _fixture.Route().Empty(204).Empty(204);

        var unit = await _fixture.Context.Executor.ExecuteUnit(ExecutorFixture.Safe, _fixture.Context.Rest.Database.GetStats);
        var error = await _fixture.Read().ShouldFail();

        Assert.That(unit.IsSuccess, Is.True);
        Assert.That(error.HasCode(ErrorCodes.EmptyResponse), Is.True);
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("{\"a\":[1,2,{}]}")]
    [TestCase("\"ok\"")]
    public async Task ExecuteUnit_AnyJson_IsASuccess(string body)
    {
        _fixture.Route().Reply(200, body);

        var result = await _fixture.Context.Executor.ExecuteUnit(ExecutorFixture.Safe, _fixture.Context.Rest.Database.GetStats);

        Assert.That(result.IsSuccess, Is.True, () => result.ToString());
    }

    [TestCase("<html>OK</html>")]
    [TestCase("{\"a\":")]
    [TestCase("null null")]
    [TestCase("nothing")]
    [TestCase("{} x")]
    public async Task ExecuteUnit_Garbage_IsAFailure(string body)
    {
        _fixture.Route().Reply(200, body);

        var error = await _fixture.Context.Executor.ExecuteUnit(ExecutorFixture.Safe, _fixture.Context.Rest.Database.GetStats).ShouldFail();

        Assert.That(error.HasCode(ErrorCodes.InvalidResponse), Is.True);
    }

    [TestCase("{\"a\":1", TestName = "truncated")]
    [TestCase("{\"a\":1}}", TestName = "one brace too many")]
    [TestCase("{\"a\":1} {\"b\":2}", TestName = "two values")]
    [TestCase("[1]", TestName = "list for object")]
    [TestCase("\"text\"", TestName = "text for object")]
    [TestCase("12", TestName = "number for object")]
    [TestCase("nul", TestName = "almost null")]
    [TestCase("<!DOCTYPE html><html/>", TestName = "page")]
    [TestCase("{\"a\":\u0000}", TestName = "control character")]
    public async Task Execute_ABrokenSuccess_IsAFailure(string body)
    {
        _fixture.Route().Reply(200, body);

        var error = await _fixture.Read().ShouldFail();

        Assert.That((error.Kind, error.Status, error.Items[0].Code), Is.EqualTo((ErrorKind.Serialization, 200, ErrorCodes.InvalidResponse)));
        Assert.That(error.Exception, Is.Not.Null);
    }

    [Test]
    public async Task Execute_NotUtf8_IsAFailure()
    {
        _fixture.Route().Bytes([(byte)'{', (byte)'"', 0xFF, 0xFE, (byte)'"', (byte)':', (byte)'1', (byte)'}']);

        Assert.That((await _fixture.Read().ShouldFail()).HasCode(ErrorCodes.InvalidResponse), Is.True);
    }

    [Test]
    public async Task Execute_NestedBeyondReason_IsAFailureAndNoStackOverflow()
    {
        _fixture.Route().Reply(200, new string('[', 100_000));

        Assert.That((await _fixture.Read<JArray>().ShouldFail()).HasCode(ErrorCodes.InvalidResponse), Is.True);
    }

    [Test]
    public async Task Execute_AnAnswerLargerThanAllowed_IsAFailure([Values] bool isAnnounced)
    {
        using var small = new ExecutorFixture(options => options with { MaxAnswerBytes = 1000, RetryPolicy = RetryPolicy.None });
        var json = System.Text.Encoding.UTF8.GetBytes("\"" + new string('x', 2000) + "\"");
        if (isAnnounced) small.Route().Bytes(json);
        else small.Route().Answer(_ => StubRoute.Message(200, new StreamContent(new UnseekableStream(json)), "application/json", []));

        var error = await small.Read<JToken>().ShouldFail();

        Assert.That((error.Kind, error.Items[0].Code), Is.EqualTo((ErrorKind.Serialization, ErrorCodes.ResponseTooLarge)));
    }

    [Test]
    public async Task Execute_FewerBytesThanAnnounced_IsANetworkFailure()
    {
        _fixture.Route().Answer(_ =>
        {
            var message = StubRoute.Message(200, new StreamContent(new UnseekableStream("{}"u8.ToArray())), "application/json", []);
            message.Content.Headers.ContentLength = 10;
            return message;
        });

        var error = await _fixture.Write().ShouldFail();

        Assert.That((error.Kind, error.Items[0].Code), Is.EqualTo((ErrorKind.Network, ErrorCodes.ConnectionLost)));
    }

    [Test]
    public async Task Execute_AResetMidBody_IsANetworkFailure()
    {
        _fixture.Route().ResetMidBody("{\"a\":");

        var error = await _fixture.Write().ShouldFail();

        Assert.That((error.Kind, error.Items[0].Code), Is.EqualTo((ErrorKind.Network, ErrorCodes.ConnectionLost)));
    }

    [Test]
    public async Task Execute_AValueThatCannotBeWritten_IsAFailureOfTheClient()
    {
        var loop = new Loop();
        loop.Self = loop;
        var request = new Altogic.Reactive.Internal.Rest.CreateRequest(loop, new Altogic.Reactive.Internal.Rest.QueryRecord(), "m");

        var error = await _fixture.Context.Executor
            .Execute<JObject>(ExecutorFixture.Unsafe, cancellation => _fixture.Context.Rest.Database.Create(request, cancellation))
            .ShouldFail();

        Assert.That((error.Kind, error.Status, error.Items[0].Code), Is.EqualTo((ErrorKind.Client, 0, ErrorCodes.UnwritableValue)));
        Assert.That(_fixture.Http.Requests, Is.Empty);
    }

    [Test]
    public void Execute_AnExceptionNobodyExpected_GoesToOnError()
    {
        var bug = new InvalidOperationException("bug");

        var observer = _fixture.Observe(_fixture.Context.Executor.Execute<JObject>(ExecutorFixture.Safe, _ => throw bug));

        Assert.That(observer.Messages.Single().Value.Exception, Is.SameAs(bug));
        Assert.That(_fixture.Log.Errors.Single().Exception, Is.SameAs(bug));
    }

    [Test]
    public void AnObserverThatThrows_IsHeardOnTheScheduler()
    {
        _fixture.Route().Reply("{}");
        _fixture.Read().Subscribe(_ => throw new InvalidOperationException("observer"));

        Assert.That(() => _fixture.Scheduler.Start(), Throws.InvalidOperationException.With.Message.EqualTo("observer"));
    }

    [Test]
    public void ClientDispose_EndsWhatIsUnderWay_AndWhatComesLater()
    {
        _fixture.Route().Hang();
        var running = _fixture.Observe(_fixture.Read());

        _fixture.Context.Dispose();
        _fixture.Context.Dispose();
        var later = _fixture.Observe(_fixture.Read());

        Assert.That(running.Messages.Single().Value.Exception, Is.InstanceOf<ObjectDisposedException>());
        Assert.That(later.Messages.Single().Value.Exception, Is.InstanceOf<ObjectDisposedException>());
        Assert.That(_fixture.Http.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public void ClientDispose_InsideOnNext_IsHarmless()
    {
        _fixture.Route().Reply("{}");
        var observer = _fixture.Observe(_fixture.Read().Do(_ => _fixture.Context.Dispose()));

        Assert.That(observer.Messages.Select(message => message.Value.Kind), Is.EqualTo(new[] { NotificationKind.OnNext, NotificationKind.OnCompleted }));
    }

    [Test]
    public void ClientDispose_WhileARepetitionWaits_EndsIt()
    {
        _fixture.Route().Refuse();
        var observer = _fixture.Observe(_fixture.Read());
        Assert.That(observer.Messages, Is.Empty);

        _fixture.Context.Dispose();
        _fixture.Scheduler.Start();

        Assert.That(observer.Messages.Single().Value.Exception, Is.InstanceOf<ObjectDisposedException>());
        Assert.That(_fixture.Http.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task ManyAtOnce_EachGetsItsOwnAnswer()
    {
        _fixture.Http.On("POST", "/_api/rest/v1/db/create").Answer(request => StubRoute.Message(
            200, new StringContent($$"""{"n":{{(int)request.Json!["values"]!["n"]!}}}"""), "application/json", []));

        var results = await Observable.Range(0, 200).SelectMany(n => Numbered(n).Select(result => (Asked: n, Got: (int?)result.Data?["n"]))).ToList();

        Assert.That(results.Select(result => result.Got), Is.EqualTo(results.Select(result => (int?)result.Asked)));
        Assert.That(results.Select(result => result.Asked), Is.EquivalentTo(Enumerable.Range(0, 200)));
    }

    private IObservable<Result<JObject>> Numbered(int n)
    {
        var request = new Altogic.Reactive.Internal.Rest.CreateRequest(new { n }, new Altogic.Reactive.Internal.Rest.QueryRecord(), "m");
        return _fixture.Context.Executor
            .Execute<JObject>(ExecutorFixture.Unsafe, cancellation => _fixture.Context.Rest.Database.Create(request, cancellation))
            .SubscribeOn(System.Reactive.Concurrency.TaskPoolScheduler.Default);
    }

    private sealed class Loop
    {
        public Loop? Self { get; set; }
    }

    private sealed class TrackedContent : ByteArrayContent
    {
        private readonly TaskCompletionSource _disposed = new();

        public TrackedContent()
            : base([])
        {
        }

        public Task Disposed => _disposed.Task;

        protected override void Dispose(bool disposing)
        {
            _disposed.TrySetResult();
            base.Dispose(disposing);
        }
    }
}
