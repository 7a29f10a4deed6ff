using System.Text;
using System.Text.Json;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Database.Writing;

/// <summary>Changes by filter search on a reader; the writer only looks at what was changed since then.</summary>
internal sealed class BulkChangesTests
{
    private static readonly JsonElement Decrement = JsonElement.Parse("""{"field":"n","updateType":"decrement","value":1}""");
    private WriterTime _time = null!;
    private TestDatabase _database = null!;

    [SetUp]
    public async Task OpenAsync()
    {
        _time = new WriterTime();
        _database = await TestDatabase.OpenAsync(time: _time);
    }

    [TearDown]
    public ValueTask CloseAsync() => _database.DisposeAsync();

    [TestCase("update")]
    [TestCase("update-fields")]
    [TestCase("delete")]
    public async Task Change_WhileItsFilterIsAtWork_LetsOthersWrite(string operation)
    {
        await CreateAsync("things", Enumerable.Range(1, 2000).Select(n => $$"""{"n":{{n}}}"""));
        using var written = new ManualResetEventSlim();
        Task? other = null;
        var isDone = false;
        _time.OnSearch = _time.OnWrite = () =>
        {
            if (other is not null) return;
            other = _database.Store.WriteAsync(session =>
            {
                session.AfterCommit(written.Set);
                return true;
            });
            isDone = written.Wait(TimeSpan.FromSeconds(10));
        };

        var count = await ChangeAsync(operation, "things", "TOTEXT(n) != 'x'");

        Assert.That(other, Is.Not.Null, "the filter took no time");
        await other!;
        Assert.That((isDone, count), Is.EqualTo((true, 2000)));
    }

    [Test]
    public async Task Decrement_OfWhatWasChangedSinceTheSearch_AsksTheFilterAgain()
    {
        var ids = await CreateAsync("things", """{"n":1}""", """{"n":1}""", """{"n":1}""", """{"n":0}""", """{"n":1}""");

        var count = await ChangeAfterAsync("update-fields", "things", "n > 0", session =>
        {
            Store(session, "things", ids[0], """{"n":0}""");
            Store(session, "things", ids[1], """{"n":9}""");
            Documents("things").Delete(session, ids[2]);
            Store(session, "things", ids[3], """{"n":5}""");
        });

        Assert.That(count, Is.EqualTo(2));
        Assert.That(await NumbersAsync("things"), Is.EqualTo(new[] { 0, 8, 5, 0 }), "what came to match later is no part of the change");
    }

