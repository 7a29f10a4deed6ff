using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Database.Api;

/// <summary>Odd but well-formed bodies to every route: an answer or a refusal, never a failure, and whole documents afterwards.</summary>
[TestFixture(true)]
[TestFixture(false)]
internal sealed class DatabaseFuzzTests(bool withSchema)
{
    private const int Requests = 1500;

    private static readonly string[] Paths =
    [
        "object/get", "object/create", "object/set", "object/append", "object/update", "object/update-fields", "object/delete", "create", "set", "append",
        "update", "update-fields", "delete", "get-list", "get-single", "get-random", "compute", "search-text", "fuzzy-search",
    ];

    private static readonly string[] Models = ["a", "a.o", "a.l", "a.o.l", "a.l.o", "a.t", "users", "users.x", "a.l.l.l", "A", "ä", "_id", "a._id"];
    private static readonly string[] Fields = ["t", "i", "d", "b", "w", "o", "l", "s", "o.t", "l.t", "o.l", "_id", "_parent", "updatedAt", "o._id", "a.b.c", "", ".", "$", "ref"];
    private static readonly string[] Filters = ["true", "t == 'x'", "i > 1", "EXISTS(o)", "o.t != 'x' || SIZE(l) > 0", "ref == '64b1f0c2a9d3e45f60718293'", "_id == _id", "IN(s, 1)", "x ==", ""];
    private static readonly string[] Types = ["set", "unset", "increment", "decrement", "min", "max", "multiply", "push", "pull", "pop", "shift", "?"];

    private static readonly AppDefinition App = new()
    {
        Models = new Dictionary<string, ModelDefinition> { ["a"] = new() { Fields = FieldsOf(2) } },
    };

    private readonly List<string> _ids = ["64b1f0c2a9d3e45f60718293", "x"];
    private Random _random = null!;

    [Test]
    public async Task OddBodies_NeverFail()
    {
        await using var backend = await BackendFixture.StartAsync(withSchema ? App : null);
        _random = new Random(withSchema ? 11 : 12);
        for (var i = 0; i < Requests; i++)
        {
            var path = Pick(Paths);
            var body = Body();
            var answer = await backend.DbAsync(path, body);
            Assert.That(answer.Status, Is.AnyOf(200, 400, 404, 413), $"{backend.Log.LastOrDefault(entry => entry.Exception is not null)?.Exception}\n{path} {body.ToJsonString()} → {answer}");
            if (answer.Status == 200) Remember(answer.Json);
        }

        await AssertWholeAsync(backend);
    }

    private static Dictionary<string, FieldDefinition> FieldsOf(int depth)
    {
        var fields = new Dictionary<string, FieldDefinition>
        {
            ["t"] = new() { Type = FieldType.Text, Unique = depth == 1, Searchable = depth == 2, FuzzySearchable = depth == 2, MaxLength = 20 },
            ["i"] = new() { Type = FieldType.Integer, Indexed = depth == 2, Max = 1000 },
            ["d"] = new() { Type = FieldType.Decimal, Decimals = 2 },
            ["b"] = new() { Type = FieldType.Boolean, Default = "i > 1" },
            ["w"] = new() { Type = FieldType.DateTime, ReadOnly = true },
            ["s"] = new() { Type = FieldType.List, Items = FieldType.Integer, Rules = [new RuleDefinition { Rule = "SIZE(s) < 5" }] },
            ["ref"] = new() { Type = FieldType.Reference, Model = "users" },
        };
        if (depth == 0) return fields;
        fields["o"] = new() { Type = FieldType.Object, Fields = FieldsOf(depth - 1) };
        fields["l"] = new() { Type = FieldType.ObjectList, Fields = FieldsOf(depth - 1) };
        return fields;
    }

    private JsonObject Body() => new()
    {
        ["model"] = Odd() ? Value(1) : Pick(Models),
        ["id"] = Odd() ? Value(1) : Pick(_ids),
        ["parentId"] = Odd() ? Value(1) : Pick(_ids),
        ["values"] = Odd() ? Value(3) : _random.Next(5) == 0 ? new JsonArray([.. Enumerable.Range(0, 3).Select(_ => (JsonNode)Values(2))]) : Values(2),
        ["updates"] = Odd() ? Value(2) : new JsonArray([.. Enumerable.Range(0, 2).Select(_ => (JsonNode)Update())]),
        ["query"] = Odd() ? Value(2) : Query(),
        ["options"] = Odd() ? Value(1) : new JsonObject { ["returnTop"] = _random.Next(2) == 0 },
        ["returnTop"] = _random.Next(2) == 0,
        ["returnCountInfo"] = _random.Next(2) == 0,
        ["count"] = Odd() ? Value(1) : 3,
        ["text"] = Odd() ? Value(1) : "x text",
        ["fieldName"] = Pick(Fields),
        ["lookups"] = Odd() ? Value(2) : null,
        ["computations"] = Odd() ? Value(2) : DbCalls.Json("[{'name': 'n', 'type': 'count'}, {'name': 'm', 'type': 'max', 'expression': 'i'}]"),
    };

