using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules.Jobs;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Queues;

/// <summary>Dead letters over the API of the app's servers and in code.</summary>
public sealed class DeadLetterTests
{
    private const string Path = "/_admin/v1/queues/mailing/dead-letters";
    private const string Key = "api-key";

    private readonly List<string> _dead = [];
    private BackendFixture _backend = null!;
    private StatusRecorder _recorder = null!;
    private int _status = 500;

    [SetUp]
    public async Task SetUp()
    {
        var options = new AltogicBackendOptions
        {
            App = new AppDefinition
            {
                ApiKeys = [new ApiKeyDefinition { Key = Key }],
                Queues = [new QueueDefinition { Name = "mailing", Service = "send", MaxAttempts = 1 }],
            },
        };
        options.Services["send"] = (_, _) => Task.FromResult(ServiceResponse.Empty(_status));
        _backend = await BackendFixture.StartAsync(options);
        _recorder = new StatusRecorder(_backend.Service<StatusChanges>());
        _dead.Clear();
        _status = 500;
        for (var i = 0; i < 5; i++)
        {
            var answer = await _backend.PostAsync("/_api/rest/v1/queue", new JsonObject { ["queueNameOrId"] = "mailing", ["message"] = new JsonObject { ["n"] = i } });
            _dead.Add((string)answer.Json!["messageId"]!);
        }

        await _recorder.UntilAsync("errors", 5);
    }

    [TearDown]
    public async Task TearDown()
    {
        _recorder.Dispose();
        await _backend.DisposeAsync();
    }

    [Test]
    public async Task List_ShowsWhatWasSubmittedAndWhyItFailed()
    {
        var answer = await GetAsync("");
        var letters = answer.Json!["deadLetters"]!.AsArray();
        Assert.That(letters.Select(letter => (string)letter!["messageId"]!), Is.EqualTo(_dead));
        Assert.That(letters[2]!["message"]!.ToJsonString(), Is.EqualTo("""{"n":2}"""));
        Assert.That(((int)letters[2]!["attempt"]!, (string)letters[2]!["status"]!), Is.EqualTo((1, "errors")));
        Assert.That((string)letters[2]!["errors"]!["code"]!, Is.EqualTo("service_error"));
        Assert.That(answer.Json["next"], Is.Null);
    }

    [Test]
    public async Task List_PageByPage_ShowsEachOnce()
    {
        var seen = new List<string>();
        var after = "";
        for (var pages = 1; ; pages++)
        {
            var answer = await GetAsync("?limit=2&after=" + after);
            seen.AddRange(answer.Json!["deadLetters"]!.AsArray().Select(letter => (string)letter!["messageId"]!));
            if ((string?)answer.Json["next"] is not { } next)
            {
                Assert.That(pages, Is.EqualTo(3));
                break;
            }

            after = next;
        }

        Assert.That(seen, Is.EqualTo(_dead));
    }

    [Test]
    public async Task Resubmit_OfSome_GivesThemAllTheirAttemptsAgain()
    {
        _status = 200;
        var answer = await PostAsync("/resubmit", new JsonObject { ["messageIds"] = new JsonArray(_dead[1], _dead[3], _dead[3], "unknown") });
        Assert.That((int)answer.Json!["resubmitted"]!, Is.EqualTo(2));
        await _recorder.UntilAsync(_dead[1], "completed");
        await _recorder.UntilAsync(_dead[3], "completed");
        Assert.That((await GetAsync("")).Json!["deadLetters"]!.AsArray(), Has.Count.EqualTo(3));
        Assert.That(_recorder.Of(_dead[1]), Is.EqualTo(new[] { "pending", "processing", "errors", "pending", "processing", "completed" }));
    }

