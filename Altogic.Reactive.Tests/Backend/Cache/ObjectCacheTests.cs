using System.Text;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules.Cache;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Tests.Backend.Database.Api;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Cache;

/// <summary>The cache options of operations on one object (data-model §10): what is copied, for how long, and when it is stale.</summary>
internal sealed class ObjectCacheTests
{
    private static readonly AppDefinition App = new()
    {
        SchemaLess = true,
        Limits = new LimitsDefinition { CacheValueBytes = 4000 },
        Models = new Dictionary<string, ModelDefinition>
        {
            ["people"] = new()
            {
                Fields = new Dictionary<string, FieldDefinition>
                {
                    ["name"] = new() { Type = FieldType.Text, Unique = true },
                    ["age"] = new() { Type = FieldType.Integer, Max = 150 },
                    ["secret"] = new() { Type = FieldType.EncryptedText },
                    ["text"] = new() { Type = FieldType.Text, MaxLength = 10_000 },
                    ["address"] = new() { Type = FieldType.Object, Fields = new Dictionary<string, FieldDefinition> { ["city"] = new() { Type = FieldType.Text } } },
                    ["phones"] = new() { Type = FieldType.ObjectList, Fields = new Dictionary<string, FieldDefinition> { ["no"] = new() { Type = FieldType.Text } } },
                },
            },
        },
    };

    private static readonly object[][] Times =
    [
        ["30sec", 30], ["1min", 60], ["2mins", 120], ["5mins", 300], ["10mins", 600], ["15mins", 900], ["30mins", 1800], ["1hour", 3600],
        ["6hours", 6 * 3600], ["12hours", 12 * 3600], ["1day", 86_400], ["1week", 7 * 86_400], ["1month", 30 * 86_400],
        ["6months", 180 * 86_400], ["6month", 180 * 86_400], ["1year", 365 * 86_400],
    ];

    private BackendFixture _backend = null!;
    private ManualTime _time = null!;

    [SetUp]
    public async Task SetUp()
    {
        _time = new ManualTime();
        _backend = await BackendFixture.StartAsync(App, _time);
    }

    [TearDown]
    public async Task TearDown() => await _backend.DisposeAsync();

