using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Tests.Testing;
using Microsoft.Data.Sqlite;

namespace Altogic.Reactive.Tests.Backend.Stores;

/// <summary>Only one connection may ever checkpoint (ADR 0001), and files that are not ours are left alone.</summary>
internal sealed class SqliteGuardTests
{
    private TemporaryFolder _folder = null!;

    private string FilePath => Path.Combine(_folder.Path, "data.db");

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task Open_Twice_IsRefusedUntilTheFirstIsClosed()
    {
        var first = SqliteDatabase.Open(FilePath);

        Assert.That(() => SqliteDatabase.Open(FilePath), Throws.TypeOf<StoreInUseException>().With.Message.Contains("in use by another backend"));

        await first.DisposeAsync();
        await SqliteDatabase.Open(FilePath).DisposeAsync();
    }

    [Test]
    public async Task Reader_Checkpoints_Never()
    {
        await using var database = SqliteDatabase.Open(FilePath);
        await database.WriteAsync(session => session.Execute("CREATE TABLE t (v)"));
        var log = new FileInfo(FilePath + "-wal");
        var length = log.Length;
        Assert.That(length, Is.Positive);

        var reader = Connections.OpenReader(FilePath);
        Assert.That(() => reader.Scalar("PRAGMA wal_checkpoint(TRUNCATE)"), Throws.TypeOf<SqliteException>());
        reader.Dispose();

        log.Refresh();
        Assert.That(log.Length, Is.EqualTo(length));
    }

    [Test]
    public async Task Close_LastConnection_MovesTheLogIntoTheDatabase()
    {
        var database = SqliteDatabase.Open(FilePath);
        await database.WriteAsync(session => session.Execute("CREATE TABLE t (v)"));
        database.Read(session => session.Scalar("SELECT count(*) FROM t"));

        await database.DisposeAsync();

        Assert.That(File.Exists(FilePath + "-wal"), Is.False);
    }

    [Test]
    public async Task Writer_IsDurable()
    {
        await using var database = SqliteDatabase.Open(FilePath);

        var modes = await database.WriteAsync(session => (session.Scalar("PRAGMA journal_mode"), session.Scalar("PRAGMA synchronous")));

        Assert.That(modes, Is.EqualTo(((object)"wal", (object)2L)));
    }

    [Test]
    public async Task Log_BeyondItsLimit_StartsAnew()
    {
        using var writer = Connections.OpenWriter(FilePath);
        writer.Execute("PRAGMA wal_autocheckpoint=0");
        writer.Execute("CREATE TABLE t (v)");
        await using var readers = new ReaderPool(FilePath);
        readers.Read(session => session.Scalar("SELECT count(*) FROM t"));
        var keeper = new WalKeeper(FilePath + "-wal", largestLog: 20_000, commitsBetweenLooks: 1);
        for (var i = 0; i < 20; i++) writer.Execute("INSERT INTO t VALUES (zeroblob(4096))");
        Assert.That(new FileInfo(FilePath + "-wal").Length, Is.GreaterThan(20_000));

        keeper.AfterCommit(writer);

        Assert.That(new FileInfo(FilePath + "-wal").Length, Is.Zero);
    }

    [Test]
    public void Open_FileThatIsNoDatabase_SaysSoAndLetsGo()
    {
        File.WriteAllText(FilePath, new string('?', 4096));

        Assert.That(() => SqliteDatabase.Open(FilePath), Throws.TypeOf<InvalidDataException>().With.Message.Contains("not a database"));
        Assert.That(() => SqliteDatabase.Open(FilePath), Throws.TypeOf<InvalidDataException>(), "the lock is free again");
    }

    [Test]
    public async Task Open_FileOfANewerProgram_IsRefused()
    {
        var database = SqliteDatabase.Open(FilePath);
        await database.WriteAsync(session => session.Execute("PRAGMA user_version=99"));
        await database.DisposeAsync();

        Assert.That(() => SqliteDatabase.Open(FilePath), Throws.TypeOf<InvalidDataException>().With.Message.Contains("newer"));
    }
}
