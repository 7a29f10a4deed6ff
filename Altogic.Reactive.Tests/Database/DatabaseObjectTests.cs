using Altogic.Reactive.Database;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json;

namespace Altogic.Reactive.Tests.Database;

public sealed class DatabaseObjectTests
{
    private const string Objects = "/_api/rest/v1/db/object/";

    private StubHttp _http = null!;
    private AltogicClient _client = null!;

    private DatabaseObject<Todo> Todo => _client.Db.Model<Todo>().Object("1");

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
    public async Task Get_ReadsTheObject()
    {
        _http.On("POST", Objects + "get").Reply("""{"_id":"1","title":"a"}""");
        Assert.That((await Todo.Get().ShouldSucceed())!.Title, Is.EqualTo("a"));
    }

    [TestCase("null")]
    [TestCase("")]
    public async Task Get_UnknownId_IsANullSuccess(string reply)
    {
        _http.On("POST", Objects + "get").Reply(reply);
        var result = await ((IObservable<Result<Todo?>>)Todo.Get()).ShouldSucceed();
        Assert.That(result, Is.Null);
    }

    [Test]
    public async Task Get_WithLookupsAndCache_SendsBoth()
    {
        _http.On("POST", Objects + "get").Reply("null");

        await Todo.Get([Lookup.Field("owner"), Lookup.Join("n", "m", "q")], new GetOptions { Cache = CacheOption.ThirtySeconds }).ShouldSucceed();

        Assert.That(_http.Single.Json!.ToString(Formatting.None), Is.EqualTo(
            """{"options":{"cache":"30sec"},"id":"1","lookups":[{"field":"owner"},{"name":"n","modelName":"m","query":"q"}],"model":"todos"}"""));
    }

    [Test]
    public async Task Delete_NothingBack_IsANullSuccess()
    {
        _http.On("POST", Objects + "delete").Empty();
        Assert.That(await Todo.Delete().ShouldSucceed(), Is.Null);
    }

    [Test]
    public async Task Delete_WithOptions_GivesTheTopObject()
    {
        _http.On("POST", Objects + "delete").Reply("""{"_id":"1","title":"top"}""");

        var top = await _client.Db.Model<TodoStep>("todos.steps").Object("7").As<Todo>()
            .Delete(new DeleteOptions { RemoveFromCache = false, ReturnTop = true }).ShouldSucceed();

        Assert.That(top!.Title, Is.EqualTo("top"));
        Assert.That(_http.Single.Json!.ToString(Formatting.None), Is.EqualTo(
            """{"options":{"removeFromCache":false,"returnTop":true},"id":"7","model":"todos.steps"}"""));
    }

    [Test]
    public async Task UpdateFields_InEveryForm_SendsTheSame()
    {
        _http.On("POST", Objects + "update-fields").Reply("""{"_id":"1"}""");
        var options = new WriteOptions { Cache = CacheOption.NoExpiry };

        await Todo.UpdateFields(FieldUpdate.Increment("count", 1)).ShouldSucceed();
        await Todo.UpdateFields(u => u.Increment(t => t.Count, 1)).ShouldSucceed();
        await Todo.UpdateFields([FieldUpdate.Increment("count", 1)], options).ShouldSucceed();
        await Todo.UpdateFields(u => u.Increment(t => t.Count, 1), options).ShouldSucceed();

        const string updates = """[{"field":"count","updateType":"increment","value":1}]""";
        Assert.That(_http.Requests.Select(r => r.Json!["updates"]!.ToString(Formatting.None)), Is.All.EqualTo(updates));
        Assert.That(_http.Requests.Select(r => (string?)r.Json!["options"]!["cache"]), Is.EqualTo(new[] { "nocache", "nocache", "noexpiry", "noexpiry" }));
    }

    [Test]
    public async Task Writes_WithoutAnObjectInTheAnswer_Fail()
    {
        _http.On("POST", Objects + "create").Reply("null");
        _http.On("POST", Objects + "update").Empty(204);
        Assert.That((await Todo.Create(new { }).ShouldFail()).Kind, Is.EqualTo(ErrorKind.Serialization));
        Assert.That((await Todo.Update(new { }).ShouldFail()).Kind, Is.EqualTo(ErrorKind.Serialization));
    }

    [TestCase(CacheOption.NoCache, "nocache")]
    [TestCase(CacheOption.NoExpiry, "noexpiry")]
    [TestCase(CacheOption.ThirtySeconds, "30sec")]
    [TestCase(CacheOption.OneMinute, "1min")]
    [TestCase(CacheOption.TwoMinutes, "2mins")]
    [TestCase(CacheOption.FiveMinutes, "5mins")]
    [TestCase(CacheOption.TenMinutes, "10mins")]
    [TestCase(CacheOption.FifteenMinutes, "15mins")]
    [TestCase(CacheOption.ThirtyMinutes, "30mins")]
    [TestCase(CacheOption.OneHour, "1hour")]
    [TestCase(CacheOption.SixHours, "6hours")]
    [TestCase(CacheOption.TwelveHours, "12hours")]
    [TestCase(CacheOption.OneDay, "1day")]
    [TestCase(CacheOption.OneWeek, "1week")]
    [TestCase(CacheOption.OneMonth, "1month")]
    [TestCase(CacheOption.SixMonths, "6months")]
    [TestCase(CacheOption.OneYear, "1year")]
    public async Task CacheOptions_HaveTheirWireNames(CacheOption option, string name)
    {
        _http.On("POST", Objects + "create").Reply("{}");
        await Todo.Create(new { }, new WriteOptions { Cache = option }).ShouldSucceed();
        Assert.That((string?)_http.Single.Json!["options"]!["cache"], Is.EqualTo(name));
    }

    [TestCase("[1]")]
    [TestCase("[1,2,3]")]
    [TestCase("[\"1\",2]")]
    [TestCase("{}")]
    [TestCase("null")]
    public async Task GeoPoint_Malformed_IsAFailure(string place)
    {
        _http.On("POST", Objects + "get").Reply($$"""{"place":{{place}}}""");
        Assert.That((await Todo.Get().ShouldFail()).Kind, Is.EqualTo(ErrorKind.Serialization));
    }
}
