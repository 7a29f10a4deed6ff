using System.Text;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Cache;

/// <summary>Every operation of the cache, and every refusal.</summary>
[Parallelizable(ParallelScope.Self)]
internal sealed class CacheRouteTests
{
    private BackendFixture _backend = null!;
    private ManualTime _time = null!;

    [SetUp]
    public async Task SetUp()
    {
        _time = new ManualTime();
        _backend = await BackendFixture.StartAsync(CacheCalls.App(new LimitsDefinition { CacheValueBytes = 2000 }), _time);
    }

    [TearDown]
    public async Task TearDown() => await _backend.DisposeAsync();

    [TestCase("""{"a":{"b":[1,null]},"ü":"✓"}""", """{"a":{"b":[1,null]},"ü":"✓"}""")]
    [TestCase("[1,[2],{}]", "[1,[2],{}]")]
    [TestCase("{}", "{}")]
    [TestCase("""{"value":10}""", """{"value":10}""")]
    [TestCase("10", """{"value":10}""")]
    [TestCase("-0.50", """{"value":-0.50}""")]
    [TestCase("9007199254740993", """{"value":9007199254740993}""")]
    [TestCase("1E400", """{"value":1E400}""")]
    [TestCase("true", """{"value":true}""")]
    [TestCase("\"text \\\"1\\\" 😀\"", """{"value":"text \"1\" 😀"}""")]
    [TestCase("\"\"", """{"value":""}""")]
    [TestCase("""  { "a b" : [ 1 , " \" \\" , 2 ] }  """, """{"a b":[1," \" \\",2]}""")]
    [TestCase("null", "null")]
    public async Task Get_GivesWhatWasSet_WithScalarsWrapped(string value, string expected)
    {
        await SetRawAsync("k", value);
        Assert.That(await _backend.ValueAsync("k"), Is.EqualTo(expected));
    }

    [TestCase("10", "true")]
    [TestCase("""{"value":10}""", "false")]
    [TestCase("[]", "false")]
    [TestCase("null", "false")]
    public async Task Get_SaysWhetherItWrapped(string value, string expected)
    {
        await SetRawAsync("k", value);
        Assert.That((await _backend.CachedAsync("k")).Header("X-Cache-Wrapped"), Is.EqualTo(expected));
    }

    [TestCase("a b+c")]
    [TestCase("100%41")]
    [TestCase("a&b=c#d?e/f\\")]
    [TestCase(" ")]
    [TestCase("é 漢 😀 \u0000\u2028")]
    [TestCase("'; DROP TABLE cache_entries; --")]
    public async Task Keys_AreAnyText(string key)
    {
        await _backend.SetAsync(key, key);
        Assert.That((string?)(await _backend.CachedAsync(key)).Json!["value"], Is.EqualTo(key));
        var listed = (await _backend.PostAsync(CacheCalls.Path + "/list-keys", new JsonObject())).Json!["data"]!.AsArray();
        Assert.That(listed.Select(entry => (string?)entry!["key"]), Is.EqualTo(new[] { key }));
    }

    [Test]
    public async Task Keys_ThatTheOfficialClientLeavesUnencoded_AreFound()
    {
        await _backend.SetAsync("user:1/a+b", 1);
        Assert.That((await _backend.GetAsync(CacheCalls.Path + "?key=user:1/a+b")).Text, Is.EqualTo("""{"value":1}"""));
    }

    [Test]
    public async Task Set_ReplacesValueAndExpiry()
    {
        await _backend.SetAsync("k", "first", 10);
        await _backend.SetAsync("k", new JsonArray(1));
        _time.Advance(TimeSpan.FromDays(365));
        Assert.That(await _backend.ValueAsync("k"), Is.EqualTo("[1]"));
    }

    [Test]
    public async Task Set_Null_TakesTheKeyAway()
    {
        await _backend.SetAsync("k", 1);
        await _backend.SetAsync("k", null);
        Assert.That(await _backend.ValueAsync("k"), Is.EqualTo("null"));
        Assert.That((int)(await _backend.StatsAsync())["totalKeys"]!, Is.Zero);
    }

    [TestCase("{'key': 'k', 'value': 1, 'ttl': 0}")]
    [TestCase("{'key': 'k', 'value': 1, 'ttl': null}")]
    public async Task Set_WithoutASensibleTime_NeverExpires(string body)
    {
        await _backend.CacheAsync("", body);
        _time.Advance(TimeSpan.FromDays(10_000));
        Assert.That(await _backend.ValueAsync("k"), Is.EqualTo("""{"value":1}"""));
    }

