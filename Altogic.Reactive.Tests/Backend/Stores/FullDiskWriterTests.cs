using System.Text;
using System.Text.Json;
using Altogic.Reactive.Backend.Modules.Cache;
using Altogic.Reactive.Backend.Modules.Database.Writing;
using Altogic.Reactive.Backend.Stores;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Tests.Testing;
using Microsoft.Data.Sqlite;

namespace Altogic.Reactive.Tests.Backend.Stores;

/// <summary>When the disk is full, the writer gives back the room of its log and runs the writes once more.</summary>
internal sealed class FullDiskWriterTests
{
    private static readonly SqliteException Full = new("database or disk is full", SQLitePCL.raw.SQLITE_FULL);
    private TestDatabase _database = null!;
    private TemporaryFolder _folder = null!;
    private ManualTimers _time = null!;

    private string Log => Path.Combine(_folder.Path, "altogic.db-wal");

    [SetUp]
    public async Task Open()
    {
        (_folder, _time) = (new TemporaryFolder(), new ManualTimers());
        _database = await TestDatabase.OpenAsync(folder: _folder.Path, time: _time);
        await _database.Store.WriteAsync(db => db.Execute("CREATE TABLE t (v TEXT NOT NULL)"));
    }

    [TearDown]
    public async Task Close()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task Write_WithoutRoom_IsRunAgainWithTheRoomOfTheLog()
    {
        var (lengths, done) = (new List<long>(), 0);
        await _database.Store.WriteAsync(db => db.Execute("INSERT INTO t VALUES ($1)", new string('x', 100_000)));
        var rows = await _database.Store.WriteAsync(db =>
        {
            lengths.Add(new FileInfo(Log).Length);
            db.AfterCommit(() => done++);
            db.Execute("INSERT INTO t VALUES ('small')");
            return lengths.Count == 1 ? throw Full : Count(db);
        });
        Assert.That(lengths[0], Is.GreaterThan(100_000));
        Assert.That((lengths[1], rows, done), Is.EqualTo((0L, 2L, 1)));
    }

    [Test]
    public async Task Room_ToEmptyTheLog_IsKept()
    {
        var reserve = new FileInfo(Path.Combine(_folder.Path, "altogic.db-reserve"));
        Assert.That(reserve.Length, Is.EqualTo(2 << 20));
        for (var i = 0; i < 30; i++) await _database.Store.WriteAsync(db => db.Execute("INSERT INTO t VALUES ($1)", new string('x', 100_000)));
        await _database.Store.WriteAsync(_ => true);
        reserve.Refresh();
        Assert.That(reserve.Length, Is.GreaterThanOrEqualTo(new FileInfo(Log).Length + (1 << 20)));
        var lengths = new List<long>();
        await _database.Store.WriteAsync(_ =>
        {
            lengths.Add(new FileInfo(reserve.FullName).Length);
            return lengths.Count == 1 ? throw Full : true;
        });
        Assert.That(lengths, Is.EqualTo(new[] { reserve.Length, 2L << 20 }), "as long as the log was, then as it is");
        await _database.Store.DisposeAsync();
        Assert.That(File.Exists(reserve.FullName), Is.False, "a closed database has no log");
    }

