using System.Collections.Concurrent;
using System.Globalization;
using System.Reactive.Linq;
using System.Text.Json.Nodes;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.EndToEnd;

/// <summary>
/// The backend is killed while messages are submitted and worked on, again and again; every message that was acknowledged is
/// worked on in the end, with an attempt number that never comes twice. <c>ALTOGIC_KILL_ROUNDS</c> asks for more rounds than the usual 4.
/// </summary>
public sealed class QueueKillTests
{
    private const int Writers = 8;
    private const string Key = "kill-test-key";

    [Test]
    public async Task Kill_WhileMessagesAreSubmittedAndWorkedOn_LosesNone()
    {
        var rounds = int.Parse(Environment.GetEnvironmentVariable("ALTOGIC_KILL_ROUNDS") ?? "4", CultureInfo.InvariantCulture);
        var random = new Random(11);
        using var folder = new TemporaryFolder();
        await using var worker = await QueueWorker.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "altogic.json"), App(worker.Url));
        var acknowledged = new ConcurrentQueue<string>();
        for (var round = 0; round < rounds; round++) await SubmitUntilKilledAsync(folder.Path, acknowledged, random.Next(20, 150));

        using var backend = Start(folder.Path);
        using var client = new AltogicClient((string)(await backend.ReadyAsync())["url"]!, Key);
        foreach (var id in acknowledged)
        {
            var final = await client.Queue.Track(id, new TrackOptions { FirstInterval = TimeSpan.FromMilliseconds(20) }).ValueOrThrow().LastAsync();
            Assert.That(final.Status, Is.EqualTo(RunStatus.Completed), id);
        }

        await backend.TerminateAsync();
        Assert.That((await backend.EndAsync()).Code, Is.Zero);
        Assert.That(acknowledged.Except(worker.Attempts.Select(attempt => attempt.Id)), Is.Empty, "completed without having been worked on");
        Assert.That(worker.Attempts, Is.Unique, "an attempt number came twice");
        Assert.That(worker.Attempts.Select(attempt => attempt.Number), Has.Some.GreaterThan(1), "no kill hit a message at work");
    }

    private static async Task SubmitUntilKilledAsync(string folder, ConcurrentQueue<string> acknowledged, int count)
    {
        using var backend = Start(folder);
        using var client = new AltogicClient((string)(await backend.ReadyAsync())["url"]!, Key, new AltogicClientOptions { RetryPolicy = RetryPolicy.None });
        var left = count;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var n = 0; ; n++)
            {
                var result = await client.Queue.SubmitMessage("work", new { writer, n });
                if (!result.IsSuccess)
                {
                    Assert.That(result.Errors.Kind, Is.EqualTo(ErrorKind.Network), result.Errors.ToString());
                    return; // the connection broke: the backend is dead
                }

                acknowledged.Enqueue(result.Data.MessageId);
                if (Interlocked.Decrement(ref left) == 0) backend.Kill();
            }
        })));
        await backend.EndAsync();
    }

    private static BackendProcess Start(string folder) =>
        BackendProcess.Start(folder, "serve", "--url", "http://127.0.0.1:0", "--data", "data", "--app", "altogic.json", "--client-key", Key);

    private static string App(string url) => new JsonObject
    {
        ["queues"] = new JsonArray(new JsonObject { ["name"] = "work", ["service"] = "work", ["maxAttempts"] = 1000, ["concurrency"] = 4 }),
        ["services"] = new JsonObject { ["work"] = new JsonObject { ["url"] = url } },
    }.ToJsonString();
}