    private JsonObject Query() => new()
    {
        ["expression"] = Odd() ? Value(1) : Pick(Filters),
        ["lookups"] = _random.Next(4) == 0 ? DbCalls.Json("[{'field': 'ref'}]") : null,
        ["sort"] = Odd() ? Value(2) : new JsonArray(new JsonObject { ["field"] = Pick(Fields), ["direction"] = "desc" }),
        ["omit"] = Odd() ? Value(2) : new JsonArray(Pick(Fields)),
        ["limit"] = Odd() ? Value(1) : 10,
        ["page"] = null,
        ["group"] = Odd() ? Value(1) : Pick(Fields),
    };

    private JsonObject Update() => new() { ["field"] = Odd() ? Value(1) : Pick(Fields), ["updateType"] = Pick(Types), ["value"] = Value(1) };

    private JsonObject Values(int depth)
    {
        var values = new JsonObject();
        for (var i = _random.Next(5); i > 0; i--) values[Pick(Fields)] = Value(depth);
        return values;
    }

    private JsonNode? Value(int depth) => _random.Next(depth > 0 ? 14 : 10) switch
    {
        0 => null,
        1 => true,
        2 => _random.Next(10),
        3 => 1.5,
        4 => JsonNode.Parse("1e400"),
        5 => "text\u0000" + _random.Next(5),
        6 => "2024-01-05T08:00:00Z",
        7 => Pick(_ids),
        8 => "5",
        9 => JsonNode.Parse("9223372036854775808"),
        10 => new JsonArray([.. Enumerable.Range(0, _random.Next(4)).Select(_ => Value(depth - 1))]),
        11 => new JsonArray([.. Enumerable.Range(0, _random.Next(3)).Select(_ => (JsonNode)Values(depth - 1))]),
        _ => Values(depth - 1),
    };

    private bool Odd() => _random.Next(12) == 0;

    private string Pick(IReadOnlyList<string> from) => from[_random.Next(from.Count)];

    private void Remember(JsonNode? node)
    {
        if (node is JsonObject one && one["_id"] is JsonValue id && id.GetValueKind() == JsonValueKind.String && _ids.Count < 500) _ids.Add(id.GetValue<string>());
        foreach (var inner in node is JsonObject holder ? holder.Select(member => member.Value) : node as JsonArray ?? []) Remember(inner);
    }

    /// <summary>What the tables beside the documents say is what the documents say.</summary>
    private static async Task AssertWholeAsync(BackendFixture backend)
    {
        // The last of the random requests may have deleted everything.
        await backend.DbAsync("object/create", "{'model': 'a', 'values': {'o': {'t': 'x'}, 'l': [{'t': 'y'}]}}");
        var all = (await backend.DbAsync("get-list", "{'model': 'a', 'query': {'limit': 1000}}")).Json!.AsArray();
        var embedded = new List<string>();
        foreach (var document in all) Collect("a", document!.AsObject(), document!.Id(), embedded);
        var stored = backend.Service<Altogic.Reactive.Backend.Stores.Sqlite.SqliteDatabase>().Read(session =>
        {
            var rows = new List<string>();
            using var statement = session.Prepare("SELECT id || ' ' || lower(model) || ' ' || parent || ' ' || root FROM embedded WHERE lower(model) GLOB 'a.*'");
            while (statement.Step()) rows.Add(statement.Text(0));
            return rows;
        });
        Assert.That(all, Is.Not.Empty);
        Assert.That(stored, Is.EquivalentTo(embedded));
    }

    private static void Collect(string model, JsonObject holder, string root, List<string> rows)
    {
        foreach (var (name, value) in holder)
        {
            foreach (var item in value is JsonArray list ? list : [value?.DeepClone()])
            {
                if (item is not JsonObject inner || !inner.ContainsKey("_parent")) continue;
                Assert.That(inner["_parent"]!.GetValue<string>(), Is.EqualTo(holder.Id()));
                rows.Add($"{inner.Id()} {model}.{name} {holder.Id()} {root}");
                Collect($"{model}.{name}", inner, root, rows);
            }
        }
    }
}
