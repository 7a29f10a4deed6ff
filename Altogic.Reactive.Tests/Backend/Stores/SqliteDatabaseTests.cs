using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Stores;

internal sealed class SqliteDatabaseTests
{
    private TemporaryFolder _folder = null!;
    private SqliteDatabase _database = null!;

    private string FilePath => Path.Combine(_folder.Path, "data.db");

    [SetUp]
    public async Task OpenAsync()
    {
        _folder = new TemporaryFolder();
        _database = SqliteDatabase.Open(FilePath);
        await _database.WriteAsync(session => session.Execute("CREATE TABLE t (v TEXT NOT NULL UNIQUE)"));
    }

    [TearDown]
    public async Task CloseAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task WriteAsync_ManyWaiting_ShareOneCommit()
    {
        var before = _database.Commits;
        var writes = await QueueAsync([.. Enumerable.Range(0, 100).Select(i => Insert($"v{i}"))]);

        await Task.WhenAll(writes);

        Assert.That(_database.Commits - before, Is.EqualTo(2), "the blocking write, then all others together");
        Assert.That(Count(), Is.EqualTo(100));
    }

    [Test]
    public async Task WriteAsync_OneOfAGroupFails_TheOthersAreKept()
    {
        var writes = await QueueAsync([
            Insert("a"),
            session =>
            {
                session.Execute("INSERT INTO t VALUES ('undone')");
                throw new FormatException("no");
            },
            Insert("b"),
            Insert("a"),
        ]);

        Assert.That(async () => await writes[1], Throws.TypeOf<FormatException>());
        Assert.That(async () => await writes[3], Throws.TypeOf<Microsoft.Data.Sqlite.SqliteException>());
        await writes[0];
        await writes[2];
        Assert.That(Values(), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public async Task WriteAsync_CommitFails_FailsTheWholeGroupAndGoesOn()
    {
        var refuse = true;
        await _database.WriteAsync(session =>
        {
            SQLitePCL.raw.sqlite3_commit_hook(session.Connection.Handle, _ => refuse ? 1 : 0, null);
            refuse = false;
            return 0;
        });
        refuse = true;

        // The writer itself holds the first group back until all writes wait.
        var first = _database.WriteAsync(Insert("a"));
        var second = _database.WriteAsync(Insert("b"));
        Assert.That(async () => await first, Throws.TypeOf<Microsoft.Data.Sqlite.SqliteException>());
        Assert.That(async () => await second, Throws.TypeOf<Microsoft.Data.Sqlite.SqliteException>());

        refuse = false;
        await _database.WriteAsync(Insert("c"));
        Assert.That(Values(), Is.EqualTo(new[] { "c" }));
    }

    [Test]
    public async Task WriteAsync_DiskFull_LosesTheGroupVisiblyAndRecovers()
    {
        await _database.WriteAsync(session => session.Scalar("PRAGMA max_page_count=30"));
        var huge = new string('x', 1_000_000);

        var writes = await QueueAsync([Insert("small"), Insert(huge), Insert("late")]);

        Assert.That(async () => await writes[1], Throws.TypeOf<Microsoft.Data.Sqlite.SqliteException>());
        var kept = 0;
        foreach (var write in new[] { writes[0], writes[2] })
        {
            try
            {
                await write;
                kept++;
            }
            catch (TransactionLostException)
            {
                // Told so, which is all that matters: nothing acknowledged is missing.
            }
        }

        Assert.That(Count(), Is.EqualTo(kept));
        await _database.WriteAsync(Insert("after"));
        Assert.That(Values(), Does.Contain("after"));
    }

    [Test]
    public async Task WriteAsync_CancelledWhileWaiting_IsSkipped()
    {
        using var cancel = new CancellationTokenSource();
        using var gate = new ManualResetEventSlim();
        var blocking = Block(gate);
        var waiting = _database.WriteAsync(Insert("never"), cancel.Token);
        await cancel.CancelAsync();
        gate.Set();

        Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
        await blocking;
        Assert.That(Count(), Is.Zero);
    }

    [Test]
    public async Task WriteAsync_LeavesATransactionBroken_TheWriterLives()
    {
        var lost = _database.WriteAsync(session => session.Execute("ROLLBACK"));

        Assert.That(async () => await lost, Throws.TypeOf<TransactionLostException>());
        await _database.WriteAsync(Insert("next"));
        Assert.That(Values(), Is.EqualTo(new[] { "next" }));
    }

    [Test]
    public async Task AfterCommit_RunsOnceWhenKept_NeverWhenUndone()
    {
        var runs = new List<string>();
        await _database.WriteAsync(session =>
        {
            session.AfterCommit(() => runs.Add("kept"));
            return 0;
        });
        var failed = _database.WriteAsync<int>(session =>
        {
            session.AfterCommit(() => runs.Add("undone"));
            throw new FormatException();
        });

        Assert.That(async () => await failed, Throws.TypeOf<FormatException>());
        await _database.WriteAsync(Insert("x"));
        Assert.That(runs, Is.EqualTo(new[] { "kept" }));
    }

    [Test]
    public async Task AfterCommit_Throws_TellsItsCallerAndGoesOn()
    {
        var write = _database.WriteAsync(session =>
        {
            session.AfterCommit(() => throw new FormatException());
            return 0;
        });

        Assert.That(async () => await write, Throws.TypeOf<FormatException>());
        await _database.WriteAsync(Insert("next"));
    }

    [Test]
    public async Task DisposeAsync_WithWritesWaiting_FinishesThem()
    {
        using var gate = new ManualResetEventSlim();
        var blocking = Block(gate);
        var writes = Enumerable.Range(0, 50).Select(i => _database.WriteAsync(Insert($"v{i}"))).ToArray();
        var closing = _database.DisposeAsync();
        gate.Set();
        await closing;

        await blocking;
        await Task.WhenAll(writes);
        Assert.That(async () => await _database.WriteAsync(Insert("late")), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => _database.Read(session => 0), Throws.TypeOf<ObjectDisposedException>());
        _database = SqliteDatabase.Open(FilePath);
        Assert.That(Count(), Is.EqualTo(50));
    }

    [Test]
    public async Task Read_DuringWrites_SeesOneMoment()
    {
        await _database.WriteAsync(Insert("before"));
        using var seen = new ManualResetEventSlim();
        using var written = new ManualResetEventSlim();
        var reading = Task.Run(() => _database.Read(session =>
        {
            var first = session.Scalar("SELECT count(*) FROM t");
            seen.Set();
            written.Wait();
            return (first, session.Scalar("SELECT count(*) FROM t"));
        }));
        seen.Wait();
        await _database.WriteAsync(Insert("meanwhile"));
        written.Set();

        Assert.That(await reading, Is.EqualTo(((object)1L, (object)1L)));
        Assert.That(Count(), Is.EqualTo(2));
    }

    [Test]
    public async Task Read_ThatThrows_LeavesNothingOpen()
    {
        for (var i = 0; i < 50; i++)
        {
            Assert.That(() => _database.Read<int>(_ => throw new FormatException()), Throws.TypeOf<FormatException>());
            Assert.That(() => _database.Read(session => session.Execute("SELECT nonsense")), Throws.TypeOf<Microsoft.Data.Sqlite.SqliteException>());
        }

        await _database.WriteAsync(Insert("x"));
        Assert.That(Count(), Is.EqualTo(1));
    }

    [Test]
    public void Read_ThatWrites_IsRefused() =>
        Assert.That(() => _database.Read(session => session.Execute("DELETE FROM t")), Throws.TypeOf<Microsoft.Data.Sqlite.SqliteException>());

    [Test]
    public async Task QueryAsync_AsManyAsMayRun_LeaveRoomForReadsAndLetOthersWaitWithoutAThread()
    {
        using var gate = new ManualResetEventSlim();
        using var started = new CountdownEvent(ReaderPool.MostQueries);
        var running = Enumerable.Range(0, ReaderPool.MostQueries).Select(_ => Task.Run(() => _database.QueryAsync(_ =>
        {
            started.Signal();
            gate.Wait();
            return 0;
        }))).ToArray();
        started.Wait();

        // Both come back to this thread at once, or the test would hang here.
        using var cancel = new CancellationTokenSource();
        var waiting = _database.QueryAsync(_ => 1);
        var abandoned = _database.QueryAsync(_ => 2, cancel.Token);
        await cancel.CancelAsync();

        Assert.That(Count(), Is.Zero);
        Assert.That(waiting.IsCompleted, Is.False);
        Assert.That(async () => await abandoned, Throws.InstanceOf<OperationCanceledException>());
        gate.Set();
        await Task.WhenAll(running);
        Assert.That(await waiting, Is.EqualTo(1));
    }

    [Test]
    public async Task Open_InAFolderOfEverybody_KeepsItsFilesToTheOwner()
    {
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await _database.WriteAsync(Insert("x"));
            var rights = Directory.GetFiles(_folder.Path).ToDictionary(file => Path.GetFileName(file), file => File.GetUnixFileMode(file));

            Assert.That(rights.Keys, Is.SupersetOf(new[] { "data.db", "data.db-wal", "data.db-shm", "data.db.lock" }));
            Assert.That(rights.Values, Is.All.EqualTo(owner));
        }
    }

    private static Func<DbSession, int> Insert(string value) => session => session.Execute("INSERT INTO t VALUES ($1)", value);

    private Task<int> Block(ManualResetEventSlim gate)
    {
        using var started = new ManualResetEventSlim();
        var write = _database.WriteAsync(_ =>
        {
            started.Set();
            gate.Wait();
            return 0;
        });
        started.Wait();
        return write;
    }

    /// <summary>Has all the writes wait before the first of them runs.</summary>
    private async Task<Task<int>[]> QueueAsync(Func<DbSession, int>[] works)
    {
        using var gate = new ManualResetEventSlim();
        var blocking = Block(gate);
        var writes = works.Select(work => _database.WriteAsync(work)).ToArray();
        gate.Set();
        await blocking;
        return writes;
    }

    private long Count() => _database.Read(session => (long)session.Scalar("SELECT count(*) FROM t")!);

    private string[] Values() => _database.Read(session =>
    {
        using var reader = session.Command("SELECT v FROM t ORDER BY rowid").ExecuteReader();
        var values = new List<string>();
        while (reader.Read()) values.Add(reader.GetString(0));
        return values.ToArray();
    });
}
