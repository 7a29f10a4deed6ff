using System.Reactive.Linq;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Cache;

public sealed class CacheManagerTests
{
    private const string Path = "/_api/rest/v1/cache";

    private StubHttp _http = null!;
    private AltogicClient _client = null!;

    private enum Colour
    {
        Red,
        Green,
    }

    [SetUp]
    public void SetUp()
    {
        _http = new StubHttp();
        _client = _http.CreateClient();
    }

    [TearDown]
    public void TearDown()
    {
        _client.Dispose();
        _http.Dispose();
    }

    [Test]
    public void Operations_AreCold()
    {
        _ = _client.Cache.Get("k");
        _ = _client.Cache.Set("k", 1);
        _ = _client.Cache.Increment("k");
        _ = _client.Cache.Keys();
        Assert.That(_http.Requests, Is.Empty);
    }

    [Test]
    public async Task Get_SubscribedTwice_SendsTwoRequests()
    {
        _http.On("GET", Path).Reply("1").Reply("2");
        var get = _client.Cache.Get<int>("k");

        Assert.That((await get.ShouldSucceed(), await get.ShouldSucceed()), Is.EqualTo((1, 2)));
    }

    [TestCase("""{"value":10}""", null, 10)]
    [TestCase("""{"value":10}""", "true", 10)]
    [TestCase("10", null, 10)]
    [TestCase("null", null, 0)]
    [TestCase("", null, 0)]
    [TestCase(" null ", "false", 0)]
    public async Task Get_OfANumber_TakesItOutOfItsWrapping(string reply, string? isWrapped, int expected)
    {
        Reply(reply, isWrapped);
        Assert.That(await _client.Cache.Get<int>("k").ShouldSucceed(), Is.EqualTo(expected));
    }

    [TestCase("""{"value":"x"}""", "true", "\"x\"")]
    [TestCase("""{"value":"x"}""", "false", """{"value":"x"}""")]
    [TestCase("""{"value":"x"}""", null, "\"x\"")]
    [TestCase("""{"value":{"a":1}}""", null, """{"value":{"a":1}}""")]
    [TestCase("""{"value":1,"b":2}""", null, """{"value":1,"b":2}""")]
    [TestCase("""[{"value":1}]""", null, """[{"value":1}]""")]
    public async Task Get_AsJson_TellsAWrappedValueFromAnObject(string reply, string? isWrapped, string expected)
    {
        Reply(reply, isWrapped);
        var value = await _client.Cache.Get("k").ShouldSucceed();
        Assert.That(JToken.DeepEquals(value, JToken.Parse(expected)), Is.True, () => $"{value}");
    }