    [TestCase("update-fields", 1)]
    [TestCase("delete", 1)]
    public async Task Change_OfEmbeddedObjectsThatWereChanged_AsksTheFilterAgain(string operation, int expected)
    {
        var ids = await CreateAsync("lists", """{"items":[{"n":1},{"n":2},{"n":3}]}""");
        var list = Read("lists", ids[0]);
        var items = list.GetProperty("items").EnumerateArray().Select(item => item.GetRawText()).ToArray();

        var count = await ChangeAfterAsync(operation, "lists.items", "n > 1", session =>
            Store(session, "lists", ids[0], $$"""{"items":[{{items[0].Replace("\"n\":1", "\"n\":7", StringComparison.Ordinal)}},{{items[2]}}]}"""));

        Assert.That(count, Is.EqualTo(expected));
        var left = Read("lists", ids[0]).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("n").GetInt32());
        Assert.That(left, Is.EqualTo(operation == "delete" ? [7] : new[] { 7, 2 }));
    }

    [Test]
    public async Task Change_WhenTheWriterHadToLookTooLong_HasAReaderLookAgain()
    {
        var ids = await CreateAsync("things", """{"n":1}""", """{"n":1}""", """{"n":1}""");
        var writes = _database.Store.Writes;
        _time.StepOnWriter = TimeSpan.FromSeconds(1);

        var count = await ChangeAfterAsync("update-fields", "things", "n > 0", session =>
        {
            Store(session, "things", ids[0], """{"n":0}""");
            Store(session, "things", ids[1], """{"n":2}""");
        });

        Assert.That(count, Is.EqualTo(2));
        Assert.That(await NumbersAsync("things"), Is.EqualTo(new[] { 0, 1, 0 }));
        Assert.That(_database.Store.Writes - writes, Is.EqualTo(3), "the other change, the first attempt, the second");
    }

    [Test]
    public async Task Change_WithACostlyFilter_DoesNotCalculateOnTheWriterForLong()
    {
        var ids = await CreateAsync("things", """{"n":1}""", """{"n":1}""");
        var costly = string.Join(" || ", Enumerable.Range(1000, 8).Select(size => $"SIZE(UNIQUE(RANGE(0, {size}))) == 0"));
        _time.StepOnWriter = TimeSpan.FromMilliseconds(60);
        var writes = _database.Store.Writes;

        var count = await ChangeAfterAsync("update-fields", "things", $"n > 0 && !({costly})", session => Store(session, "things", ids[0], """{"n":0}"""));

        Assert.That(count, Is.EqualTo(1));
        Assert.That(_database.Store.Writes - writes, Is.EqualTo(3), "the other change, the attempt that was left to a reader, the second");
    }

    [Test]
    public async Task Change_WhenLookingAgainTakesTooLong_IsGivenUpAndUndone()
    {
        var ids = await CreateAsync("things", """{"n":1}""", """{"n":1}""");
        _time.StepOnWriter = TimeSpan.FromSeconds(31);

        var refusal = (await Assert.ThrowsAsync<ApiException>(() => ChangeAfterAsync("update-fields", "things", "n > 0", session => Store(session, "things", ids[1], """{"n":2}"""))))!;

        Assert.That((refusal.Status, refusal.Items[0].Code), Is.EqualTo((504, "query_timeout")));
        Assert.That(await NumbersAsync("things"), Is.EqualTo(new[] { 1, 2 }));
    }

    [TestCase("update")]
    [TestCase("delete")]
    public async Task Change_ThatWouldKeepOthersWaitingTooLong_IsGivenUpAndUndone(string operation)
    {
        await CreateAsync("things", """{"n":1}""", """{"n":2}""", """{"n":3}""");
        _time.StepOnWriter = TimeSpan.FromSeconds(6);

        var refusal = (await Assert.ThrowsAsync<ApiException>(() => ChangeAsync(operation, "things", "n > 0")))!;

        Assert.That((refusal.Status, refusal.Items[0].Code), Is.EqualTo((504, "query_timeout")));
        Assert.That(await NumbersAsync("things"), Is.EqualTo(new[] { 1, 2, 3 }));
    }

    [Test]
    public async Task Change_OfManyObjectsInsideOne_LooksAtTheTimeToo()
    {
        await CreateAsync("lists", """{"items":[{"n":1},{"n":2},{"n":3}]}""");
        _time.StepOnWriter = TimeSpan.FromSeconds(4);

        var refusal = (await Assert.ThrowsAsync<ApiException>(() => ChangeAsync("update", "lists.items", "n > 0")))!;

        Assert.That((refusal.Status, refusal.Items[0].Code), Is.EqualTo((504, "query_timeout")));
    }

    [Test]
    public async Task Change_WhenGatheringTheMatchesTakesTooLong_IsGivenUp()
    {
        await CreateAsync("things", """{"n":1}""", """{"n":2}""", """{"n":3}""");
        var searches = 0;
        _time.OnSearch = () => searches++;
        await ChangeAsync("update", "things", "n >= 0");
        var all = searches;
        searches = 0;
        // The last look at the clock comes after the search, the one before it with the last match.
        _time.OnSearch = () =>
        {
            if (++searches == all - 1) _time.Pass(TimeSpan.FromSeconds(31));
        };

        var refusal = (await Assert.ThrowsAsync<ApiException>(() => ChangeAsync("update", "things", "n >= 0")))!;

        Assert.That((refusal.Status, refusal.Items[0].Code), Is.EqualTo((504, "query_timeout")));
    }

    [TestCase("update")]
    [TestCase("delete")]
    public async Task Change_CallerGoesAwayHalfWay_IsUndone(string operation)
    {
        await CreateAsync("things", """{"n":1}""", """{"n":2}""", """{"n":3}""");
        using var cancel = new CancellationTokenSource();
        var calls = 0;
        _time.OnWrite = () =>
        {
            if (++calls == 4) cancel.Cancel();
        };

        Assert.That(async () => await ChangeAsync(operation, "things", "n > 0", cancel.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await NumbersAsync("things"), Is.EqualTo(new[] { 1, 2, 3 }));
    }

    [Test]
    public async Task Create_OfMoreModelsThanThereCanBe_IsRefused()
    {
        var models = _database.Module.Models;
        for (var i = 0; models.HasRoom; i++) models.Add($"m{i}");

        var refusal = (await Assert.ThrowsAsync<ApiException>(() => CreateAsync("onemore", "{}")))!;

        Assert.That((refusal.Status, refusal.Items[0].Code), Is.EqualTo((400, "invalid_value")));
        Assert.That(refusal.Message, Does.Contain("10000 models"));
        Assert.That(models.Resolve("onemore").IsStored, Is.False);
    }

    private async Task<int> ChangeAfterAsync(string operation, string model, string filter, Action<DbSession> first)
    {
        using var gate = new ManualResetEventSlim();
        var before = _database.Store.WriteAsync(session =>
        {
            gate.Wait();
            first(session);
            return true;
        });

        // Comes back when the search is done and the change waits behind the other one.
        var change = ChangeAsync(operation, model, filter);
        gate.Set();
        await before;
        return await change;
    }

    private Task<int> ChangeAsync(string operation, string model, string filter, CancellationToken cancel = default)
    {
        var (module, query) = (_database.Module, new QueryRequest { Expression = filter });
        var resolved = module.Models.Resolve(model);
        return operation switch
        {
            "update" => module.Updater.UpdateMatchesAsync(resolved, query, JsonElement.Parse("""{"n":0}"""), cancel),
            "update-fields" => module.Updater.UpdateFieldsOfMatchesAsync(resolved, query, Decrement, cancel),
            _ => module.Deleter.DeleteMatchesAsync(resolved, query, cancel),
        };
    }

    private Task<string[]> CreateAsync(string model, params string[] objects) => CreateAsync(model, objects.AsEnumerable());

    private async Task<string[]> CreateAsync(string model, IEnumerable<string> objects)
    {
        var created = await _database.Module.Creator.CreateManyAsync(
            _database.Module.Models.Resolve(model), JsonElement.Parse($"[{string.Join(",", objects)}]"), CancellationToken.None);
        return [.. created.Select(utf8 => JsonElement.Parse(utf8).GetProperty("_id").GetString()!)];
    }

    private DocumentTable Documents(string model) => _database.Module.Models.Resolve(model).Documents;

    private void Store(DbSession session, string model, string id, string document) =>
        Documents(model).Replace(session, id, Encoding.UTF8.GetBytes($$"""{"_id":"{{id}}",{{document[1..]}}"""));

    private JsonElement Read(string model, string id) => JsonElement.Parse(_database.Store.Read(session => Documents(model).Get(session, id))!);

    private Task<int[]> NumbersAsync(string model) => _database.Store.QueryAsync(session =>
    {
        using var output = new AnswerBuffer();
        _database.Module.Queries.List(session, _database.Module.Models.Resolve(model), new QueryRequest(), false, output);
        return JsonElement.Parse(output.Written.Span).EnumerateArray().Select(item => item.GetProperty("n").GetInt32()).ToArray();
    });

    /// <summary>A clock that knows who asks for the time: searches, which look at it every few hundred rows, or the writer.</summary>
    private sealed class WriterTime : TimeProvider
    {
        private long _ticks;

        public TimeSpan StepOnWriter { get; set; }

        public Action OnSearch { get; set; } = () => { };

        public Action OnWrite { get; set; } = () => { };

        public void Pass(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp()
        {
            if (Thread.CurrentThread.Name != "sqlite-writer")
            {
                OnSearch();
                return Interlocked.Read(ref _ticks);
            }

            OnWrite();
            return Interlocked.Add(ref _ticks, StepOnWriter.Ticks);
        }

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch;
    }
}