    [Test]
    public async Task Room_ThatCannotBeKept_HoldsUpNobody()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "data.db-reserve"));
        await using var store = SqliteDatabase.Open(Path.Combine(folder.Path, "data.db"));
        await store.WriteAsync(db => db.Execute("CREATE TABLE t (v)"));
        Assert.That(await store.WriteAsync(Insert), Is.EqualTo(1));
    }

    [Test]
    public async Task Group_WithAWriteThatFindsNoRoomTwice_KeepsTheOthers()
    {
        var runs = 0;
        var group = await QueueAsync(
            () => _database.Store.WriteAsync(Insert),
            () => _database.Store.WriteAsync<long>(_ =>
            {
                runs++;
                throw Full;
            }),
            () => _database.Store.WriteAsync(Insert));
        await group[0];
        await group[2];
        Assert.That(async () => await group[1], Throws.TypeOf<SqliteException>());
        Assert.That((runs, _database.Store.Read(Count)), Is.EqualTo((2, 2L)));
    }

    [Test]
    public async Task Deletion_MayUseTheReserve_WhenNothingElseMay()
    {
        var reserve = new FileInfo(Path.Combine(_folder.Path, "altogic.db-reserve"));
        var seen = new List<(string Who, bool Reserve)>();
        await _database.Store.WriteAsync(Insert);
        var group = await QueueAsync(
            () => _database.Store.WriteAsync(_ => Run("addition")),
            () => _database.Store.DeleteAsync(db => db.Execute("DELETE FROM t") + (Run("deletion") ? 0L : 0L)));
        await group[1];
        Assert.That(async () => await group[0], Throws.TypeOf<SqliteException>());
        Assert.That(seen, Is.EqualTo(new[] { ("addition", true), ("addition", true), ("deletion", false) }));
        Assert.That(_database.Store.Read(Count), Is.Zero);
        reserve.Refresh();
        Assert.That(reserve.Length, Is.EqualTo(2 << 20), "kept again");

        bool Run(string who)
        {
            seen.Add((who, File.Exists(reserve.FullName)));
            return File.Exists(reserve.FullName) ? throw Full : true;
        }
    }

    [Test]
    public async Task Append_RunAgain_AddsItsObjectsOnce()
    {
        await using var database = await TestDatabase.OpenAsync();
        var made = await database.Module.Creator.CreateManyAsync(database.Module.Models.Resolve("lists"), Json("[{}]"), default);
        var id = JsonElement.Parse(made[0]).GetProperty("_id").GetString()!;
        Task<Answers>? append = null;
        var failing = await QueueAsync(
            database.Store,
            () => Append(),
            () => FailOnceAsync(database.Store));
        await Task.WhenAll(failing);
        var answers = await append!;
        Assert.That(Encoding.UTF8.GetString(answers.Objects[0]), Does.Contain("\"name\":\"x\""));
        Assert.That(database.Store.Read(db => db.Scalar("SELECT json_array_length(doc, '$.items') FROM d_lists")), Is.EqualTo(1L));

        Task Append() => append = database.Module.EmbeddedCreator.AppendAsync(database.Module.Models.Resolve("lists.items"), id, Json("""{"name":"x"}"""), default, CancellationToken.None);
    }

    [Test]
    public async Task CacheKeys_RunAgain_AreAllWritten()
    {
        Task written = Task.CompletedTask;
        await _database.Cache.SetAsync("a", "1"u8.ToArray(), null, default);
        var group = await QueueAsync(
            () =>
            {
                _time.Advance(CacheJournal.Delay);
                return Task.CompletedTask;
            },
            () => FailOnceAsync(_database.Store, () => written = _database.Cache.SetAsync("b", "2"u8.ToArray(), null, default)));
        await Task.WhenAll(group);
        await written;
        _time.Advance(CacheJournal.Delay);
        await _database.Store.WriteAsync(_ => true);
        Assert.That(_database.Store.Read(db => db.Scalar("SELECT group_concat(key) FROM (SELECT key FROM cache_entries ORDER BY key)")), Is.EqualTo("a,b"));
    }

    [TestCase(13, true)]
    [TestCase(4874, true)]
    [TestCase(19, false)]
    [TestCase(10, false)]
    public void Failure_OfTheDatabase_IsAFullDisk(int code, bool isFull)
    {
        var failure = new SqliteException("no", code & 0xFF, code);
        Assert.That((DiskFull.IsCauseOf(failure), DiskFull.IsCauseOf(new TransactionLostException(failure)), DiskFull.IsCauseOf(null)), Is.EqualTo((isFull, isFull, false)));
    }

    private static Task<bool> FailOnceAsync(SqliteDatabase store, Action? first = null)
    {
        var runs = 0;
        return store.WriteAsync(_ =>
        {
            if (++runs > 1) return true;
            first?.Invoke();
            throw Full;
        });
    }

    private static JsonElement Json(string text) => JsonElement.Parse(text);

    private static long Insert(DbSession db) => db.Execute("INSERT INTO t VALUES ('x')");

    private static long Count(DbSession db) => (long)db.Scalar("SELECT count(*) FROM t")!;

    private Task<Task[]> QueueAsync(params Func<Task>[] writes) => QueueAsync(_database.Store, writes);

    /// <summary>Has all the writes wait before the first of them runs, so that they are one group.</summary>
    private static async Task<Task[]> QueueAsync(SqliteDatabase store, params Func<Task>[] writes)
    {
        using var gate = new SyncPoint();
        var holding = store.WriteAsync(_ =>
        {
            gate.Block();
            return true;
        });
        await gate.Reached;
        Task[] tasks = [.. writes.Select(write => write())];
        gate.Release();
        await holding;
        return tasks;
    }
}
