using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Query;

namespace Altogic.Reactive.Tests.Backend.Database.Sql;

/// <summary>Lookups find what trying every pair with the evaluator finds.</summary>
internal sealed class LookupAgreementTests
{
    private static readonly string[] Names = ["a", "b", "name", "tags", "user", "address", "createdAt", "_id"];

    [FsCheck.NUnit.Property(MaxTest = 60)]
    public void List_WithComplexLookups_FindsTheFirstMatchOfEach(int seed)
    {
        var random = new Random(seed);
        var json = new RandomJson(random);
        using var fixture = new QueryFixture();
        for (var i = 1; i <= 10; i++) fixture.Insert("things", Plain(json, QueryFixture.Id(i)));
        for (var i = 101; i <= 112; i++) fixture.Insert("others", Plain(json, QueryFixture.Id(i)));
        for (var i = 0; i < 12; i++)
        {
            var first = LookupRequest.Complex("one", "others", Condition(json, null));
            var second = LookupRequest.Complex("two", json.Pick(["others", "things"]), Condition(json, "one"));
            Compare(fixture, [first, second], json.Pick([null, "EXISTS(one)", "!EXISTS(two)", "one.a == two.a", "one.name != 'a' || two.user"]));
        }
    }

    private static JsonObject Plain(RandomJson json, string id)
    {
        var document = json.Document(id);
        foreach (var name in new[] { "user", "a" })
            if (json.Chance(50)) document[name] = QueryFixture.Id(json.Pick([1, 2, 3, 101, 102, 103]));
        return document;
    }

    private static string Condition(RandomJson json, string? earlier)
    {
        var parts = new List<string>();
        if (json.Chance(85)) parts.Add(Equality(json, earlier));
        if (json.Chance(25)) parts.Add(Equality(json, earlier));
        if (json.Chance(30)) parts.Add($"lookup.{json.Pick(Names)} {json.Pick(["==", "!=", ">"])} {json.Pick(["'a'", "5", "true", "null", "'61f0c0ffee00000000000a01'"])}");
        if (json.Chance(20)) parts.Add($"EXISTS({json.Pick(Names)})");
        if (json.Chance(20)) parts.Add($"lookup.{json.Pick(Names)} >= this.{json.Pick(Names)}");
        return parts.Count == 0 ? "true" : string.Join(" && ", parts);
    }

    private static string Equality(RandomJson json, string? earlier)
    {
        var own = json.Pick(["this." + json.Pick(Names), json.Pick(Names), "TOLOWER(name)", "user._id", "address.a", earlier is null ? "a" : earlier + "._id", earlier is null ? "b" : earlier + ".a"]);
        var other = json.Pick(["lookup." + json.Pick(Names), "lookup." + json.Pick(Names), "lookup._id", "TOLOWER(lookup.name)"]);
        return json.Chance(50) ? $"{own} == {other}" : $"{other} == {own}";
    }

    private static void Compare(QueryFixture fixture, LookupRequest[] lookups, string? filter)
    {
        var expected = Expect(fixture, lookups, filter);
        var query = new JsonObject
        {
            ["expression"] = filter,
            ["lookups"] = new JsonArray([.. lookups.Select(l => new JsonObject { ["name"] = l.Name, ["modelName"] = l.ModelName, ["query"] = l.Query })]),
        };
        var found = fixture.List("things", query.ToJsonString()).Select(item => Describe(item!["_id"], item["one"]?["_id"], item["two"]?["_id"])).ToList();
        Assert.That(found, Is.EqualTo(expected), $"{query.ToJsonString()}");
    }

    private static List<string> Expect(QueryFixture fixture, LookupRequest[] lookups, string? filter)
    {
        var context = new ModelContext("things", null, lookups.ToDictionary(l => l.Name!, _ => (IReadOnlyDictionary<string, Altogic.Reactive.Backend.FieldDefinition>?)null));
        var expected = new List<string>();
        foreach (var own in Rows(fixture, "things"))
        {
            var found = new Dictionary<string, JsonElement>();
            foreach (var lookup in lookups)
            {
                var query = ExpressionParser.Parse(lookup.Query!);
                foreach (var candidate in Rows(fixture, lookup.ModelName!))
                {
                    if (!ExpressionEvaluator.IsTrue(query, new EvaluationScope { Model = context, This = own, Lookup = candidate, Lookups = found, Now = DateTimeOffset.UnixEpoch })) continue;
                    found.Add(lookup.Name!, candidate);
                    break;
                }
            }

            var scope = new EvaluationScope { Model = context, This = own, Lookups = found, Now = DateTimeOffset.UnixEpoch };
            if (filter is null || ExpressionEvaluator.IsTrue(ExpressionParser.Parse(filter), scope)) expected.Add(Describe(IdOf(own), IdOf(found, "one"), IdOf(found, "two")));
        }

        return expected;
    }

    private static JsonValue? IdOf(Dictionary<string, JsonElement> found, string name) => found.TryGetValue(name, out var one) ? IdOf(one) : null;

    private static JsonValue? IdOf(JsonElement element) => JsonValue.Create(element.GetProperty("_id").GetString());

    private static string Describe(params JsonNode?[] ids) => string.Join(" ", ids.Select(id => id is null ? "-" : (string)id!));

    private static List<JsonElement> Rows(QueryFixture fixture, string model)
    {
        var found = new List<JsonElement>();
        using var rows = fixture.Session.Prepare($"SELECT json(doc) FROM {fixture.Models.Resolve(model).Table} ORDER BY id");
        while (rows.Step()) found.Add(JsonElement.Parse(rows.Text(0)));
        return found;
    }
}
