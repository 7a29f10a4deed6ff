using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules.Jobs;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Queues;

/// <summary>The routes of queues and tasks on a whole backend, with its real services.</summary>
public sealed class JobRouteTests
{
    private const string Queue = "/_api/rest/v1/queue";
    private const string TaskPath = "/_api/rest/v1/task";

    private ManualTimers _time = null!;
    private BackendFixture _backend = null!;
    private StatusRecorder _recorder = null!;

    [SetUp]
    public async Task SetUp()
    {
        _time = new ManualTimers();
        var options = new AltogicBackendOptions
        {
            TimeProvider = _time,
            App = new AppDefinition
            {
                ApiKeys = [new ApiKeyDefinition { Key = "api-key" }],
                ClientKeys = [new ClientKeyDefinition { Key = "db-only", Rights = [ClientRights.DbRead] }],
                Queues = [new QueueDefinition { Name = "mailing", Service = "echo", MaxAttempts = 1 }, new QueueDefinition { Name = "slow", Service = "never", MaxAttempts = 1, TimeoutSeconds = 5 }],
                Tasks = [new TaskDefinition { Name = "nightly", Cron = "0 3 * * *", Service = "echo" }],
            },
        };
        options.Services["echo"] = (context, _) => Task.FromResult(ServiceResponse.Json(context.Message?.DeepClone()));
        options.Services["never"] = (_, cancel) => new TaskCompletionSource<ServiceResponse>().Task.WaitAsync(cancel);
        _backend = await BackendFixture.StartAsync(options);
        _recorder = new StatusRecorder(_backend.Service<StatusChanges>());
    }

    [TearDown]
    public async Task TearDown()
    {
        _recorder.Dispose();
        await _backend.DisposeAsync();
    }

