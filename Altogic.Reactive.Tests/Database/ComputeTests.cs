using Altogic.Reactive.Database;
using Altogic.Reactive.Tests.Testing;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Database;

public sealed class ComputeTests
{
    private const string Path = "/_api/rest/v1/db/compute";

    private StubHttp _http = null!;
    private AltogicClient _client = null!;

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
    public async Task Compute_EveryKind_IsSent()
    {
        _http.On("POST", Path).Reply("[]");
        var status = "it's";

        await _client.Db.Model("orders").Compute(
            GroupComputation.Count("a", SortDirection.Descending),
            GroupComputation.CountIf("b", $"status == {status}"),
            GroupComputation.Sum("c", "price * amount", SortDirection.Ascending),
            GroupComputation.Avg("d", "price"),
            GroupComputation.Min("e", $"price * {1.5}"),
            GroupComputation.Max("f", "price")).ShouldSucceed();

        Assert.That(_http.Single.Json!["computations"]!.ToString(Formatting.None), Is.EqualTo(
            """[{"name":"a","type":"count","sort":"desc"},{"name":"b","type":"countif","expression":"status == \"it's\""},"""
            + """{"name":"c","type":"sum","expression":"price * amount","sort":"asc"},{"name":"d","type":"avg","expression":"price"},"""
            + """{"name":"e","type":"min","expression":"price * 1.5"},{"name":"f","type":"max","expression":"price"}]"""));
    }

    [Test]
    public async Task Compute_Typed_CompilesItsLambdas()
    {
        _http.On("POST", Path).Reply("[]");

        await _client.Db.Model<Todo>().Group(t => t.Stage).Compute(c => c
            .Count("n", SortDirection.Descending)
            .CountIf("done", t => t.Done && t.Count > 1)
            .Sum("sum", t => t.Price * t.Count)
            .Avg("avg", t => t.Weight)
            .Min("min", t => t.CreatedAt)
            .Max("max", t => t.Rank)).ShouldSucceed();

        Assert.That((string?)_http.Single.Json!["query"]!["group"], Is.EqualTo("stage"));
        Assert.That(_http.Single.Json!["computations"]!.Select(c => (string?)c["expression"]), Is.EqualTo(
            new[] { null, "done && count > 1", "price * count", "weight", "createdAt", "rank" }));
    }

    [Test]
    public async Task Compute_Rows_GiveKeysAndValues()
    {
        _http.On("POST", Path).Reply("""[{"groupby":{"group":"1"},"n":14,"avg":2.5,"max":null},{"groupby":{"group":null},"n":9}]""");

        var rows = await _client.Db.Model("recipes").Group("topic").Compute(GroupComputation.Count("n")).ShouldSucceed();

        Assert.That(rows[0].Key<string>(), Is.EqualTo("1"));
        Assert.That(rows[0].GroupBy!["group"]!.Type, Is.EqualTo(JTokenType.String), "keys keep their type");
        Assert.That(rows[0].Value<long>("n"), Is.EqualTo(14));
        Assert.That(rows[0].Value<decimal?>("avg"), Is.EqualTo(2.5m));
        Assert.That(rows[0].Value<decimal?>("max"), Is.Null);
        Assert.That((int?)rows[0]["n"], Is.EqualTo(14));
        Assert.That(rows[0]["absent"], Is.Null);
        Assert.That(rows[1].Key<string>(), Is.Null);
        Assert.That(rows[1].ToString(), Is.EqualTo("""{"groupby":{"group":null},"n":9}"""));
    }

    [Test]
    public async Task Rows_HandOutCopies()
    {
        _http.On("POST", Path).Reply("""[{"groupby":{"group":"a"},"list":[1]}]""");
        var row = (await _client.Db.Model("orders").Compute(GroupComputation.Count("list")).ShouldSucceed())[0];

        row.GroupBy!["group"] = "b";
        ((JArray)row["list"]!).Add(2);

        Assert.That((row.Key<string>(), row["list"]!.Count()), Is.EqualTo(("a", 1)));
    }

    [Test]
    public async Task Compute_ShapesOfKeys_AreRead()
    {
        _http.On("POST", Path).Reply("""[{"groupby":{"status":"open","address.city":"Oslo"}},{"groupby":2023},{"n":1}]""");

        var rows = await _client.Db.Model("x").Group("status", "address.city").Compute(GroupComputation.Count("n")).ShouldSucceed();

        Assert.That(rows[0].Key<string>("address.city"), Is.EqualTo("Oslo"));
        Assert.That(rows[1].Key<int>(), Is.EqualTo(2023), "a bare key");
        Assert.That(rows[2].Key<int?>(), Is.Null);
        Assert.That(rows[2].GroupBy, Is.Null);
    }

    [TestCase("""{"total":7.5}""", 1)]
    [TestCase("""[{"total":7.5}]""", 1)]
    [TestCase("[]", 0)]
    [TestCase("null", 0)]
    public async Task Compute_TypedRows_AreReadInEveryShape(string reply, int count)
    {
        _http.On("POST", Path).Reply(reply);
        var rows = await _client.Db.Model("x").Compute<TotalRow>(GroupComputation.Sum("total", "price")).ShouldSucceed();
        Assert.That(rows.Select(row => row.Total), Is.EqualTo(Enumerable.Repeat(7.5m, count)));
    }

    [TestCase("5")]
    [TestCase("[5]")]
    [TestCase("[{]")]
    public async Task Compute_SomethingElse_IsAFailure(string reply)
    {
        _http.On("POST", Path).Reply(reply);
        var error = await _client.Db.Model("x").Compute(GroupComputation.Count("n")).ShouldFail();
        Assert.That(error.Kind, Is.EqualTo(ErrorKind.Serialization));
    }

    private sealed record TotalRow(decimal Total);
}
