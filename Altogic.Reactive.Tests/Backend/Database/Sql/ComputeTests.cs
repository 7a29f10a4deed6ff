using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Backend.Modules.Database.Query.Grouping;
using Altogic.Reactive.Tests.Backend.Database.Query;

namespace Altogic.Reactive.Tests.Backend.Database.Sql;

/// <summary>Compute gives the figures of the aggregator, whether SQL calculates them or not.</summary>
internal sealed class ComputeTests
{
    private static readonly string[] Figures =
    [
        """{"name":"n","type":"count"}""", """{"name":"yes","type":"countif","expression":"done || servings > 1"}""", """{"name":"s","type":"sum","expression":"servings"}""",
        """{"name":"a","type":"avg","expression":"servings","sort":"desc"}""", """{"name":"lo","type":"min","expression":"servings"}""", """{"name":"hi","type":"max","expression":"price","sort":"asc"}""",
        """{"name":"p","type":"sum","expression":"price"}""", """{"name":"t","type":"max","expression":"title"}""", """{"name":"x","type":"sum","expression":"servings * 2"}""",
        """{"name":"d","type":"min","expression":"due"}""",
    ];

    private static readonly string?[] Groups =
    [
        null, "\"title\"", "\"done\"", "\"servings\"", "\"price\"", "\"author\"", "\"due\"", "\"createdAt\"", "\"unknown\"", "\"kind\"", "[\"title\"]", "[\"kind\",\"done\"]", "\"tags.$\"", "\"tags\"",
        "\"cover\"", "\"cover.url\"", "\"steps.minutes\"", "\"author._id\"", "\"secret\"", "\"TOTEXT(servings) + 'x'\"", "\"recipes.title\"",
    ];

    [FsCheck.NUnit.Property(MaxTest = 40)]
    public void Compute_Anything_GivesWhatTheAggregatorGives(int seed)
    {
        var json = new RandomJson(new Random(seed));
        using var fixture = new QueryFixture(RecipeModel.App);
        for (var i = 1; i <= 15; i++) fixture.Insert("recipes", RecipeModel.Document(json, i));
        for (var i = 0; i < 15; i++)
        {
            var figures = new[] { json.Pick(Figures), json.Pick(Figures) }.Distinct();
            Compare(fixture, "recipes", json.Pick(Groups), $"[{string.Join(",", figures)}]", json.Pick([null, "done", "servings >= 0", "EXISTS(title)"]));
        }
    }

    [FsCheck.NUnit.Property(MaxTest = 30)]
    public void Compute_WithoutSchema_GivesWhatTheAggregatorGives(int seed)
    {
        var json = new RandomJson(new Random(seed));
        using var fixture = new QueryFixture();
        for (var i = 1; i <= 15; i++) fixture.Insert("things", json.Document(QueryFixture.Id(i)));
        foreach (var group in new[] { null, "\"a\"", "\"name\"", "\"user\"", "\"createdAt\"", "\"uploadedAt\"", "\"address.a\"", "[\"a\",\"b\"]", "\"a.$\"" })
            Compare(fixture, "things", group, """[{"name":"n","type":"count"},{"name":"c","type":"countif","expression":"b == 1 || TOTEXT(name) == 'a'"}]""", json.Pick([null, "name != 'a'"]));
    }

    [Test]
    public void Compute_NoMatch_IsEmpty()
    {
        using var fixture = new QueryFixture();
        fixture.Insert("things", """{"a":1}""");

        Assert.That(Compute(fixture, "things", """{"expression":"a == 2"}""", """{"name":"n","type":"count"}"""), Is.EqualTo("[]"));
        Assert.That(Compute(fixture, "never", "{}", """{"name":"n","type":"count"}"""), Is.EqualTo("[]"));
    }

    [Test]
    public void Compute_WorkedExamples()
    {
        using var fixture = new QueryFixture();
        fixture.Insert("orders", """{"status":"paid","price":2,"amount":3,"customer":"a"}""", """{"status":"paid","price":0.1,"amount":3,"customer":"a"}""", """{"status":"open","price":9,"amount":9,"customer":"b"}""");

        Assert.That(
            Compute(fixture, "orders", """{"expression":"status == 'paid'"}""", """[{"name":"n","type":"count"},{"name":"income","type":"sum","expression":"price * amount"}]"""),
            Does.StartWith("""[{"groupby":{"group":null},"n":2,"income":6.3"""));
        Assert.That(
            Compute(fixture, "orders", """{"group":"customer","limit":1}""", """{"name":"n","type":"count","sort":"desc"}"""),
            Is.EqualTo("""[{"groupby":{"group":"a"},"n":2}]"""));
        Assert.That(
            Compute(fixture, "orders", """{"group":["customer"],"page":2,"limit":1,"lookups":5,"sort":5,"omit":5}""", """{"name":"n","type":"count"}"""),
            Is.EqualTo("""[{"groupby":{"group":"b"},"n":1}]"""));
    }

    [Test]
    public void Compute_SumBeyondIntegers_FallsBack()
    {
        using var fixture = new QueryFixture(RecipeModel.App);
        fixture.Insert("recipes", """{"servings":9223372036854775807}""", """{"servings":9223372036854775807}""");

        Assert.That(Compute(fixture, "recipes", "{}", """{"name":"s","type":"sum","expression":"servings"}"""), Is.EqualTo("""[{"groupby":{"group":null},"s":1.8446744073709552E+19}]"""));
    }