    [TestCaseSource(nameof(Times))]
    public async Task Create_WithATime_KeepsACopyThatLong(string option, int seconds)
    {
        var made = await CreateAsync("{'name': 'Ada'}", option);
        _time.Advance(TimeSpan.FromSeconds(seconds - 1));
        Assert.That(await CopyAsync(made.Id()), Is.EqualTo(made.ToJsonString()));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await CopyAsync(made.Id()), Is.EqualTo("null"));
    }

    [Test]
    public async Task Create_WithoutExpiry_KeepsACopyForEver()
    {
        var made = await CreateAsync("{'name': 'Ada'}", "noexpiry");
        _time.Advance(TimeSpan.FromDays(5000));
        Assert.That(await CopyAsync(made.Id()), Is.EqualTo(made.ToJsonString()));
    }

    [TestCase("nocache")]
    [TestCase(null)]
    public async Task Create_WithoutTheOption_KeepsNoCopy(string? option) =>
        Assert.That(await CopyAsync((await CreateAsync("{'name': 'Ada'}", option)).Id()), Is.EqualTo("null"));

    [Test]
    public async Task Copies_NeverShowWhatAnswersDoNot()
    {
        var made = await CreateAsync("{'name': 'Ada', 'secret': 'hush'}", "1day");
        Assert.That(await CopyAsync(made.Id()), Is.EqualTo(made.ToJsonString()).And.Not.Contains("hush"));
        await CallAsync("get", new JsonObject { ["id"] = made.Id(), ["options"] = Options("1day") });
        Assert.That(await CopyAsync(made.Id()), Does.Not.Contain("hash of").And.Not.Contains("hush"));
    }

    [Test]
    public async Task Update_WithTheOption_ReplacesTheCopyAndItsTime()
    {
        var made = await CreateAsync("{'name': 'Ada'}", "30sec");
        var changed = await CallAsync("update", new JsonObject { ["id"] = made.Id(), ["values"] = DbCalls.Json("{'age': 36}"), ["options"] = Options("1hour") });
        Assert.That(await CopyAsync(made.Id()), Is.EqualTo(changed.Text));
        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.That(await CopyAsync(made.Id()), Is.EqualTo(changed.Text));

        var updates = DbCalls.Json("[{'field': 'age', 'updateType': 'increment', 'value': 1}]");
        changed = await CallAsync("update-fields", new JsonObject { ["id"] = made.Id(), ["updates"] = updates, ["options"] = Options("1min") });
        Assert.That((int)changed.Json!["age"]!, Is.EqualTo(37));
        Assert.That(await CopyAsync(made.Id()), Is.EqualTo(changed.Text));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await CopyAsync(made.Id()), Is.EqualTo("null"));
    }

    [Test]
    public async Task Update_WithoutTheOption_LeavesTheOldCopyUntilItExpires()
    {
        var made = await CreateAsync("{'name': 'Ada'}", "1min");
        await CallAsync("update", new JsonObject { ["id"] = made.Id(), ["values"] = DbCalls.Json("{'age': 36}") });
        Assert.That(await CopyAsync(made.Id()), Is.EqualTo(made.ToJsonString()), "stale, as documented");
        Assert.That((int)(await _backend.FindAsync("people", made.Id()))!["age"]!, Is.EqualTo(36), "reading never asks the cache");
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await CopyAsync(made.Id()), Is.EqualTo("null"));
    }

    [Test]
    public async Task Update_ThatIsRefused_LeavesTheCopyAsItWas()
    {
        var made = await CreateAsync("{'name': 'Ada'}", "1min");
        await CallAsync("update", new JsonObject { ["id"] = made.Id(), ["values"] = DbCalls.Json("{'age': 999}"), ["options"] = Options("1year") }, 400);
        Assert.That(await CopyAsync(made.Id()), Is.EqualTo(made.ToJsonString()));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await CopyAsync(made.Id()), Is.EqualTo("null"));
    }

    [Test]
    public async Task Get_FillsTheCache_AndNeverReadsIt()
    {
        var made = await CreateAsync("{'name': 'Ada'}", null);
        var read = await CallAsync("get", new JsonObject { ["id"] = made.Id(), ["options"] = Options("1min") });
        Assert.That(await CopyAsync(made.Id()), Is.EqualTo(read.Text));
        await _backend.SetAsync(made.Id(), "something else");
        Assert.That((await CallAsync("get", new JsonObject { ["id"] = made.Id() })).Text, Is.EqualTo(read.Text));
        await CallAsync("get", new JsonObject { ["id"] = "64b1f0c2a9d3e45f60718293", ["options"] = Options("1min") });
        Assert.That(await CopyAsync("64b1f0c2a9d3e45f60718293"), Is.EqualTo("null"), "nothing is no copy");
        Assert.That((int)(await _backend.StatsAsync())["totalKeys"]!, Is.EqualTo(1));
    }

    [Test]
    public async Task Embedded_AreCopiedUnderTheirOwnIds()
    {
        var person = await CreateAsync("{'name': 'Ada'}", null);
        foreach (var isTop in new[] { false, true })
        {
            var options = Options("1day");
            options["returnTop"] = isTop;
            var body = new JsonObject { ["parentId"] = person.Id(), ["values"] = DbCalls.Json("{'no': '1'}"), ["options"] = options };
            var appended = (await CallAsync("append", body, model: "people.phones")).Json!;
            var phone = isTop ? appended["phones"]!.AsArray()[^1]! : appended;
            Assert.That(await CopyAsync(phone.Id()), Is.EqualTo(phone.ToJsonString()), "the embedded object, whatever is returned");
        }

        var set = await CallAsync("set", new JsonObject { ["parentId"] = person.Id(), ["values"] = DbCalls.Json("{'city': 'x'}"), ["options"] = Options("1day") }, model: "people.address");
        var id = set.Json!.Id();
        Assert.That(await CopyAsync(id), Is.EqualTo(set.Text));
        var update = await CallAsync("update", new JsonObject { ["id"] = id, ["values"] = DbCalls.Json("{'city': 'y'}"), ["options"] = Options("1day") }, model: "people.address");
        Assert.That(await CopyAsync(id), Is.EqualTo(update.Text));
        Assert.That(await CopyAsync(person.Id()), Is.EqualTo("null"));
        await CallAsync("delete", new JsonObject { ["id"] = id }, model: "people.address");
        Assert.That(await CopyAsync(id), Is.EqualTo("null"));
    }

    [Test]
    public async Task Delete_TakesTheCopyAlong_UnlessToldNotTo()
    {
        var (first, second, third) = (await CreateAsync("{'name': 'a'}", "1day"), await CreateAsync("{'name': 'b'}", "1day"), await CreateAsync("{'name': 'c'}", "1day"));
        await CallAsync("delete", new JsonObject { ["id"] = first.Id() });
        await CallAsync("delete", new JsonObject { ["id"] = second.Id().ToUpperInvariant(), ["options"] = DbCalls.Json("{'removeFromCache': true}") });
        await CallAsync("delete", new JsonObject { ["id"] = third.Id(), ["options"] = DbCalls.Json("{'removeFromCache': false}") });

        Assert.That((await CopyAsync(first.Id()), await CopyAsync(second.Id())), Is.EqualTo(("null", "null")));
        Assert.That(await CopyAsync(third.Id()), Is.EqualTo(third.ToJsonString()));
        await CallAsync("delete", new JsonObject { ["id"] = third.Id() });
        Assert.That(await CopyAsync(third.Id()), Is.EqualTo("null"), "also when the object has gone before");
    }

    [Test]
    public async Task Delete_OfWhatIsNoId_LeavesWhatIsCachedUnderThatName()
    {
        const string key = "visits";
        await _backend.PostAsync("/_api/rest/v1/cache", new JsonObject { ["key"] = key, ["value"] = 7 });
        await CreateAsync("{'name': 'a'}", null);

        await CallAsync("delete", new JsonObject { ["id"] = key });

        Assert.That(await CopyAsync(key), Is.EqualTo("""{"value":7}"""));
    }

    [Test]
    public async Task QueryForms_LeaveTheCacheAlone()
    {
        var made = await CreateAsync("{'name': 'Ada'}", "1day");
        await _backend.DbAsync("delete", new JsonObject { ["model"] = "people", ["query"] = DbCalls.Query("true") });
        Assert.That(await CopyAsync(made.Id()), Is.EqualTo(made.ToJsonString()));
    }

    [Test]
    public async Task ObjectsTooLargeForTheCache_AreNotWrittenEither()
    {
        var text = new string('x', 5000);
        var values = new JsonObject { ["name"] = "Ada", ["text"] = text };
        var refused = await CallAsync("create", new JsonObject { ["values"] = values.DeepClone(), ["options"] = Options("1day") }, 413);
        Assert.That(refused.Code, Is.EqualTo("content_too_large"));
        var made = (await CallAsync("create", new JsonObject { ["values"] = values.DeepClone() })).Json!;
        Assert.That((string?)made["name"], Is.EqualTo("Ada"), "the first one is not there, or the name would not be unique");

        await CallAsync("get", new JsonObject { ["id"] = made.Id(), ["options"] = Options("1day") }, 413);
        await CallAsync("update", new JsonObject { ["id"] = made.Id(), ["values"] = DbCalls.Json("{'age': 5}"), ["options"] = Options("1day") }, 413);
        Assert.That((await _backend.FindAsync("people", made.Id()))!["age"], Is.Null);
    }

    [Test]
    public async Task WrongOptions_AreRefused()
    {
        foreach (var option in new[] { "'1 day'", "5", "true", "[]", "''" })
        {
            var body = new JsonObject { ["values"] = new JsonObject(), ["options"] = DbCalls.Json("{'cache': " + option + "}") };
            Assert.That((await CallAsync("create", body, 400)).Code, Is.EqualTo("invalid_value"));
        }
    }

    [Test]
    public async Task Updates_InParallel_LeaveTheCopyOfTheLastOne()
    {
        var made = await CreateAsync("{'name': 'Ada', 'age': 0}", null);
        var updates = DbCalls.Json("[{'field': 'age', 'updateType': 'increment', 'value': 1}]");
        await Task.WhenAll(Enumerable.Range(0, 100).Select(n => n % 3 == 0
            ? CallAsync("get", new JsonObject { ["id"] = made.Id(), ["options"] = Options("1day") })
            : CallAsync("update-fields", new JsonObject { ["id"] = made.Id(), ["updates"] = updates.DeepClone(), ["options"] = Options("1day") })));
        Assert.That(await CopyAsync(made.Id()), Is.EqualTo((await _backend.FindAsync("people", made.Id()))!.ToJsonString()), "no older copy came last");
    }

    [Test]
    public async Task Read_ThatIsOvertakenByAChange_LeavesNoCopy()
    {
        var made = await CreateAsync("{'name': 'Ada'}", null);
        var cache = _backend.Service<CacheModule>();
        using (var copy = cache.Announce(made.Id()))
        {
            await CallAsync("delete", new JsonObject { ["id"] = made.Id() });
            await copy.KeepAsync(Encoding.UTF8.GetBytes(made.ToJsonString()), TimeSpan.FromDays(1), default);
        }

        Assert.That(await CopyAsync(made.Id()), Is.EqualTo("null"), "a deleted object does not come back");
        using (var copy = cache.Announce("k"))
        {
            await _backend.SetAsync("k", "newer");
            await copy.KeepAsync("1"u8.ToArray(), TimeSpan.FromDays(1), default);
        }

        Assert.That(await CopyAsync("k"), Is.EqualTo("""{"value":"newer"}"""));
        using (var copy = cache.Announce("k")) await copy.KeepAsync("[1]"u8.ToArray(), TimeSpan.FromDays(1), default);
        Assert.That(await CopyAsync("k"), Is.EqualTo("[1]"));
    }

    [Test]
    public async Task Copies_AreAsDurableAsTheirObjects()
    {
        var time = new ManualTimers();
        await using var backend = await BackendFixture.StartAsync(App, time);
        var answer = await backend.DbAsync("object/create", new JsonObject { ["model"] = "people", ["values"] = new JsonObject(), ["options"] = Options("1day") });
        var id = answer.Json!.Id();
        Assert.That(Stored(backend, id), Is.EqualTo(answer.Text), "no delay has passed");

        await backend.SetAsync(id, "by call");
        await backend.DbAsync("object/update", new JsonObject { ["model"] = "people", ["id"] = id, ["values"] = DbCalls.Json("{'age': 1}"), ["options"] = Options("1day") });
        Assert.That(Stored(backend, id), Does.Contain("\"age\":1"));
        await backend.DbAsync("object/delete", new JsonObject { ["model"] = "people", ["id"] = id });
        Assert.That(Stored(backend, id), Is.Null);
    }

    [Test]
    public async Task CopyThatMakesRoom_TakesTheOthersFromTheStoreToo()
    {
        using var folder = new TemporaryFolder();
        var options = new AltogicBackendOptions { DataDirectory = Path.Combine(folder.Path, "data"), App = App with { Limits = new LimitsDefinition { CacheKeys = 2 } } };
        await using (var backend = await BackendFixture.StartAsync(options))
        {
            await backend.SetAsync("a", 1);
            await backend.SetAsync("b", 1);
            await backend.DbAsync("object/create", new JsonObject { ["model"] = "people", ["values"] = new JsonObject(), ["options"] = Options("1day") });
        }

        await using var again = await BackendFixture.StartAsync(options with { App = App });
        Assert.That(await again.ValueAsync("a"), Is.EqualTo("null"));
        Assert.That(await again.ValueAsync("b"), Is.EqualTo("""{"value":1}"""));
    }

    private static JsonObject Options(string? cache) => cache is null ? [] : new JsonObject { ["cache"] = cache };

    private static string? Stored(BackendFixture backend, string key) => backend.Service<SqliteDatabase>().Read(session =>
    {
        using var row = session.Prepare("SELECT value FROM cache_entries WHERE key = ?1");
        row.Bind(1, key);
        return row.Step() ? row.Text(0) : null;
    });

    private Task<string> CopyAsync(string id) => _backend.ValueAsync(id);

    private async Task<JsonObject> CreateAsync(string values, string? cache) =>
        (await CallAsync("create", new JsonObject { ["values"] = DbCalls.Json(values), ["options"] = Options(cache) })).Json!.AsObject();

    private async Task<Answer> CallAsync(string operation, JsonObject body, int status = 200, string model = "people")
    {
        body["model"] = model;
        var answer = await _backend.DbAsync("object/" + operation, body);
        Assert.That(answer.Status, Is.EqualTo(status), answer.Text);
        return answer;
    }
}