    [Test]
    public async Task Resubmit_OfAll_EmptiesTheList()
    {
        _status = 200;
        Assert.That((int)(await PostAsync("/resubmit", [])).Json!["resubmitted"]!, Is.EqualTo(5));
        await _recorder.UntilAsync("completed", 5);
        Assert.That((await GetAsync("")).Json!["deadLetters"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task Delete_DropsThemForGood()
    {
        Assert.That((int)(await PostAsync("/delete", new JsonObject { ["messageIds"] = new JsonArray(_dead[0]) })).Json!["deleted"]!, Is.EqualTo(1));
        Assert.That((await _backend.GetAsync("/_api/rest/v1/queue/" + _dead[0])).Text, Is.EqualTo("null"));
        Assert.That((int)(await PostAsync("/delete", [])).Json!["deleted"]!, Is.EqualTo(4));
    }

    [Test]
    public async Task InCode_TheyAreListedSubmittedAgainAndDropped()
    {
        var queues = _backend.Backend.Queues;
        var letters = queues.GetDeadLetters("mailing");
        Assert.That(letters.Select(letter => letter.MessageId), Is.EqualTo(_dead));
        Assert.That((letters[4].Attempts, (int)letters[4].Message["n"]!, letters[4].QueueName), Is.EqualTo((1, 4, "mailing")));
        Assert.That(letters[4].FailedAt, Is.GreaterThanOrEqualTo(letters[4].SubmittedAt));
        Assert.That(await queues.DeleteAsync("mailing", _dead[0]), Is.True);
        Assert.That(await queues.DeleteAsync("mailing", _dead[0]), Is.False);
        _status = 200;
        Assert.That(await queues.ResubmitAsync("mailing", _dead[1]), Is.True);
        Assert.That(await queues.ResubmitAsync("mailing", _dead[0]), Is.False);
        await _recorder.UntilAsync(_dead[1], "completed");
        Assert.That(await queues.ResubmitAllAsync("mailing"), Is.EqualTo(3));
        Assert.That(() => queues.GetDeadLetters("nothing"), Throws.ArgumentException.With.Message.Contains("nothing"));
        Assert.That(() => queues.GetDeadLetters("mailing", 0), Throws.ArgumentException);
        await Assert.ThrowsAsync<ArgumentException>(() => queues.ResubmitAllAsync("nothing"));
    }

    [TestCase("GET", "", "?limit=0", 400, "invalid_value")]
    [TestCase("GET", "", "?limit=1001", 400, "invalid_value")]
    [TestCase("GET", "", "?limit=x", 400, "invalid_value")]
    [TestCase("GET", "", "?after=nowhere", 400, "invalid_value")]
    [TestCase("POST", "/resubmit", """{"messageIds":"all"}""", 400, "invalid_value")]
    [TestCase("POST", "/delete", """{"messageIds":[1]}""", 400, "invalid_value")]
    public async Task Mistakes_AreRefused(string method, string path, string queryOrBody, int status, string code)
    {
        var answer = method == "GET" ? await GetAsync(queryOrBody) : await PostAsync(path, JsonNode.Parse(queryOrBody)!.AsObject());
        Assert.That((answer.Status, answer.Code), Is.EqualTo((status, code)));
        Assert.That((await GetAsync("")).Json!["deadLetters"]!.AsArray(), Has.Count.EqualTo(5), "nothing was changed");
    }

    [Test]
    public async Task Strangers_AreRefused()
    {
        foreach (var (method, path) in new[] { ("GET", Path), ("POST", Path + "/resubmit"), ("POST", Path + "/delete") })
        {
            Assert.That((await _backend.SendAsync(method, path)).Code, Is.EqualTo("missing_API_key"));
            Assert.That((await _backend.SendAsync(method, path, null, null, ("Authorization", "wrong"))).Code, Is.EqualTo("invalid_API_key"));
        }
    }

    [Test]
    public async Task Queue_ThatIsNotThere_IsRefused()
    {
        var answer = await _backend.SendAsync("GET", Path.Replace("mailing", "nothing", StringComparison.Ordinal), null, null, ("Authorization", Key));
        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, "queue_not_found")));
    }

    private Task<Answer> GetAsync(string query) => _backend.SendAsync("GET", Path + query, null, null, ("Authorization", Key));

    private Task<Answer> PostAsync(string path, JsonObject body) => _backend.SendAsync("POST", Path + path, body, null, ("Authorization", Key));
}