    [Test]
    public void Compute_ByNumbersBeyondAllOthers_LosesNone()
    {
        using var fixture = new QueryFixture();
        fixture.Insert("things", """{"b":1e400}""", """{"b":-1e400}""", """{"b":5}""", """{"b":1e999}""");

        Assert.That(
            Compute(fixture, "things", """{"group":"b"}""", """[{"name":"n","type":"count"},{"name":"hi","type":"max","expression":"b"},{"name":"s","type":"sum","expression":"b"}]"""),
            Is.EqualTo("""[{"groupby":{"group":-1e999},"n":1,"hi":-1e999,"s":null},{"groupby":{"group":5},"n":1,"hi":5,"s":5},{"groupby":{"group":1e999},"n":2,"hi":1e999,"s":null}]"""));
        Assert.That(
            Compute(fixture, "things", """{"group":"b"}""", """{"name":"n","type":"count"}"""),
            Is.EqualTo("""[{"groupby":{"group":-1e999},"n":1},{"groupby":{"group":5},"n":1},{"groupby":{"group":1e999},"n":2}]"""));
        Assert.That(fixture.Find("things", "b > 5"), Has.Length.EqualTo(2));
    }

    [Test]
    public void Compute_SubModel_CountsEmbeddedObjects()
    {
        using var fixture = new QueryFixture();
        fixture.Insert("company", """{"topics":[{"_id":"61f0c0ffee00000000000a01","k":"x"},{"_id":"61f0c0ffee00000000000b02","k":"y"}]}""", """{"topics":[{"_id":"61f0c0ffee00000000000c03","k":"x"}]}""");

        Assert.That(
            Compute(fixture, "company.topics", """{"group":"k"}""", """{"name":"n","type":"count","sort":"desc"}"""),
            Is.EqualTo("""[{"groupby":{"group":"x"},"n":2},{"groupby":{"group":"y"},"n":1}]"""));
    }

    [TestCaseSource(nameof(RealComputations))]
    public void Compute_RealComputation_Runs(RealWorldQuery query)
    {
        using var fixture = new QueryFixture();
        fixture.Insert("things", """{"price":2,"quantity":3,"createdAt":"2023-01-05T10:00:00.000Z","properties":["x"]}""", "{}");
        var parts = query.Parts;
        var computations = parts[1].Split("; ").Select(text => Computation(text.Split(' ', 3)));
        var request = new JsonObject
        {
            ["group"] = parts[0] == "-" ? null : parts[0].StartsWith('[') ? JsonNode.Parse(parts[0]) : parts[0],
            ["expression"] = parts[2] == "-" ? null : parts[2],
        };

        Assert.That(() => Compute(fixture, "things", request.ToJsonString(), $"[{string.Join(",", computations)}]"), Throws.Nothing);
    }

    private static IEnumerable<TestCaseData> RealComputations() =>
        RealWorldQuery.Of('G').Select(query => new TestCaseData(query).SetArgDisplayNames(query.ToString()));

    private static string Computation(string[] parts)
    {
        var cut = parts[2].LastIndexOf(' ');
        return new JsonObject { ["name"] = parts[0], ["type"] = parts[1], ["expression"] = parts[1] == "count" ? "" : parts[2][..cut], ["sort"] = parts[2][(cut + 1)..] is "-" ? null : parts[2][(cut + 1)..] }.ToJsonString();
    }

    private static void Compare(QueryFixture fixture, string model, string? group, string computations, string? filter)
    {
        var query = $$"""{"group":{{group ?? "null"}},"expression":{{JsonSerializer.Serialize(filter)}},"limit":1000}""";
        Assert.That(Compute(fixture, model, query, computations), Is.EqualTo(Aggregate(fixture, model, query, computations)), $"{query} {computations}");
    }

    private static string Compute(QueryFixture fixture, string model, string query, string computations)
    {
        var output = new ArrayBufferWriter<byte>();
        fixture.Engine.Compute(
            fixture.Session, fixture.Models.Resolve(model), fixture.Read(query, QueryParts.Compute), ComputationReader.Read(JsonElement.Parse(computations)), output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static string Aggregate(QueryFixture fixture, string model, string query, string computations)
    {
        var resolved = fixture.Models.Resolve(model);
        var request = fixture.Read(query, QueryParts.Compute);
        var groups = new GroupAggregator(request.Group, ComputationReader.Read(JsonElement.Parse(computations)), resolved.Context);
        var filter = ExpressionParser.ParseFilterOrNull(request.Expression);
        using var rows = fixture.Session.Prepare($"SELECT json(doc) FROM {resolved.Table} ORDER BY id");
        while (rows.Step())
        {
            var scope = new EvaluationScope { Model = resolved.Context, This = JsonElement.Parse(rows.Text(0)), Now = DateTimeOffset.UnixEpoch };
            if (filter is null || ExpressionEvaluator.IsTrue(filter, scope)) groups.Add(scope);
        }

        using var output = new MemoryStream();
        using (var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) groups.WriteRows(writer, request.Skip, request.Limit);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
