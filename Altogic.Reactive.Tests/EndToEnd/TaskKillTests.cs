using System.Collections.Concurrent;
using System.Globalization;
using System.Reactive.Linq;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.EndToEnd;

/// <summary>
/// The backend is killed while runs are asked for, triggered by the schedule and worked on, again and again. Every run that was
/// acknowledged comes to an end, none is begun twice, and each time of the schedule has one run at most.
/// <c>ALTOGIC_KILL_ROUNDS</c> asks for more rounds than the usual 4.
/// </summary>
public sealed class TaskKillTests
{
    private const int Callers = 4;
    private const string Key = "kill-test-key";

    [Test]
    public async Task Kill_WhileRunsAreAskedForAndScheduled_LosesNoneAndDoublesNone()
    {
        var rounds = int.Parse(Environment.GetEnvironmentVariable("ALTOGIC_KILL_ROUNDS") ?? "4", CultureInfo.InvariantCulture);
        var random = new Random(13);
        using var folder = new TemporaryFolder();
        await using var worker = await QueueWorker.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "altogic.json"), App(worker.Url));
        var acknowledged = new ConcurrentQueue<string>();
        for (var round = 0; round < rounds; round++)
        {
            await RunUntilKilledAsync(folder.Path, acknowledged, random.Next(5, 60));
            await MissSomeTimesAsync(folder.Path);
        }

        using var backend = Start(folder.Path);
        using var client = new AltogicClient((string)(await backend.ReadyAsync())["url"]!, Key);
        var completed = new List<string>();
        foreach (var id in acknowledged)
        {
            var final = await client.Task.Track(id, new TrackOptions { FirstInterval = TimeSpan.FromMilliseconds(20) }).ValueOrThrow().LastAsync();
            if (final.Status == RunStatus.Completed) completed.Add(id);
            else Assert.That((string?)final.Errors?["code"], Is.EqualTo("interrupted"), id);
        }

        await client.Task.RunOnce("work").ValueOrThrow().SelectMany(run => client.Task.Track(run.TaskId).ValueOrThrow().LastAsync());
        await backend.TerminateAsync();
        Assert.That((await backend.EndAsync()).Code, Is.Zero);
        Assert.That(completed.Except(worker.Attempts.Select(run => run.Id)), Is.Empty, "completed without having been worked on");
        Assert.That(worker.Attempts, Is.Unique, "a run was begun twice");
        var (runs, times) = await ScheduledAsync(folder.Path);
        Assert.That(runs, Is.EqualTo(times).And.GreaterThan(0), "a time of the schedule had two runs");
    }

    private static async Task RunUntilKilledAsync(string folder, ConcurrentQueue<string> acknowledged, int count)
    {
        using var backend = Start(folder);
        using var client = new AltogicClient((string)(await backend.ReadyAsync())["url"]!, Key, new AltogicClientOptions { RetryPolicy = RetryPolicy.None });
        var left = count;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (true)
            {
                var result = await client.Task.RunOnce("work");
                if (result.IsSuccess)
                {
                    acknowledged.Enqueue(result.Data.TaskId);
                    if (Interlocked.Decrement(ref left) == 0) backend.Kill();
                    continue;
                }

                if (result.Errors.Status == 429) continue; // many wait: fewer come
                Assert.That(result.Errors.Kind, Is.EqualTo(ErrorKind.Network), result.Errors.ToString());
                return; // the connection broke: the backend is dead
            }
        })));
        await backend.EndAsync();
    }

    /// <summary>Has the schedule look as if the backend had not run for some minutes.</summary>
    private static async Task MissSomeTimesAsync(string folder)
    {
        await using var store = SqliteDatabase.Open(Path.Combine(folder, "data", "altogic.db"));
        await store.WriteAsync(db => db.Execute("UPDATE task_schedules SET handled_until = handled_until - 600000"));
    }

    private static async Task<(long Runs, long Times)> ScheduledAsync(string folder)
    {
        await using var store = SqliteDatabase.Open(Path.Combine(folder, "data", "altogic.db"));
        return store.Read(db => (
            (long)db.Scalar("SELECT count(scheduled_at) FROM jobs")!,
            (long)db.Scalar("SELECT count(DISTINCT scheduled_at) FROM jobs")!));
    }

    private static BackendProcess Start(string folder) =>
        BackendProcess.Start(folder, "serve", "--url", "http://127.0.0.1:0", "--data", "data", "--app", "altogic.json", "--client-key", Key);

    private static string App(string url) => new JsonObject
    {
        ["tasks"] = new JsonArray(new JsonObject { ["name"] = "work", ["service"] = "work", ["cron"] = "* * * * *", ["catchUpSeconds"] = 3600 }),
        ["services"] = new JsonObject { ["work"] = new JsonObject { ["url"] = url } },
    }.ToJsonString();
}
