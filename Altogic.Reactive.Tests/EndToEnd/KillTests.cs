using System.Collections.Concurrent;
using System.Globalization;
using System.Reactive.Linq;
using Altogic.Reactive.Database;
using Altogic.Reactive.Tests.Testing;
using Microsoft.Data.Sqlite;

namespace Altogic.Reactive.Tests.EndToEnd;

/// <summary>
/// The backend is killed while 16 writers are at work and started again on the same folder: what was acknowledged is there,
/// nothing is half there. <c>ALTOGIC_KILL_ROUNDS</c> asks for more rounds than the usual 20.
/// </summary>
[Parallelizable(ParallelScope.Self)]
public sealed class KillTests
{
    private const int Writers = 16;
    private const int ArrayLength = 5;
    private const int MostAcknowledged = 400;
    private const string Key = "kill-test-key";

    [Test]
    public async Task Kill_WhileWriting_LosesNothingThatWasAcknowledged()
    {
        var rounds = int.Parse(Environment.GetEnvironmentVariable("ALTOGIC_KILL_ROUNDS") ?? "20", CultureInfo.InvariantCulture);
        var random = new Random(7);
        using var folder = new TemporaryFolder();
        var journal = new Journal();
        for (var round = 0; round < rounds; round++)
        {
            await WriteUntilKilledAsync(folder.Path, journal, round, random.Next(20, MostAcknowledged));
            AssertIntegrity(folder.Path);
        }

        await AssertNothingIsLostAsync(folder.Path, journal);
    }

    private static async Task WriteUntilKilledAsync(string folder, Journal journal, int round, int acknowledgements)
    {
        using var backend = BackendProcess.Start(folder, "serve", "--url", "http://127.0.0.1:0", "--data", "data", "--client-key", Key);
        using var client = new AltogicClient((string)(await backend.ReadyAsync())["url"]!, Key, new AltogicClientOptions { RetryPolicy = RetryPolicy.None });
        if (round > 0) await AssertAcknowledgedAsync(client, journal);
        var counter = await CounterAsync(client, journal, round);
        var left = acknowledgements;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var n = 0; ; n++)
            {
                var isAcknowledged = await journal.WriteAsync(client, counter, $"{round}-{writer}-{n}", n % 3);
                if (!isAcknowledged) return; // the connection broke: the backend is dead
                if (Interlocked.Decrement(ref left) == 0) backend.Kill();
            }
        })));
        await backend.EndAsync();
    }

    private static async Task<string> CounterAsync(AltogicClient client, Journal journal, int round)
    {
        var name = "counter-" + round.ToString(CultureInfo.InvariantCulture);
        var made = (await client.Db.Model("counters").Create(new { name, n = 0 })).ValueOrThrow();
        journal.Counters[name] = 0;
        return (string)made["_id"]! + " " + name;
    }

    private static async Task AssertNothingIsLostAsync(string folder, Journal journal)
    {
        using var backend = BackendProcess.Start(folder, "serve", "--url", "http://127.0.0.1:0", "--data", "data", "--client-key", Key);
        using var client = new AltogicClient((string)(await backend.ReadyAsync())["url"]!, Key);
        await AssertAcknowledgedAsync(client, journal);
        await backend.TerminateAsync();
        Assert.That((await backend.EndAsync()).Code, Is.Zero);
    }

    private static async Task AssertAcknowledgedAsync(AltogicClient client, Journal journal)
    {
        var singles = await NamesAsync(client, "singles");
        Assert.That(journal.Singles.Keys.Except(singles), Is.Empty, "acknowledged objects are gone");
        var arrays = (await NamesAsync(client, "arrays")).GroupBy(n => n).ToDictionary(g => g.Key, g => g.Count());
        Assert.That(journal.Arrays.Keys.Except(arrays.Keys), Is.Empty, "acknowledged arrays are gone");
        Assert.That(arrays.Where(a => a.Value != ArrayLength), Is.Empty, "half an array is there");
        foreach (var row in (await client.Db.Model("counters").Limit(1000).Get()).ValueOrThrow())
            Assert.That((int)row["n"]!, Is.GreaterThanOrEqualTo(journal.Counters[(string)row["name"]!]), "acknowledged increments are gone");
    }

    private static async Task<List<string>> NamesAsync(AltogicClient client, string model)
    {
        var names = new List<string>();
        for (var page = 1; ; page++)
        {
            var rows = (await client.Db.Model(model).Sort("_id", SortDirection.Ascending).Page(1000).Get(page)).ValueOrThrow();
            names.AddRange(rows.Items.Select(row => (string)row["name"]!));
            if (rows.Items.Count < 1000) return names;
        }
    }

    /// <summary>Checks a copy: the backend itself is to do the recovery of the original.</summary>
    private static void AssertIntegrity(string folder)
    {
        using var copy = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "data"), "*.db*"))
            File.Copy(file, Path.Combine(copy.Path, Path.GetFileName(file)));
        var database = Directory.EnumerateFiles(copy.Path, "*.db").Single();
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        Assert.That(command.ExecuteScalar(), Is.EqualTo("ok"));
    }

    /// <summary>What was acknowledged.</summary>
    private sealed class Journal
    {
        public ConcurrentDictionary<string, bool> Singles { get; } = new();

        public ConcurrentDictionary<string, bool> Arrays { get; } = new();

        public ConcurrentDictionary<string, int> Counters { get; } = new();

        public async Task<bool> WriteAsync(AltogicClient client, string counter, string name, int kind)
        {
            if (kind == 0) return Note(await client.Db.Model("singles").Create(new { name }), () => Singles[name] = true);
            if (kind == 1)
            {
                var items = Enumerable.Range(0, ArrayLength).Select(n => new { name, n });
                return Note(await client.Db.Model("arrays").CreateMany(items), () => Arrays[name] = true);
            }

            var (id, key) = (counter[..24], counter[25..]);
            var result = await client.Db.Model("counters").Object(id).UpdateFields(FieldUpdate.Increment("n", 1));
            return Note(result, () => Counters.AddOrUpdate(key, 1, (_, count) => count + 1));
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
    }
}
