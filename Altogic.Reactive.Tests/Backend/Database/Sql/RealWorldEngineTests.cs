using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Tests.Backend.Database.Query;

namespace Altogic.Reactive.Tests.Backend.Database.Sql;

/// <summary>What the surviving apps send runs through SQL and finds what the evaluator finds.</summary>
internal sealed partial class RealWorldEngineTests
{
    private QueryFixture _fixture = null!;

    [SetUp]
    public void Open() => _fixture = new QueryFixture();

    [TearDown]
    public void Close() => _fixture.Dispose();

    private static IEnumerable<TestCaseData> Filters() =>
        from query in RealWorldQuery.All
        where query.Number[0] is 'F' or 'B' or 'E' or 'W' || (query.Number[0] == 'X' && query.Text.EndsWith("parses", StringComparison.Ordinal))
        let text = query.Number[0] == 'W' ? query.Parts[1] : query.Text.Split(" => ")[0]
        select new TestCaseData(text).SetArgDisplayNames(query.Number, text);

    private static IEnumerable<TestCaseData> Lookups() =>
        from query in RealWorldQuery.Of('L').Concat(RealWorldQuery.Of('J'))
        select new TestCaseData(query).SetArgDisplayNames(query.ToString());

    private static IEnumerable<TestCaseData> Sorts() => RealWorldQuery.Of('S').Select(query => new TestCaseData(query.Text).SetArgDisplayNames(query.ToString()));

    [TestCaseSource(nameof(Filters))]
    public void FindMatches_RealFilter_FindsWhatTheEvaluatorFinds(string filter)
    {
        var json = new RandomJson(new Random(filter.Length));
        var names = Identifier().Matches(filter).Select(match => match.Value).Where(name => name != "_id").Distinct().ToList();
        for (var i = 1; i <= 40; i++)
        {
            var document = json.Document(i == 1 ? "61f0c0ffee00000000000a01" : i == 2 ? "61f0c0ffee00000000000b02" : QueryFixture.Id(i));
            foreach (var name in names)
                if (json.Chance(70)) document[name] = json.Chance(50) ? json.Value(1) : Likely(json, filter);
            if (document.ContainsKey("createdAt")) document["createdAt"] = json.Date();
            if (document.ContainsKey("updatedAt")) document["updatedAt"] = json.Date();
            _fixture.Insert("quote", document);
        }

        if (string.IsNullOrWhiteSpace(filter)) Assert.That(_fixture.Find("quote", filter), Has.Length.EqualTo(40));
        else SqlAgreementTests.Compare(_fixture, "quote", filter);
    }

    [TestCaseSource(nameof(Lookups))]
    public void List_RealLookup_Runs(RealWorldQuery query)
    {
        _fixture.Insert("things", "{}", """{"user":"61f0c0ffee00000000000a01","email":"a@b.co"}""");
        foreach (var model in new[] { "users", "products", "groups", "follower_connection", "invitations" })
            _fixture.Insert(model, $$"""{"user":"61f0c0ffee00000000000a01","email":"a@{{model}}.co"}""");
        var parts = query.Text.Split(" ## ");
        var lookups = new JsonArray();
        foreach (var text in (query.Number[0] == 'J' ? parts[0] : parts[1]).Split("; "))
            foreach (var lookup in ReadLookups(text)) lookups.Add(lookup);
        var filter = query.Number[0] == 'J' ? null : parts[0];

        foreach (var sort in new[] { "_id", "user.name" })
        {
            var request = new JsonObject
            {
                ["expression"] = filter,
                ["lookups"] = lookups.DeepClone(),
                ["sort"] = new JsonArray(new JsonObject { ["field"] = sort, ["direction"] = "asc" }),
            };
            Assert.That(() => _fixture.ListWithInfo("things", request.ToJsonString()), Throws.Nothing);
        }
    }

    [TestCaseSource(nameof(Sorts))]
    public void List_RealSort_Runs(string text)
    {
        _fixture.Insert("things", "{}", """{"createdAt":"2023-01-05T10:00:00.000Z"}""");
        var parts = text.Split(" ## ");
        var sort = parts[0].Split(", ").Select(entry => entry.Split(' ')).Select(entry => new JsonObject { ["field"] = entry[0], ["direction"] = entry[1] });
        var request = new JsonObject { ["sort"] = new JsonArray([.. sort]), ["lookups"] = new JsonArray([.. parts.Skip(1).Select(field => new JsonObject { ["field"] = field.Trim() })]) };

        Assert.That(_fixture.List("things", request.ToJsonString()), Has.Count.EqualTo(2));
    }

    [Test]
    public void FindMatches_MalformedFilters_AreRefusedCleanly()
    {
        foreach (var query in RealWorldQuery.Of('X').Where(query => !query.Text.EndsWith("parses", StringComparison.Ordinal)))
            Assert.That(() => _fixture.Find("users", query.Text.Split(" => ")[0]), Throws.TypeOf<ApiException>().With.Matches<ApiException>(e => e!.Items[0].Code == "invalid_expression"), query.ToString());
    }

    // A value that the filter itself mentions.
    private static JsonNode? Likely(RandomJson json, string filter)
    {
        var literals = Literal().Matches(filter).Select(match => match.Value).ToList();
        if (literals.Count == 0) return json.Value(1);
        var literal = json.Pick(literals);
        JsonNode? value = literal[0] is '\'' or '"' ? literal[1..^1] : literal is "true" or "false" ? literal == "true" : JsonNode.Parse(literal.TrimStart('0').PadLeft(1, '0'));
        return json.Chance(20) ? new JsonArray(value) : json.Chance(10) ? new JsonObject { ["_id"] = value, ["name"] = "x" } : value;
    }

    private static IEnumerable<JsonObject> ReadLookups(string text)
    {
        var match = Complex().Match(text);
        if (match.Success)
        {
            yield return new JsonObject { ["name"] = match.Groups[1].Value, ["modelName"] = match.Groups[2].Value, ["query"] = match.Groups[3].Value };
            yield break;
        }

        var referred = Referred().Matches(text).Select(m => m.Value).ToList();
        if (referred.Count == 0)
        {
            yield return new JsonObject { ["field"] = text.Trim() };
            yield break;
        }

        // "(see J009–J012)" has several; the first one of each name counts.
        foreach (var number in referred.Take(1).Concat(text.Contains('–', StringComparison.Ordinal) ? ["J010"] : []))
            foreach (var lookup in ReadLookups(RealWorldQuery.TextOf(number))) yield return lookup;
    }

    [GeneratedRegex(@"[A-Za-z_]\w*")]
    private static partial Regex Identifier();

    [GeneratedRegex("""'[^']*'|"[^"]*"|\btrue\b|\bfalse\b|\b\d+(\.\d+)?\b""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"^(\w+): ([\w.]+) ON (.+)$")]
    private static partial Regex Complex();

    [GeneratedRegex(@"J\d+")]
    private static partial Regex Referred();
}
