using System.Reactive.Linq;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;

namespace Altogic.Reactive.Tests.Snippets;

/// <summary>The code of docs/queues-and-tasks.md, compiled and run.</summary>
public sealed class QueueSnippets
{
    private readonly List<string> _shown = [];
    private readonly List<string> _sent = [];

    [Test]
    public async Task Queues_AndTasks_Work()
    {
        var options = new AltogicBackendOptions
        {
            App = new AppDefinition
            {
                Queues = [new QueueDefinition { Name = "mailing", Service = "sendMailing", MaxAttempts = 1, Concurrency = 4 }],
                Tasks = [new TaskDefinition { Name = "nightly", Cron = "0 3 * * *", TimeZone = "Europe/Istanbul", Service = "cleanUp" }],
            },
            Services =
            {
                ["sendMailing"] = async (context, cancel) =>
                {
                    await SendAsync(context.MessageId!, context.Message!, cancel);   // the same id again after a failure: do it once
                    return ServiceResponse.Empty();                                  // 2xx completes the message, anything else is tried again
                },
                ["cleanUp"] = (context, cancel) => Task.FromResult(ServiceResponse.Empty()),
            },
        };
        await using var backend = await AltogicBackend.StartAsync(options);
        using var client = new AltogicClient(backend.Url, backend.ClientKey);

        await Submit(client);
        await RunOnce(client);
        await Resubmit(client, backend);
        foreach (var next in backend.Tasks.GetNextTimes("nightly", 3)) Show($"runs at {next:u}");
        foreach (var run in backend.Tasks.GetHistory("nightly")) Show($"{run.TriggeredAt:u} {run.Status}");

        Assert.That(_sent, Is.Not.Empty);
        Assert.That(_shown, Has.Some.Contains("Completed").And.Some.Contains("completed"));
    }

    private async Task Submit(AltogicClient client)
    {
        var (message, errors) = await client.Queue.SubmitMessage("mailing", new { to = "ada@example.com" }, TimeSpan.FromSeconds(0.1));
        if (errors is not null) Show(errors.Message);
        else await client.Queue.Track(message!.MessageId).Do(result => result.Match(info => Show($"{info.Status}"), e => Show(e.Message)));
    }

    private async Task RunOnce(AltogicClient client)
    {
        var last = await client.Task.RunOnce("nightly")
            .SelectManyResult(run => client.Task.Track(run.TaskId))
            .LastAsync();
        Show($"{last.ValueOrThrow().Status}");
    }

    private async Task Resubmit(AltogicClient client, AltogicBackend backend)
    {
        var message = (await client.Queue.SubmitMessage("mailing", new { to = "nobody" })).ValueOrThrow();
        await client.Queue.Track(message.MessageId).LastAsync();

        foreach (var letter in backend.Queues.GetDeadLetters("mailing"))
            Show($"{letter.MessageId} failed {letter.Attempts} times: {letter.Errors["code"]}");
        await backend.Queues.ResubmitAllAsync("mailing");

        Assert.That(_shown[^1], Does.Contain("failed 1 times: service_error"));
    }

    private Task SendAsync(string id, JsonNode message, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if ((string?)message["to"] == "nobody") throw new InvalidOperationException("There is nobody.");
        lock (_sent) _sent.Add(id);
        return Task.CompletedTask;
    }

    private void Show(string text) => _shown.Add(text);
}