    [TestCase(Queue, """{"message":{}}""", "missing_required_value", "queueNameOrId")]
    [TestCase(Queue, """{"queueNameOrId":" ","message":{}}""", "missing_required_value", "queueNameOrId")]
    [TestCase(Queue, """{"queueNameOrId":7,"message":{}}""", "invalid_value", "queueNameOrId")]
    [TestCase(Queue, """{"queueNameOrId":"mailing"}""", "missing_required_value", "message")]
    [TestCase(Queue, """{"queueNameOrId":"mailing","message":null}""", "missing_required_value", "message")]
    [TestCase(Queue, """{"queueNameOrId":"mailing","message":[1]}""", "invalid_value", "message")]
    [TestCase(Queue, """{"queueNameOrId":"mailing","message":"text"}""", "invalid_value", "message")]
    [TestCase(Queue, """{"queueNameOrId":"mailing","message":{},"delay":-1}""", "invalid_value", "delay")]
    [TestCase(Queue, """{"queueNameOrId":"mailing","message":{},"delay":86401}""", "invalid_value", "delay")]
    [TestCase(Queue, """{"queueNameOrId":"mailing","message":{},"delay":1e999}""", "invalid_value", "delay")]
    [TestCase(Queue, """{"queueNameOrId":"mailing","message":{},"delay":"60"}""", "invalid_value", "delay")]
    [TestCase(Queue, """{"queueNameOrId":"nothing","message":{}}""", "queue_not_found", null)]
    [TestCase(TaskPath, "{}", "missing_required_value", "taskNameOrId")]
    [TestCase(TaskPath, """{"taskNameOrId":{}}""", "invalid_value", "taskNameOrId")]
    [TestCase(TaskPath, """{"taskNameOrId":"mailing"}""", "task_not_found", null)]
    public async Task Mistakes_AreRefused(string path, string body, string code, string? field)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Client-Key", _backend.ClientKey);
        var answer = await _backend.SendAsync(request);
        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, code)), answer.Text);
        if (field is not null) Assert.That((string?)answer.Details!["field"], Is.EqualTo(field));
        if (code.EndsWith("_not_found", StringComparison.Ordinal)) Assert.That(answer.Message, Does.Contain("altogic.json"));
        Assert.That(_recorder.With("pending"), Is.Empty, "nothing was kept");
    }

    [TestCase("""{"queueNameOrId":"mailing","message":{"n":null},"delay":null}""")]
    [TestCase("""{"queueNameOrId":"MAILING","message":{},"delay":0,"unknown":true}""")]
    public async Task Submit_InEveryForm_IsAccepted(string body)
    {
        var answer = await _backend.PostAsync(Queue, JsonNode.Parse(body));
        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        var id = (string)answer.Json!["messageId"]!;
        await _recorder.UntilAsync(id, "completed");
        Assert.That((string)(await _backend.GetAsync($"{Queue}/{id}")).Json!["status"]!, Is.EqualTo("completed"));
    }

    [TestCase(Queue)]
    [TestCase(TaskPath)]
    public async Task Status_OfAnUnknownId_IsNull(string path)
    {
        foreach (var id in (string[])["0123456789abcdef01234567", "x", "%C3%A9", "..%2F..", new string('a', 5000)])
        {
            var answer = await _backend.GetAsync(path + "/" + id);
            Assert.That((answer.Status, answer.Text), Is.EqualTo((200, "null")), id);
        }
    }

    [TestCase("POST", Queue)]
    [TestCase("GET", Queue + "/x")]
    [TestCase("POST", TaskPath)]
    [TestCase("GET", TaskPath + "/x")]
    public async Task ClientKeys_WithoutTheRight_AreRefused(string method, string path)
    {
        var answer = await _backend.SendAsync(method, path, null, null, ("X-Client-Key", "db-only"));
        Assert.That((answer.Status, answer.Code), Is.EqualTo((401, "not_authorized_module")));
        Assert.That((await _backend.SendAsync(method, path, null, null, ("X-Client-Key", null))).Code, Is.EqualTo("invalid_client_key"));
    }

    [Test]
    public async Task Attempt_OutOfTime_Fails()
    {
        var id = (string)(await _backend.PostAsync(Queue, new JsonObject { ["queueNameOrId"] = "slow", ["message"] = new JsonObject() })).Json!["messageId"]!;
        await _recorder.UntilAsync(id, "processing");
        await Eventually.HoldsAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            return _recorder.Of(id).Contains("errors");
        });

        Assert.That((string)(await _backend.GetAsync($"{Queue}/{id}")).Json!["errors"]!["code"]!, Is.EqualTo("service_timeout"));
    }

    [Test]
    public async Task Tasks_AreListedWithTheirNextTimeAndTheirRuns()
    {
        var id = (string)(await _backend.PostAsync(TaskPath, new JsonObject { ["taskNameOrId"] = "nightly" })).Json!["taskId"]!;
        await _recorder.UntilAsync(id, "completed");
        var list = (await _backend.SendAsync("GET", "/_admin/v1/tasks", null, null, ("Authorization", "api-key"))).Json!.AsArray();
        Assert.That((string)list.Single()!["nextRunAt"]!, Is.EqualTo("2024-01-06T03:00:00.000Z"));
        var runs = (await _backend.SendAsync("GET", "/_admin/v1/tasks/nightly/runs", null, null, ("Authorization", "api-key"))).Json!.AsArray();
        Assert.That(((string)runs.Single()!["taskId"]!, runs[0]!["scheduledAt"]), Is.EqualTo((id, (object?)null)));
        Assert.That((await _backend.GetAsync("/_admin/v1/tasks")).Code, Is.EqualTo("missing_API_key"));
        Assert.That((await _backend.GetAsync("/_admin/v1/tasks/nightly/runs")).Code, Is.EqualTo("missing_API_key"));
    }

    [Test]
    public async Task Tasks_InCode_ShowNextTimesAndHistory()
    {
        var tasks = _backend.Backend.Tasks;
        Assert.That(tasks.GetNextTimes("nightly", 2), Is.EqualTo(new[]
        {
            new DateTimeOffset(2024, 1, 6, 3, 0, 0, TimeSpan.Zero), new DateTimeOffset(2024, 1, 7, 3, 0, 0, TimeSpan.Zero),
        }));
        var id = (string)(await _backend.PostAsync(TaskPath, new JsonObject { ["taskNameOrId"] = "nightly" })).Json!["taskId"]!;
        await _recorder.UntilAsync(id, "completed");
        var run = tasks.GetHistory("nightly").Single();
        Assert.That((run.TaskId, run.Status, run.ScheduledAt, run.Errors), Is.EqualTo((id, "completed", (DateTimeOffset?)null, (JsonObject?)null)));
        Assert.That(() => tasks.GetNextTimes("nothing"), Throws.ArgumentException);
        Assert.That(() => tasks.GetHistory("nightly", 2000), Throws.ArgumentException);
    }
}