    [Test]
    public async Task Get_OfEveryKindOfType_ReadsIt()
    {
        _http.On("GET", Path)
            .Reply("""{"value":"Green"}""").Reply("""{"value":true}""").Reply("""{"value":"2024-01-05T08:00:00.000Z"}""")
            .Reply("""{"value":7}""").Reply("[1,2]").Reply("null");

        Assert.That(await _client.Cache.Get<Colour>("k").ShouldSucceed(), Is.EqualTo(Colour.Green));
        Assert.That(await _client.Cache.Get<bool>("k").ShouldSucceed(), Is.True);
        Assert.That(await _client.Cache.Get<string>("k").ShouldSucceed(), Is.EqualTo("2024-01-05T08:00:00.000Z"), "a text stays the text it was");
        Assert.That((await _client.Cache.Get<Box>("k").ShouldSucceed())!.Value, Is.EqualTo(7), "the type has the member itself");
        Assert.That(await _client.Cache.Get<List<int>>("k").ShouldSucceed(), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(await _client.Cache.Get<int?>("k").ShouldSucceed(), Is.Null);
    }

    [TestCase("""{"value":"no number"}""")]
    [TestCase("""{"value":{}}""")]
    [TestCase("[1]")]
    [TestCase("{")]
    [TestCase("nonsense")]
    public async Task Get_OfSomethingElse_IsAFailure(string reply)
    {
        Reply(reply, null);
        Assert.That((await _client.Cache.Get<int>("k").ShouldFail()).Kind, Is.EqualTo(ErrorKind.Serialization));
    }

    [TestCase("""{"value":12.5}""", 12.5)]
    [TestCase("""{"key":"k","value":-3}""", -3)]
    [TestCase("7", 7)]
    public async Task Increment_ReadsTheNumber(string reply, double expected)
    {
        _http.On("POST", Path + "/increment").Reply(reply);
        Assert.That(await _client.Cache.Increment("k").ShouldSucceed(), Is.EqualTo(expected));
    }

    [TestCase("""{"value":"1"}""")]
    [TestCase("""{}""")]
    [TestCase("[]")]
    public async Task Decrement_WithoutANumberInTheAnswer_IsAFailure(string reply)
    {
        _http.On("POST", Path + "/decrement").Reply(reply);
        Assert.That((await _client.Cache.Decrement("k").ShouldFail()).HasCode(ErrorCodes.InvalidResponse), Is.True);
    }

    [TestCase(3, "3")]
    [TestCase(-0.1, "-0.1")]
    [TestCase(9007199254740992, "9007199254740992")]
    [TestCase(1e300, "1E+300")]
    public async Task Increment_WritesNumbersAsJavaScriptDoes(double amount, string expected)
    {
        _http.On("POST", Path + "/increment").Reply("1");
        await _client.Cache.Increment("k", amount).ShouldSucceed();
        Assert.That(_http.Single.Body, Is.EqualTo("{\"key\":\"k\",\"increment\":" + expected + "}"));
    }

    [Test]
    public async Task GetStats_ReadsWhatItKnowsAndKeepsTheRest()
    {
        _http.On("GET", Path + "/stats").Reply(
            """{"totalKeys":3,"totalStorageSize":120,"dailyIngress":1,"dailyEgress":2,"monthlyIngress":3,"monthlyEgress":4,"memory":1024}""");

        var stats = await _client.Cache.GetStats().ShouldSucceed();

        Assert.That((stats.TotalKeys, stats.TotalStorageSize, stats.DailyIngress, stats.DailyEgress), Is.EqualTo((3L, 120L, 1L, 2L)));
        Assert.That((stats.MonthlyIngress, stats.MonthlyEgress), Is.EqualTo((3L, 4L)));
        Assert.That((int)stats.Other["memory"], Is.EqualTo(1024));
    }

    [Test]
    public async Task Failures_OfTheServer_AreResults()
    {
        _http.On("POST", Path).Fail(413, "content_too_large");
        _http.On("DELETE", Path).Refuse();

        Assert.That((await _client.Cache.Set("k", 1).ShouldFail()).HasCode("content_too_large"), Is.True);
        Assert.That((await _client.Cache.Delete("k").ShouldFail()).Kind, Is.EqualTo(ErrorKind.Network));
    }

    [Test]
    public async Task Writes_AreNotRepeated_ReadsAre()
    {
        using var client = _http.CreateClient(new AltogicClientOptions { Scheduler = new TestScheduler() });
        _http.On("POST", Path).Reset();
        Assert.That((await client.Cache.Set("k", 1).ShouldFail()).Kind, Is.EqualTo(ErrorKind.Network), "the server may have done it");

        var scheduler = new TestScheduler();
        using var patient = _http.CreateClient(new AltogicClientOptions { Scheduler = scheduler });
        _http.On("GET", Path).Reset().Reply("1");
        var values = new List<Result<int>>();
        patient.Cache.Get<int>("k").Subscribe(values.Add);
        scheduler.AdvanceBy(TimeSpan.FromSeconds(20).Ticks);
        Assert.That(values.Single().Data, Is.EqualTo(1));
    }

    [Test]
    public void WrongArguments_ThrowAtTheCall()
    {
        var cache = _client.Cache;
        var longKey = new string('k', 1025);
        Assert.Multiple(() =>
        {
            Assert.That(() => cache.Get(longKey), Throws.ArgumentException);
            Assert.That(() => cache.Get(null!), Throws.ArgumentNullException);
            Assert.That(() => cache.Get<int>(""), Throws.ArgumentException);
            Assert.That(() => cache.Set("", 1), Throws.ArgumentException);
            Assert.That(() => cache.Set("k", 1, -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => cache.Delete((IEnumerable<string>)null!), Throws.ArgumentNullException);
            Assert.That(() => cache.Delete(new List<string>()), Throws.ArgumentException);
            Assert.That(() => cache.Delete("a", ""), Throws.ArgumentException);
            Assert.That(() => cache.Increment("", 1), Throws.ArgumentException);
            Assert.That(() => cache.Increment("k", double.NaN), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => cache.Decrement("k", double.NegativeInfinity), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => cache.Decrement("k", 1, -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => cache.Expire("k", -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => cache.Expire("", 1), Throws.ArgumentException);
        });
        Assert.That(_http.Requests, Is.Empty);
    }

    [Test]
    public async Task Delete_OfAListThatChangesLater_SendsWhatItWas()
    {
        _http.On("DELETE", Path).Empty();
        var keys = new List<string> { "a", "b" };
        var delete = _client.Cache.Delete(keys);
        keys.Clear();

        await delete.ShouldSucceed();

        Assert.That(_http.Single.Body, Is.EqualTo("""{"keys":["a","b"]}"""));
    }

    private void Reply(string reply, string? isWrapped)
    {
        if (reply.Length == 0) _http.On("GET", Path).Empty();
        else if (isWrapped is null) _http.On("GET", Path).Reply(reply);
        else _http.On("GET", Path).Reply(200, reply, ("X-Cache-Wrapped", isWrapped));
    }

    private sealed record Box(int Value);
}