    [Test]
    public async Task Set_WithATime_ExpiresToTheSecond()
    {
        await _backend.SetAsync("k", 1, 3);
        _time.Advance(TimeSpan.FromMilliseconds(2999));
        Assert.That(await _backend.ValueAsync("k"), Is.EqualTo("""{"value":1}"""));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That(await _backend.ValueAsync("k"), Is.EqualTo("null"));
        Assert.That((int)(await _backend.StatsAsync())["totalKeys"]!, Is.Zero);
    }

    [Test]
    public async Task Delete_OneOrMany_KnownOrNot()
    {
        foreach (var key in new[] { "a", "b", "c", "d" }) await _backend.SetAsync(key, 1);

        var answers = new[]
        {
            await _backend.SendAsync("DELETE", CacheCalls.Path, new JsonObject { ["keys"] = new JsonArray("a", "b", "unknown") }),
            await _backend.SendAsync("DELETE", CacheCalls.Path, new JsonObject { ["keys"] = "c" }),
            await _backend.SendAsync("DELETE", CacheCalls.Path + "?key=d"),
            await _backend.SendAsync("DELETE", CacheCalls.Path + "?key=d"),
        };

        Assert.That(answers.Select(answer => (answer.Status, answer.Text)), Is.All.EqualTo((200, "null")));
        Assert.That((int)(await _backend.StatsAsync())["totalKeys"]!, Is.Zero);
    }

    [TestCase("increment", "{'key': 'n'}", "1")]
    [TestCase("decrement", "{'key': 'n'}", "-1")]
    [TestCase("increment", "{'key': 'n', 'increment': null, 'ttl': null}", "1")]
    [TestCase("increment", "{'key': 'n', 'increment': 2.5}", "2.5")]
    [TestCase("decrement", "{'key': 'n', 'decrement': -3}", "3")]
    [TestCase("decrement", "{'key': 'n', 'decrement': 0.1}", "-0.1")]
    public async Task Count_OfAMissingKey_StartsAtZero(string operation, string body, string expected)
    {
        Assert.That((await _backend.CacheAsync(operation, body)).Text, Is.EqualTo("{\"value\":" + expected + "}"));
        Assert.That(await _backend.ValueAsync("n"), Is.EqualTo("{\"value\":" + expected + "}"));
    }

    [Test]
    public async Task Count_OfANumberThatWasSet_GoesOnFromThere()
    {
        await _backend.SetAsync("n", 10);
        await _backend.CacheAsync("increment", "{'key': 'n'}");
        Assert.That((await _backend.CacheAsync("decrement", "{'key': 'n', 'decrement': 5}")).Text, Is.EqualTo("""{"value":6}"""));
        await SetRawAsync("n", "0.1");
        Assert.That((await _backend.CacheAsync("increment", "{'key': 'n', 'increment': 0.2}")).Text, Is.EqualTo("""{"value":0.3}"""));
        await SetRawAsync("n", "9007199254740993");
        Assert.That((await _backend.CacheAsync("increment", "{'key': 'n'}")).Text, Is.EqualTo("""{"value":9007199254740994}"""));
    }

    [Test]
    public async Task Count_DiscardsTheExpiry_OrSetsItsOwn()
    {
        await _backend.SetAsync("n", 1, 5);
        await _backend.CacheAsync("increment", "{'key': 'n'}");
        _time.Advance(TimeSpan.FromMinutes(1));
        await _backend.CacheAsync("decrement", "{'key': 'n', 'decrement': 1, 'ttl': 5}");
        Assert.That(await _backend.ValueAsync("n"), Is.EqualTo("""{"value":1}"""));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.That(await _backend.ValueAsync("n"), Is.EqualTo("null"));
        Assert.That((await _backend.CacheAsync("increment", "{'key': 'n'}")).Text, Is.EqualTo("""{"value":1}"""), "an expired number is none");
    }

