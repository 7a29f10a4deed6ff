using System.Reactive.Linq;
using Altogic.Reactive.Backend;

namespace Altogic.Reactive.Examples.EndpointsAndQueues;

/// <summary>Messages and tasks: submitted, followed to their end, and looked after.</summary>
internal static class QueueTour
{
    public static async Task RunAsync(AltogicClient client, AltogicBackend backend)
    {
        Say.Step("A tracked job: the message is on disk when it is acknowledged, and fails at its first attempt");
        var message = (await client.Queue.SubmitMessage("mailing", new { to = "ada@example.com" })).ValueOrThrow();
        var last = await client.Queue.Track(message.MessageId)
            .ValueOrThrow()
            .Do(info => Say.Note($"{info.Status}", info.IsFinal ? $"after {(info.CompletedAt - info.SubmittedAt)!.Value.TotalSeconds:0.0} s" : info.MessageId));
        Expect(last.Status, RunStatus.Completed);

        Say.Step("Twenty jobs, four at a time");
        var done = await Observable.Range(1, 20)
            .SelectMany(n => client.Queue.SubmitMessage("thumbnails", new { photo = $"summer-{n}.png" }))
            .SelectManyResult(info => client.Queue.Track(info.MessageId).LastAsync())
            .ValueOrThrow()
            .Count(info => info.Status == RunStatus.Completed);
        Expect(done, 20);
        Say.Note("thumbnails", $"{done} completed");

        Say.Step("A job that cannot succeed becomes a dead letter, and is submitted again once its cause is gone");
        var lost = (await client.Queue.SubmitMessage("thumbnails", new { photo = "" })).ValueOrThrow();
        var end = await client.Queue.Track(lost.MessageId).ValueOrThrow().LastAsync();
        Expect(end.Status, RunStatus.Errors);
        Say.Note($"{end.Status}", $"{end.Errors!["code"]}: {end.Errors["message"]}");
        var letters = backend.Queues.GetDeadLetters("thumbnails");
        Expect(letters.Count, 1);
        foreach (var letter in letters) Say.Note("dead letter", $"{letter.MessageId} after {letter.Attempts} attempt");
        Say.Note("submitted again", $"{await backend.Queues.ResubmitAllAsync("thumbnails")}");

        Say.Step("A scheduled task: when it will run, and one run right now");
        foreach (var next in backend.Tasks.GetNextTimes("nightly", 3)) Say.Note("nightly", $"{next:yyyy-MM-dd HH:mm} UTC, 03:00 in Istanbul");
        var run = await client.Task.RunOnce("nightly").SelectManyResult(started => client.Task.Track(started.TaskId)).ValueOrThrow().LastAsync();
        Expect(run.Status, RunStatus.Completed);
        Say.Note($"{run.Status}", $"run {run.TaskId} of {run.ScheduledTaskName}");
    }

    /// <summary>Ends the example where it does not go as it says.</summary>
    private static void Expect<T>(T actual, T expected)
    {
        if (!Equals(actual, expected)) throw new InvalidOperationException($"{expected} was expected, not {actual}.");
    }
}
