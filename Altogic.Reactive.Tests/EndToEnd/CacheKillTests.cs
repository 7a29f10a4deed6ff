using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reactive.Linq;
using Altogic.Reactive.Database;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.EndToEnd;

/// <summary>
/// The backend is killed while writers fill its cache, and started again: values are whole, nothing goes back further than a second
/// of acknowledged changes, and copies of objects are as good as the objects (ADR 0004). A clean stop loses nothing.
/// </summary>
public sealed class CacheKillTests
{
    private const int Rounds = 6;
    private const int Writers = 8;
    private const string Key = "kill-test-key";
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    [Test]
    public async Task Kill_WhileWriting_LosesASecondAtMost_AndTearsNothing()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(10);
        for (var round = 0; round < Rounds; round++)
        {
            var journal = new Journal();
            await WriteUntilKilledAsync(folder.Path, journal, round, random.Next(200, 3000));
            await AssertAsync(folder.Path, journal, round);
        }
    }

    [Test]
    public async Task CleanStop_LosesNothing()
    {
        using var folder = new TemporaryFolder();
        using (var backend = Start(folder.Path))
        {
            using var client = await ConnectAsync(backend);
            foreach (var n in Enumerable.Range(0, 200)) (await client.Cache.Set("k" + n, n)).ValueOrThrow();
            (await client.Cache.Increment("n", 5)).ValueOrThrow();
            (await client.Cache.Delete("k0")).ValueOrThrow();
            await backend.TerminateAsync();
            Assert.That((await backend.EndAsync()).Code, Is.Zero);
        }

        using var again = Start(folder.Path);
        using var reader = await ConnectAsync(again);
        var keys = await reader.Cache.Keys("k*").Select(key => key.ValueOrThrow()).ToList();
        Assert.That(keys.Select(key => (int)key.Value!), Is.EquivalentTo(Enumerable.Range(1, 199)));
        Assert.That((await reader.Cache.Get<int>("n")).ValueOrThrow(), Is.EqualTo(5));
        again.Kill();
        await again.EndAsync();
    }

    private static BackendProcess Start(string folder) =>
        BackendProcess.Start(folder, "serve", "--url", "http://127.0.0.1:0", "--data", "data", "--client-key", Key);

    private static async Task<AltogicClient> ConnectAsync(BackendProcess backend) =>
        new((string)(await backend.ReadyAsync())["url"]!, Key, new AltogicClientOptions { RetryPolicy = RetryPolicy.None });

    private static async Task WriteUntilKilledAsync(string folder, Journal journal, int round, int acknowledgements)
    {
        using var backend = Start(folder);
        using var client = await ConnectAsync(backend);
        var left = acknowledgements;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var n = 1; await WriteAsync(client, journal, $"{round}-{writer}", writer, n); n++)
                if (Interlocked.Decrement(ref left) == 0) backend.Kill();
        })));
        await backend.EndAsync();
    }

    /// <summary>One change; false when the backend is dead.</summary>
    private static async Task<bool> WriteAsync(AltogicClient client, Journal journal, string key, int writer, int version)
    {
        var sent = Stopwatch.GetTimestamp();
        if (writer == 0) return Note(await client.Cache.Increment(key), () => journal.Acknowledge(key, version, sent));
        if (writer == 1) return await WriteObjectAsync(client, journal, version);

        // Long enough to span pages of the database, and its parts tell whether they belong together.
        var value = new JArray(Enumerable.Repeat(version, 1 + (version % 3 * 2000)));
        return Note(await client.Cache.Set(key, value), () => journal.Acknowledge(key, version, sent));
    }

    private static async Task<bool> WriteObjectAsync(AltogicClient client, Journal journal, int version)
    {
        var options = new WriteOptions { Cache = CacheOption.OneDay };
        if (journal.ObjectId is null)
        {
            var made = await client.Db.Model("rows").Object().Create(new { n = version }, options);
            return Note(made, () => journal.ObjectId = (string)made.Data!["_id"]!);
        }

        return Note(await client.Db.Model("rows").Object(journal.ObjectId).Update(new { n = version }, options), () => { });
    }

    private static bool Note<T>(Result<T> result, Action note)
    {
        if (result.IsSuccess)
        {
            note();
            return true;
        }

        Assert.That(result.Errors.Kind, Is.EqualTo(ErrorKind.Network), result.Errors.ToString());
        return false;
    }

    private static async Task AssertAsync(string folder, Journal journal, int round)
    {
        using var backend = Start(folder);
        using var client = await ConnectAsync(backend);
        var kept = new Dictionary<string, int>();
        foreach (var entry in await client.Cache.Keys($"{round}-*").Select(key => key.ValueOrThrow()).ToList()) kept[entry.Key] = Version(entry.Value!);

        // What was lost began after the oldest lost change was acknowledged at the latest, and a second after it nothing was
        // acknowledged without being written. So the last lost one was sent within that second.
        var lost = journal.Acknowledged.Where(change => change.Version > kept.GetValueOrDefault(change.Key)).ToList();
        if (lost.Count > 0)
        {
            var span = Stopwatch.GetElapsedTime(lost.Min(change => change.Received), lost.Max(change => change.Sent));
            Assert.That(span, Is.LessThanOrEqualTo(Window), $"{lost.Count} changes were lost");
        }

        if (journal.ObjectId is { } id)
        {
            var stored = (await client.Db.Model("rows").Object(id).Get()).ValueOrThrow();
            var copy = (await client.Cache.Get(id)).ValueOrThrow();
            Assert.That(JToken.DeepEquals(copy, stored), Is.True, () => $"the copy {copy} of {stored}");
        }

        backend.Kill();
        await backend.EndAsync();
    }

    private static int Version(JToken value)
    {
        if (value is not JArray parts) return (int)value;
        Assert.That(parts.Distinct(JToken.EqualityComparer).Count(), Is.EqualTo(1), "half an old value, half a new one");
        var version = (int)parts[0];
        Assert.That(parts, Has.Count.EqualTo(1 + (version % 3 * 2000)), "a value is whole");
        return version;
    }

    /// <summary>What was acknowledged, and when, by the clock of this process.</summary>
    private sealed class Journal
    {
        private readonly ConcurrentQueue<Change> _changes = new();

        public string? ObjectId { get; set; }

        public IReadOnlyCollection<Change> Acknowledged => _changes;

        public void Acknowledge(string key, int version, long sent) => _changes.Enqueue(new Change(key, version, sent, Stopwatch.GetTimestamp()));
    }

    private sealed record Change(string Key, int Version, long Sent, long Received);
}
