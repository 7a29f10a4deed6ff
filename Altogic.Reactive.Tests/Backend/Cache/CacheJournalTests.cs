using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Cache;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Cache;

/// <summary>When changes are written, and what callers wait for.</summary>
internal sealed class CacheJournalTests
{
    private TemporaryFolder _folder = null!;
    private SqliteDatabase _store = null!;
    private ManualTimers _time = null!;
    private LogRecorder _log = null!;
    private CacheModule _cache = null!;

    [SetUp]
    public async Task SetUp()
    {
        _folder = new TemporaryFolder();
        _store = SqliteDatabase.Open(Path.Combine(_folder.Path, "altogic.db"));
        (_time, _log) = (new ManualTimers(), new LogRecorder());
        _cache = new CacheModule(_store, new LimitsDefinition(), _time, _log.CreateLogger("cache"));
        await _cache.InitializeAsync();
    }

    [TearDown]
    public async Task TearDown()
    {
        await _cache.DisposeAsync();
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task Changes_AreAcknowledgedAtOnce_AndWrittenTogetherAfterTheDelay()
    {
        var commits = _store.Commits;
        for (var i = 0; i < 100; i++) await SetAsync("k" + i);
        await SetAsync("k0", 2);
        Assert.That(_store.Commits, Is.EqualTo(commits));

        await FlushAsync();

        Assert.That(_store.Commits - commits, Is.LessThanOrEqualTo(2), "one for all of them, and the one that waited");
        Assert.That(Rows(), Has.Count.EqualTo(100));
        Assert.That(Rows()["k0"], Is.EqualTo(new byte[] { (byte)'2' }));
    }

    [Test]
    public async Task Change_WhileTheOldestIsNotWrittenForASecond_Waits()
    {
        using var release = new ManualResetEventSlim();
        var blocker = await BlockAsync(release);
        await SetAsync("a");
        _time.Advance(CacheJournal.Delay);
        _time.Advance(CacheJournal.Window - CacheJournal.Delay - TimeSpan.FromMilliseconds(1));
        var inTime = SetAsync("b");
        Assert.That(inTime.IsCompleted, Is.True);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        var late = SetAsync("c");
        var increment = _cache.AddAsync("n", "1", false, null, default);
        Assert.That((late.IsCompleted, increment.IsCompleted), Is.EqualTo((false, false)));

        release.Set();
        await blocker;
        await late;
        await increment;
        Assert.That(Rows().Keys, Is.EquivalentTo(new[] { "a", "b", "c", "n" }), "acknowledged because it is written");
    }

    [Test]
    public async Task Change_WhileTooMuchWaits_Waits()
    {
        using var release = new ManualResetEventSlim();
        var blocker = await BlockAsync(release);
        var value = new byte[1 << 20];
        var sets = Enumerable.Range(0, 9).Select(n => _cache.SetAsync("k" + n, value, null, default)).ToList();
        Assert.That(sets.Select(set => set.IsCompleted), Is.EqualTo(Enumerable.Repeat(true, 7).Concat([false, false])));

        _time.Advance(TimeSpan.FromTicks(1));
        release.Set();
        await blocker;
        await Task.WhenAll(sets);
        Assert.That(Rows(), Has.Count.EqualTo(9));
    }

    [Test]
    public async Task Caller_WhoGoesAway_StopsWaiting_AndTheChangeStays()
    {
        using var release = new ManualResetEventSlim();
        var blocker = await BlockAsync(release);
        await SetAsync("a");
        _time.Advance(CacheJournal.Window);
        using var gone = new CancellationTokenSource();
        var set = _cache.SetAsync("b", [(byte)'1'], null, gone.Token);
        await gone.CancelAsync();
        Assert.That(async () => await set, Throws.InstanceOf<OperationCanceledException>());

        release.Set();
        await blocker;
        await _cache.DisposeAsync();
        Assert.That(Rows().Keys, Is.EquivalentTo(new[] { "a", "b" }));
    }

    [Test]
    public async Task FailedWrite_IsLoggedAndTold_AndLosesNothing()
    {
        await SetAsync("a");
        await BreakAsync("b");
        Assert.That(_log.Errors.Select(entry => entry.Id), Is.EqualTo(new[] { 1561 }));

        await RepairAsync();
        var kept = SetAsync("c");
        _time.Advance(TimeSpan.FromTicks(1));
        await kept;
        Assert.That(Rows().Keys, Is.EquivalentTo(new[] { "a", "b", "c" }), "what could not be written is written later");
    }

    [Test]
    public async Task FailedWrite_IsTriedAgainWithoutBeingAsked()
    {
        await BreakAsync("a");
        await RepairAsync();

        _time.Advance(CacheJournal.Window);
        await _store.WriteAsync(_ => true);

        Assert.That(Rows().Keys, Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public async Task Dispose_WritesWhatIsLeft_AlsoTheTraffic()
    {
        await SetAsync("a");
        await _cache.DisposeAsync();
        Assert.That(Rows().Keys, Is.EqualTo(new[] { "a" }));
        Assert.That(_store.Read(CacheTable.FindTraffic)!.DailyIngress, Is.EqualTo(1));
    }

    [Test]
    public async Task GoneKeys_GoFromTheStore_HoweverTheyWent()
    {
        await SetAsync("deleted");
        await SetAsync("expired", 1, 5);
        await SetAsync("stays");
        await FlushAsync();
        await _cache.DeleteAsync(["deleted"], default);
        _time.Advance(TimeSpan.FromSeconds(7));

        await _cache.DisposeAsync();

        Assert.That(Rows().Keys, Is.EqualTo(new[] { "stays" }), "the sweeper runs without anybody asking");
    }

    /// <summary>Has a change wait for a write that fails.</summary>
    private async Task BreakAsync(string key)
    {
        await _store.WriteAsync(session => session.Execute("ALTER TABLE cache_entries RENAME TO hidden"));
        using var release = new ManualResetEventSlim();
        var blocker = await BlockAsync(release);
        await SetAsync("first " + key);
        await _cache.DeleteAsync(["first " + key], default);
        _time.Advance(CacheJournal.Window);
        var refused = SetAsync(key);
        release.Set();
        await blocker;
        var error = (await Assert.ThrowsAsync<ApiException>(async () => await refused))!;
        Assert.That((error.Status, error.Items[0].Code), Is.EqualTo((500, "internal_error")));
    }

    private Task<int> RepairAsync() => _store.WriteAsync(session => session.Execute("ALTER TABLE hidden RENAME TO cache_entries"));

    private static byte[] Number(int value) => [(byte)('0' + value)];

    private Task SetAsync(string key, int value = 1, long? seconds = null) => _cache.SetAsync(key, Number(value), seconds, default);

    /// <summary>Lets the delay pass, and waits for what was sent to the writer.</summary>
    private async Task FlushAsync()
    {
        _time.Advance(CacheJournal.Delay);
        await _store.WriteAsync(_ => true);
    }

    private async Task<Task> BlockAsync(ManualResetEventSlim release)
    {
        var isRunning = new TaskCompletionSource();
        var blocker = _store.WriteAsync(_ =>
        {
            isRunning.SetResult();
            release.Wait();
            return true;
        });
        await isRunning.Task;
        return blocker;
    }

    private Dictionary<string, byte[]> Rows() => _store.Read(session =>
    {
        var rows = new Dictionary<string, byte[]>();
        using var statement = session.Prepare("SELECT key, value FROM cache_entries");
        while (statement.Step()) rows.Add(statement.Text(0), statement.Utf8(1).ToArray());
        return rows;
    });
}