    [TestCase("\"10\"")]
    [TestCase("true")]
    [TestCase("[1]")]
    [TestCase("""{"value":1}""")]
    [TestCase("1E400")]
    public async Task Count_OfSomethingElse_IsRefusedAndChangesNothing(string value)
    {
        await SetRawAsync("n", value, ttl: 5);
        var before = await _backend.ValueAsync("n");
        var answer = await _backend.CacheAsync("increment", "{'key': 'n', 'ttl': 100}");
        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, "invalid_value")));
        Assert.That(await _backend.ValueAsync("n"), Is.EqualTo(before));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.That(await _backend.ValueAsync("n"), Is.EqualTo("null"), "the expiry stays too");
    }

    [Test]
    public async Task Expire_SetsATime_AndZeroIsNow()
    {
        await _backend.SetAsync("a", 1);
        await _backend.SetAsync("b", 1, 5);
        await _backend.SetAsync("c", 1);
        await _backend.CacheAsync("expire", "{'key': 'a', 'ttl': 10}");
        await _backend.CacheAsync("expire", "{'key': 'b', 'ttl': 100}");
        Assert.That((await _backend.CacheAsync("expire", "{'key': 'c', 'ttl': 0}")).Text, Is.EqualTo("null"));
        var unknown = await _backend.CacheAsync("expire", "{'key': 'unknown', 'ttl': 10}");

        Assert.That((unknown.Status, unknown.Text), Is.EqualTo((200, "null")));
        Assert.That(await _backend.ValueAsync("c"), Is.EqualTo("null"));
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.That(await _backend.ValueAsync("a"), Is.EqualTo("null"));
        Assert.That(await _backend.ValueAsync("b"), Is.EqualTo("""{"value":1}"""));
        Assert.That(await _backend.ValueAsync("unknown"), Is.EqualTo("null"));
    }

    [Test]
    public async Task Stats_CountKeysBytesAndTraffic()
    {
        await _backend.SetAsync("k", "12345678");
        await _backend.ValueAsync("k");
        await _backend.ValueAsync("k");
        var stats = await _backend.StatsAsync();
        Assert.That((int)stats["totalKeys"]!, Is.EqualTo(1));
        Assert.That((int)stats["totalStorageSize"]!, Is.EqualTo(200 + 1 + 10));
        Assert.That(Traffic(stats), Is.EqualTo((10, 20, 10, 20)));

        _time.Advance(TimeSpan.FromDays(1));
        await _backend.ValueAsync("k");
        Assert.That(Traffic(await _backend.StatsAsync()), Is.EqualTo((0, 10, 10, 30)));
        _time.Advance(TimeSpan.FromDays(31));
        Assert.That(Traffic(await _backend.StatsAsync()), Is.EqualTo((0, 0, 0, 0)));
    }

    [TestCase("", "{'value': 1}", "missing_required_value")]
    [TestCase("", "{'key': '', 'value': 1}", "missing_required_value")]
    [TestCase("", "{'key': 'k'}", "missing_required_value")]
    [TestCase("", "{'key': 5, 'value': 1}", "invalid_value")]
    [TestCase("", "[]", "invalid_request_body_syntax")]
    [TestCase("", "{'key': 'k', 'value': 1, 'ttl': -1}", "invalid_value")]
    [TestCase("", "{'key': 'k', 'value': 1, 'ttl': 1.5}", "invalid_value")]
    [TestCase("", "{'key': 'k', 'value': 1, 'ttl': '10'}", "invalid_value")]
    [TestCase("", "{'key': 'k', 'value': 1, 'ttl': 1e300}", "invalid_value")]
    [TestCase("", "{'key': 'k', 'value': 1, 'ttl': 3153600001}", "invalid_value")]
    [TestCase("increment", "{}", "missing_required_value")]
    [TestCase("increment", "{'key': 'k', 'increment': '1'}", "invalid_value")]
    [TestCase("increment", "{'key': 'k', 'increment': 1e999}", "invalid_value")]
    [TestCase("decrement", "{'key': 'k', 'ttl': -1}", "invalid_value")]
    [TestCase("expire", "{'key': 'k'}", "missing_required_value")]
    [TestCase("expire", "{'ttl': 1}", "missing_required_value")]
    [TestCase("expire", "{'key': 'k', 'ttl': true}", "invalid_value")]
    [TestCase("list-keys", "{'pattern': 1}", "invalid_value")]
    [TestCase("list-keys", "{'next': 1}", "invalid_value")]
    [TestCase("list-keys", "{'next': '!!'}", "invalid_value")]
    [TestCase("list-keys", "{'next': '_w'}", "invalid_value")]
    [TestCase("list-keys", "{'next': ''}", "invalid_value")]
    public async Task WrongBodies_AreRefused(string operation, string body, string code)
    {
        var answer = await _backend.CacheAsync(operation, body);
        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, code)), answer.Text);
    }

    [TestCase("{}", "missing_required_value")]
    [TestCase("{'keys': []}", "emtpy_array")]
    [TestCase("{'keys': [1]}", "invalid_value")]
    [TestCase("{'keys': ['a', '']}", "missing_required_value")]
    [TestCase("{'keys': 5}", "invalid_value")]
    public async Task WrongDeletes_AreRefused(string body, string code)
    {
        var answer = await _backend.SendAsync("DELETE", CacheCalls.Path, JsonNode.Parse(body.Replace('\'', '"')));
        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, code)), answer.Text);
    }

    [Test]
    public async Task WrongKeys_AreRefused()
    {
        Assert.That((await _backend.GetAsync(CacheCalls.Path)).Code, Is.EqualTo("missing_required_value"));
        Assert.That((await _backend.GetAsync(CacheCalls.Path + "?key=")).Code, Is.EqualTo("missing_required_value"));
        Assert.That((await _backend.CachedAsync(new string('k', 1025))).Code, Is.EqualTo("invalid_value"));
        Assert.That((await _backend.CachedAsync(new string('k', 1024))).Status, Is.EqualTo(200));
        var many = new JsonArray([.. Enumerable.Range(0, 10_001).Select(n => (JsonNode)$"k{n}")]);
        Assert.That((await _backend.SendAsync("DELETE", CacheCalls.Path, new JsonObject { ["keys"] = many })).Code, Is.EqualTo("invalid_value"));
        var pattern = new JsonObject { ["pattern"] = new string('*', 1025) };
        Assert.That((await _backend.PostAsync(CacheCalls.Path + "/list-keys", pattern)).Code, Is.EqualTo("invalid_value"));
    }

    [Test]
    public async Task Set_OfAValueTooLarge_IsRefusedAndKeepsTheOldOne()
    {
        await _backend.SetAsync("k", "old");
        await _backend.SetAsync("full", new string('x', 1998));

        var answer = await _backend.PostAsync(CacheCalls.Path, new JsonObject { ["key"] = "k", ["value"] = new string('x', 1999) });

        Assert.That((answer.Status, answer.Code), Is.EqualTo((413, "content_too_large")));
        Assert.That((string?)answer.Json!["errors"]![1]!["code"], Is.EqualTo("cache_key_size_exceeded"), "what the hosted service said");
        Assert.That((long)answer.Details!["limit"]!, Is.EqualTo(2000));
        Assert.That(await _backend.ValueAsync("k"), Is.EqualTo("""{"value":"old"}"""));
    }

    [Test]
    public async Task Rights_AreThoseOfTheCache()
    {
        var app = new AppDefinition
        {
            ClientKeys = [new ClientKeyDefinition { Key = "no", Rights = ["db.read"] }, new ClientKeyDefinition { Key = "yes", Rights = ["cache"] }],
        };
        await using var backend = await BackendFixture.StartAsync(app);
        foreach (var (method, path) in new[] { ("GET", "?key=k"), ("POST", ""), ("DELETE", "?key=k"), ("POST", "/increment"), ("POST", "/decrement"), ("POST", "/expire"), ("GET", "/stats"), ("POST", "/list-keys") })
        {
            var refused = await backend.SendAsync(method, CacheCalls.Path + path, null, null, ("X-Client-Key", "no"));
            Assert.That((refused.Status, refused.Code), Is.EqualTo((401, "not_authorized_module")), path);
        }

        var allowed = await backend.SendAsync("GET", CacheCalls.Path + "?key=k", null, null, ("X-Client-Key", "yes"));
        Assert.That((allowed.Status, allowed.Text), Is.EqualTo((200, "null")));
    }

    private static (int, int, int, int) Traffic(JsonNode stats) =>
        ((int)stats["dailyIngress"]!, (int)stats["dailyEgress"]!, (int)stats["monthlyIngress"]!, (int)stats["monthlyEgress"]!);

    private async Task SetRawAsync(string key, string value, int? ttl = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, CacheCalls.Path);
        var body = "{\"key\": \"" + key + "\", \"value\": " + value + (ttl is null ? "" : ", \"ttl\": " + ttl) + "}";
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.Add("X-Client-Key", _backend.ClientKey);
        Assert.That((await _backend.SendAsync(request)).Text, Is.EqualTo("null"));
    }
}
