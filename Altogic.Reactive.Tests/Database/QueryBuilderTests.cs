using System.Reactive.Linq;
using Altogic.Reactive.Database;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Database;

public sealed class QueryBuilderTests
{
    private const string Db = "/_api/rest/v1/db/";

    private StubHttp _http = null!;
    private AltogicClient _client = null!;

    private QueryBuilder<Todo> Todos => _client.Db.Model<Todo>();

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
    public async Task Calls_LeaveTheBuilderAsItWas()
    {
        _http.On("POST", Db + "get-list").Reply("[]");
        var query = Todos;
        _ = query.Filter("a").Where(t => t.Done).Lookup("owner").Sort("a").OrderBy(t => t.Title).Limit(5).PageNumber(2).Omit("a").Group("a");

        await query.Get().ShouldSucceed();

        Assert.That(Query(_http.Single), Is.EqualTo(
            """{"expression":null,"lookups":null,"page":null,"limit":null,"sort":null,"omit":null,"group":null}"""));
    }

    [Test]
    public async Task SharedPrefix_GrowsInTwoDirections()
    {
        _http.On("POST", Db + "get-list").Reply("[]");
        var both = Todos.Sort("a").Lookup("owner").Omit("x");

        await both.Sort("b").Get().ShouldSucceed();
        await both.Sort("c").Omit("y").Get().ShouldSucceed();

        Assert.That(_http.Requests[0].Json!.SelectTokens("query.sort[*].field").Select(f => (string?)f), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(_http.Requests[1].Json!.SelectTokens("query.sort[*].field").Select(f => (string?)f), Is.EqualTo(new[] { "a", "c" }));
        Assert.That(_http.Requests[0].Json!.SelectTokens("query.omit[*]").Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task TypedModifiers_UseTheNamesOfTheSerializer()
    {
        _http.On("POST", Db + "get-list").Reply("[]");

        await Todos.OrderByDescending(t => t.Due).ThenBy(t => t.Owner!.Address!.City).ThenByDescending(t => t.Renamed)
            .Lookup(t => t.Owner).Omit(t => t.Note, t => t.Count).Group(t => t.CreatedAt.Year).Get().ShouldSucceed();

        Assert.That(Query(_http.Single), Is.EqualTo(
            """{"expression":null,"lookups":[{"field":"owner"}],"page":null,"limit":null,"sort":[{"field":"due","direction":"desc"},"""
            + """{"field":"owner.address.city","direction":"asc"},{"field":"renamed_field","direction":"desc"}],"omit":["note","count"],"""
            + """
              "group":"YEAR(createdAt)"}
              """.Trim()));
    }

    [Test]
    public async Task OrderBy_ReplacesTheOrderAndSortAddsToIt()
    {
        _http.On("POST", Db + "get-list").Reply("[]");

        await Todos.Sort("a").OrderBy(t => t.Title).Sort("b", SortDirection.Descending).Get().ShouldSucceed();

        Assert.That(_http.Single.Json!["query"]!["sort"]!.ToString(Formatting.None), Is.EqualTo(
            """[{"field":"title","direction":"asc"},{"field":"b","direction":"desc"}]"""));
    }

    [Test]
    public async Task Lookup_InEveryForm_IsSent()
    {
        _http.On("POST", Db + "get-list").Reply("[]");
        var user = "O'Brien";

        await Todos.Lookup("owner").Lookup("a", "likes", "this._id == lookup.todo").Lookup("b", "likes", $"lookup.user == {user}")
            .Lookup<TodoOwner>("c", "owners", (todo, owner) => todo.Owner!.Id == owner.Id && owner.Name != user)
            .Lookup(Lookup.Join("d", "m", $"lookup.x == '{user}'")).Get().ShouldSucceed();

        Assert.That(_http.Single.Json!["query"]!["lookups"]!.ToString(Formatting.None), Is.EqualTo(
            """[{"field":"owner"},{"name":"a","modelName":"likes","query":"this._id == lookup.todo"},"""
            + """{"name":"b","modelName":"likes","query":"lookup.user == \"O'Brien\""},"""
            + """{"name":"c","modelName":"owners","query":"this.owner._id == lookup._id && lookup.name != \"O'Brien\""},"""
            + """{"name":"d","modelName":"m","query":"lookup.x == 'O\\'Brien'"}]"""));
    }

    [Test]
    public async Task Get_Typed_ReadsObjects()
    {
        _http.On("POST", Db + "get-list").Reply("""[{"_id":"1","title":"a","createdAt":"2024-01-02T03:04:05.006Z","place":[1.5,2]},{"_id":"2","stage":2}]""");

        var todos = await Todos.Get().ShouldSucceed();

        Assert.That(todos.Select(t => t.Id), Is.EqualTo(new[] { "1", "2" }));
        Assert.That(todos[0].CreatedAt, Is.EqualTo(new DateTimeOffset(2024, 1, 2, 3, 4, 5, 6, TimeSpan.Zero)));
        Assert.That(todos[0].Place, Is.EqualTo(new GeoPoint(1.5, 2)));
        Assert.That(todos[1].Stage, Is.EqualTo(Stage.Done));
    }

    [Test]
    public async Task Get_Json_LeavesTextThatLooksLikeADate()
    {
        _http.On("POST", Db + "get-list").Reply("""[{"at":"2024-01-02T03:04:05.006Z"}]""");

        var items = await _client.Db.Model("x").Get().ShouldSucceed();

        Assert.That(items[0]["at"]!.Type, Is.EqualTo(JTokenType.String));
    }

    [TestCase("""[{"_id":"1"}]""", 1)]
    [TestCase("""{"info":{"count":9,"totalPages":9,"currentPage":1,"pageSize":1},"data":[{"_id":"1"}]}""", 1)]
    [TestCase("""{"data":[],"info":null,"other":{"x":[1]}}""", 0)]
    [TestCase("""{"data":null}""", 0)]
    [TestCase("[]", 0)]
    [TestCase("null", 0)]
    [TestCase("", 0)]
    public async Task Get_EveryShapeOfAList_IsAccepted(string reply, int count)
    {
        _http.On("POST", Db + "get-list").Reply(reply);
        Assert.That(await Todos.Get().ShouldSucceed(), Has.Count.EqualTo(count));
        Assert.That((await Todos.GetWithCountInfo().ShouldSucceed()).Data, Has.Count.EqualTo(count));
    }

    [TestCase("{}")]
    [TestCase("5")]
    [TestCase("\"text\"")]
    [TestCase("""{"info":{"count":1}}""")]
    [TestCase("""[{"_id":"1"}""")]
    [TestCase("""[{"count":"many"}]""")]
    [TestCase("""{"data":{"_id":"1"}}""")]
    public async Task Get_SomethingElse_IsAFailure(string reply)
    {
        _http.On("POST", Db + "get-list").Reply(reply);
        Assert.That((await Todos.Get().ShouldFail()).Kind, Is.EqualTo(ErrorKind.Serialization));
    }

    [Test]
    public async Task GetWithCountInfo_Counts()
    {
        _http.On("POST", Db + "get-list").Reply("""{"info":{"count":57,"totalPages":5,"currentPage":2,"pageSize":12},"data":[{"_id":"1"}]}""");

        var list = await Todos.PageNumber(2).Limit(12).GetWithCountInfo().ShouldSucceed();

        Assert.That(list.Info, Is.EqualTo(new CountInfo(57, 5, 2, 12)));
        Assert.That((bool)_http.Single.Json!["returnCountInfo"]!, Is.True);
    }

    [Test]
    public async Task GetWithCountInfo_ServerDoesNotCount_IsOnePage()
    {
        _http.On("POST", Db + "get-list").Reply("""[{"_id":"1"}]""");
        Assert.That((await Todos.Limit(12).GetWithCountInfo().ShouldSucceed()).Info, Is.EqualTo(new CountInfo(1, 1, 1, 12)));
        Assert.That((await Todos.GetWithCountInfo().ShouldSucceed()).Info, Is.EqualTo(new CountInfo(1, 1, 1, 1)));
    }

    [TestCase("null")]
    [TestCase("")]
    public async Task GetSingle_NothingFound_IsANullSuccess(string reply)
    {
        _http.On("POST", Db + "get-single").Reply(reply);
        var result = await Todos.GetSingle();
        Assert.That(result.IsSuccess, Is.True);
        Assert.That(result.Data, Is.Null);
    }

    [Test]
    public async Task Search_SendsItsArguments()
    {
        _http.On("POST", Db + "search-text").Reply("""[{"_id":"1"}]""");
        _http.On("POST", Db + "fuzzy-search").Reply("[]");

        Assert.That(await Todos.SearchText("").ShouldSucceed(), Has.Count.EqualTo(1));
        await Todos.SearchFuzzy(t => t.Title, "x").ShouldSucceed();

        Assert.That((string?)_http.Requests[0].Json!["text"], Is.Empty);
        Assert.That((string?)_http.Requests[1].Json!["fieldName"], Is.EqualTo("title"));
    }

    [Test]
    public async Task Create_Typed_SendsTheObjectAndReadsTheStoredOne()
    {
        _http.On("POST", Db + "create").Reply("""{"_id":"9","title":"a"}""");

        var todo = await Todos.Create(new Todo { Title = "a", Due = new DateTime(2024, 1, 2, 3, 4, 5, 6, DateTimeKind.Utc).AddTicks(7), Place = new GeoPoint(1, 2), CreatedAt = new DateTimeOffset(2024, 1, 2, 3, 0, 0, TimeSpan.FromHours(3)) })
            .ShouldSucceed();

        Assert.That(todo.Id, Is.EqualTo("9"));
        Assert.That((string?)_http.Single.Json!["values"]!["due"], Is.EqualTo("2024-01-02T03:04:05.006Z"));
        Assert.That((string?)_http.Single.Json!["values"]!["createdAt"], Is.EqualTo("2024-01-02T00:00:00.000Z"));
        Assert.That(_http.Single.Json!["values"]!["place"]!.ToString(Formatting.None), Is.EqualTo("[1.0,2.0]"));
        Assert.That(_http.Single.Json!["values"]!["ignored"], Is.Null);
    }

    [Test]
    public async Task Create_EveryKindOfObject_IsSentAsOne()
    {
        _http.On("POST", Db + "create").Reply("{}");
        dynamic expando = new System.Dynamic.ExpandoObject();
        expando.name = "a";
        object[] kinds = [new { name = "a" }, new JObject { ["name"] = "a" }, new Dictionary<string, object> { ["name"] = "a" }, expando];

        foreach (var values in kinds) await _client.Db.Model("x").Create(values).ShouldSucceed();

        Assert.That(_http.Requests.Select(r => r.Json!["values"]!.ToString(Formatting.None)), Is.All.EqualTo("""{"name":"a"}"""));
    }

    [Test]
    public async Task Create_SeveralAtOnce_KeepsTheirOrder()
    {
        _http.On("POST", Db + "create").Reply("""[{"_id":"1"},{"_id":"2"}]""");

        var typed = await Todos.Create([new Todo { Title = "a" }, new Todo { Title = "b" }]).ShouldSucceed();
        var untyped = await _client.Db.Model("x").CreateMany(new JArray(new JObject { ["n"] = 1 }, new JObject { ["n"] = 2 })).ShouldSucceed();
        await _client.Db.Model("x").Create(new List<JObject> { new() }).ShouldSucceed();

        Assert.That(typed.Select(t => t.Id), Is.EqualTo(new[] { "1", "2" }));
        Assert.That(untyped, Has.Count.EqualTo(2));
        Assert.That(_http.Requests[0].Json!.SelectTokens("values[*].title").Select(t => (string?)t), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(_http.Requests[1].Json!["values"]!.ToString(Formatting.None), Is.EqualTo("""[{"n":1},{"n":2}]"""));
        Assert.That(_http.Requests[2].Json!["values"]!.ToString(Formatting.None), Is.EqualTo("[{}]"));
    }

    [Test]
    public async Task Create_WithoutAnObjectInTheAnswer_Fails()
    {
        _http.On("POST", Db + "create").Reply("null");
        Assert.That((await Todos.Create(new { title = "a" }).ShouldFail()).Kind, Is.EqualTo(ErrorKind.Serialization));
    }

    [Test]
    public async Task Append_SeveralAtOnce_GivesAListOrTheTopObject()
    {
        _http.On("POST", Db + "append").Reply("""[{"text":"a"},{"text":"b"}]""").Reply("""[{}]""").Reply("""{"_id":"1","title":"top"}""").Reply("""{"_id":"1"}""");
        var steps = _client.Db.Model<TodoStep>("todos.steps");
        TodoStep[] two = [new() { Text = "a" }, new() { Text = "b" }];

        Assert.That(await steps.Append(two, "1").ShouldSucceed(), Has.Count.EqualTo(2));
        Assert.That(await steps.AppendMany([new { text = "a" }], "1").ShouldSucceed(), Has.Count.EqualTo(1));
        Assert.That((await steps.As<Todo>().Append(two, "1", returnTop: true).ShouldSucceed()).Title, Is.EqualTo("top"));
        await steps.As<Todo>().Append(new { text = "a" }, "1", returnTop: true).ShouldSucceed();

        Assert.That(_http.Requests.Select(r => (bool)r.Json!["returnTop"]!), Is.EqualTo(new[] { false, false, true, true }));
        Assert.That(_http.Requests.Select(r => r.Json!["values"]!.Type), Is.EqualTo(new[] { JTokenType.Array, JTokenType.Array, JTokenType.Array, JTokenType.Object }));
    }

    [Test]
    public async Task Set_ReturnsTheEmbeddedObject()
    {
        _http.On("POST", Db + "set").Reply("""{"city":"Oslo"}""");
        var address = await _client.Db.Model<TodoAddress>("owners.address").Set(new { city = "Oslo" }, "1").ShouldSucceed();
        Assert.That(address.City, Is.EqualTo("Oslo"));
    }

    [Test]
    public async Task BulkWrites_ReportWhatTheyDid()
    {
        _http.On("POST", Db + "update").Reply("""{"totalMatch":7,"updated":5}""");
        _http.On("POST", Db + "update-fields").Reply("""{"totalMatch":6,"updated":6}""");
        _http.On("POST", Db + "delete").Reply("""{"totalMatch":3,"deleted":2}""");
        var done = Todos.Where(t => t.Done);

        Assert.That(await done.Update(new { title = "x" }).ShouldSucceed(), Is.EqualTo(new UpdateInfo(7, 5)));
        Assert.That(await done.UpdateFields(FieldUpdate.Unset("note")).ShouldSucceed(), Is.EqualTo(new UpdateInfo(6, 6)));
        Assert.That(await done.Delete().ShouldSucceed(), Is.EqualTo(new DeleteInfo(3, 2)));
    }

    [Test]
    public void BulkWrites_WithoutAFilter_Throw()
    {
        foreach (var query in new[] { Todos, Todos.Filter(" "), Todos.Limit(1) })
        {
            Assert.That(() => query.Update(new { title = "x" }), Throws.ArgumentException);
            Assert.That(() => query.UpdateFields(FieldUpdate.Unset("note")), Throws.ArgumentException);
            Assert.That(() => query.UpdateFields(u => u.Unset(t => t.Note)), Throws.ArgumentException);
            Assert.That(() => query.Delete(), Throws.ArgumentException);
        }
    }

    [Test]
    public async Task Refusals_AreResults()
    {
        _http.On("POST", Db + "create").Reply(400, """{"errors":[{"origin":"client_error","code":"not_unique","message":"Taken.","details":{"field":"slug","value":"a"}}]}""");
        var error = await Todos.Create(new { slug = "a" }).ShouldFail();
        Assert.That(error.HasCode("not_unique"), Is.True);
        Assert.That((string?)error.Items[0].Details!["field"], Is.EqualTo("slug"));
    }

    [Test]
    public async Task Operations_AreCold()
    {
        _http.On("POST", Db + "get-list").Reply("[]");
        var get = Todos.Get();
        Assert.That(_http.Requests, Is.Empty);
        await get;
        await get;
        Assert.That(_http.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public void Operations_Disposed_AbortTheRequest()
    {
        using var http = new StubHttp();
        var cancelled = false;
        http.On("POST", Db + "get-list").Hang();
        using var client = http.CreateClient();
        var values = 0;

        var subscription = client.Db.Model("x").Get().Finally(() => cancelled = true).Subscribe(_ => values++);
        subscription.Dispose();

        Assert.That(cancelled, Is.True);
        Assert.That(values, Is.Zero);
    }

    [Test]
    public async Task Reads_AreRepeatedAfterAFailureAndWritesAreNot()
    {
        var scheduler = new TestScheduler();
        using var client = _http.CreateClient(new AltogicClientOptions { Scheduler = scheduler, Random = () => 0.5 });
        _http.On("POST", Db + "get-list").Fail(503, "busy").Reply("[]");
        _http.On("POST", Db + "create").Fail(503, "busy");

        var read = client.Db.Model("x").Get().FirstAsync().Replay(1);
        using var reading = read.Connect();
        scheduler.Start();
        Assert.That((await read).IsSuccess, Is.True);

        var write = client.Db.Model("x").Create(new { }).FirstAsync().Replay(1);
        using var writing = write.Connect();
        scheduler.Start();
        Assert.That((await write).Errors!.Status, Is.EqualTo(503));
        Assert.That(_http.Requests, Has.Count.EqualTo(3));
    }

    private static string Query(StubRequest request) => request.Json!["query"]!.ToString(Formatting.None);
}
