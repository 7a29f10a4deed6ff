using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Database.Api;

/// <summary>The eleven update instructions, with and without a schema (db-query §5).</summary>
internal sealed class UpdateFieldsTests
{
    private static readonly AppDefinition App = new()
    {
        SchemaLess = true,
        Models = new Dictionary<string, ModelDefinition>
        {
            ["typed"] = new ModelDefinition
            {
                Fields = new Dictionary<string, FieldDefinition>
                {
                    ["i"] = new() { Type = FieldType.Integer, Min = -100, Max = 100 },
                    ["d"] = new() { Type = FieldType.Decimal, Decimals = 2 },
                    ["t"] = new() { Type = FieldType.Text },
                    ["l"] = new() { Type = FieldType.List, Items = FieldType.Integer },
                    ["req"] = new() { Type = FieldType.Text, Required = true },
                    ["fixed"] = new() { Type = FieldType.Integer, ReadOnly = true },
                    ["fixedList"] = new() { Type = FieldType.List, Items = FieldType.Integer, ReadOnly = true },
                    ["o"] = new() { Type = FieldType.Object, Fields = new Dictionary<string, FieldDefinition> { ["n"] = new() { Type = FieldType.Integer } } },
                    ["steps"] = new() { Type = FieldType.ObjectList, Fields = new Dictionary<string, FieldDefinition> { ["n"] = new() { Type = FieldType.Integer } } },
                },
            },
        },
    };

    private BackendFixture _backend = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _backend = await BackendFixture.StartAsync(App);

    [OneTimeTearDown]
    public ValueTask StopAsync() => _backend.DisposeAsync();

    [TestCase("{'n': 5}", "increment", "2", "7")]
    [TestCase("{'n': 5}", "decrement", "2", "3")]
    [TestCase("{'n': 5}", "increment", "'2'", "7")]
    [TestCase("{'n': 5}", "increment", "-7", "-2")]
    [TestCase("{'n': 0.1}", "increment", "0.2", "0.3")]
    [TestCase("{'n': 5}", "min", "3", "3")]
    [TestCase("{'n': 5}", "min", "7", "5")]
    [TestCase("{'n': 5}", "max", "7", "7")]
    [TestCase("{'n': 5}", "max", "3", "5")]
    [TestCase("{'n': 5}", "multiply", "3", "15")]
    [TestCase("{'n': 9007199254740993}", "increment", "1", "9007199254740994")]
    [TestCase("{'n': 9223372036854775807}", "increment", "1", "9223372036854775808")]
    [TestCase("{}", "increment", "2", "2")]
    [TestCase("{}", "decrement", "2", "-2")]
    [TestCase("{}", "min", "2", "2")]
    [TestCase("{}", "max", "2", "2")]
    [TestCase("{}", "multiply", "2", "0")]
    [TestCase("{'n': [1, 2]}", "push", "2", "[1,2,2]")]
    [TestCase("{'n': [1]}", "push", "[2, 3]", "[1,2,3]")]
    [TestCase("{}", "push", "'a'", "[\"a\"]")]
    [TestCase("{'n': [1, 2, 1, 1.0]}", "pull", "1", "[2]")]
    [TestCase("{'n': ['a', 'b']}", "pull", "'c'", "[\"a\",\"b\"]")]
    [TestCase("{'n': [1, 2, 3]}", "pop", "null", "[1,2]")]
    [TestCase("{'n': [1, 2, 3]}", "shift", "null", "[2,3]")]
    [TestCase("{'n': []}", "pop", "null", "[]")]
    [TestCase("{'n': 1}", "set", "{'a': 1}", null)]
    [TestCase("{'n': 1}", "set", "'text'", "\"text\"")]
    [TestCase("{'n': 1}", "set", "null", "missing")]
    [TestCase("{'n': 1}", "unset", "null", "missing")]
    [TestCase("{}", "unset", "null", "missing")]
    [TestCase("{}", "pull", "1", "missing")]
    [TestCase("{}", "pop", "null", "missing")]
    [TestCase("{}", "shift", "null", "missing")]
    public async Task SchemaLess_Instruction_GivesTheValue(string stored, string type, string value, string? expected)
    {
        var created = await _backend.CreateAsync("loose", stored);

        var updated = await ApplyAsync("loose", created.Id(), $"[{{'field': 'n', 'updateType': '{type}', 'value': {value}}}]");

        if (expected is null) Assert.That(updated["n"]!["_parent"]!.GetValue<string>(), Is.EqualTo(created.Id()));
        else Assert.That(updated.ContainsKey("n") ? updated["n"]!.ToJsonString() : "missing", Is.EqualTo(expected));
    }

    [TestCase("typed", "{'field': 'i', 'updateType': 'increment', 'value': 'x'}", "invalid_value")]
    [TestCase("typed", "{'field': 'i', 'updateType': 'increment', 'value': true}", "invalid_value")]
    [TestCase("typed", "{'field': 'i', 'updateType': 'increment'}", "missing_required_value")]
    [TestCase("typed", "{'field': 'i', 'updateType': 'increment', 'value': 1000}", "out_of_range")]
    [TestCase("typed", "{'field': 'i', 'updateType': 'push', 'value': 1}", "invalid_update_type")]
    [TestCase("typed", "{'field': 't', 'updateType': 'increment', 'value': 1}", "invalid_update_type")]
    [TestCase("typed", "{'field': 'l', 'updateType': 'increment', 'value': 1}", "invalid_update_type")]
    [TestCase("typed", "{'field': 'l', 'updateType': 'push', 'value': 'x'}", "invalid_value")]
    [TestCase("typed", "{'field': 'l', 'updateType': 'push', 'value': {}}", "invalid_value")]
    [TestCase("typed", "{'field': 'steps', 'updateType': 'push', 'value': 1}", "invalid_update_type")]
    [TestCase("typed", "{'field': 'steps.n', 'updateType': 'increment', 'value': 1}", "invalid_update_type")]
    [TestCase("typed", "{'field': 'o', 'updateType': 'pop'}", "invalid_update_type")]
    [TestCase("typed", "{'field': '_id', 'updateType': 'set', 'value': 'x'}", "invalid_update_type")]
    [TestCase("typed", "{'field': '_parent', 'updateType': 'unset'}", "invalid_update_type")]
    [TestCase("typed", "{'field': 'createdAt', 'updateType': 'set', 'value': 'x'}", "invalid_update_type")]
    [TestCase("typed", "{'field': 'o.updatedAt', 'updateType': 'unset'}", "invalid_update_type")]
    [TestCase("typed", "{'field': 'req', 'updateType': 'unset'}", "required_field")]
    [TestCase("typed", "{'field': 'req', 'updateType': 'set', 'value': null}", "required_field")]
    [TestCase("typed", "{'field': 'fixed', 'updateType': 'increment', 'value': 1}", "read_only_field")]
    [TestCase("typed", "{'field': 'fixed', 'updateType': 'unset'}", "read_only_field")]
    [TestCase("typed", "{'field': 'fixedList', 'updateType': 'push', 'value': 1}", "read_only_field")]
    [TestCase("typed", "{'field': 'fixedList', 'updateType': 'pull', 'value': 2}", "read_only_field")]
    [TestCase("typed", "{'field': 'fixedList', 'updateType': 'pop'}", "read_only_field")]
    [TestCase("typed", "{'field': 't', 'updateType': 'explode', 'value': 1}", "invalid_update_type")]
    [TestCase("typed", "{'field': '', 'updateType': 'set', 'value': 1}", "missing_required_value")]
    [TestCase("typed", "{'field': 'a..b', 'updateType': 'set', 'value': 1}", "invalid_value")]
    [TestCase("typed", "{'updateType': 'set', 'value': 1}", "missing_required_value")]
    [TestCase("typed", "{'field': 't', 'value': 1}", "missing_required_value")]
    [TestCase("typed", "{'field': 't', 'updateType': 'set'}", "missing_required_value")]
    [TestCase("typed", "5", "invalid_value")]
    [TestCase("loose", "{'field': 't', 'updateType': 'increment', 'value': 1}", "invalid_update_type")]
    [TestCase("loose", "{'field': 't', 'updateType': 'push', 'value': 1}", "invalid_update_type")]
    [TestCase("loose", "{'field': 'steps', 'updateType': 'pop'}", "invalid_update_type")]
    [TestCase("loose", "{'field': 't.x', 'updateType': 'set', 'value': 1}", "invalid_update_type")]
    public async Task Instruction_ThatDoesNotFit_IsRefusedAndChangesNothing(string model, string update, string code)
    {
        var created = await _backend.CreateAsync(model, "{'i': 1, 't': 'a', 'l': [1], 'req': 'r', 'fixed': 3, 'fixedList': [2], 'o': {'n': 1}, 'steps': [{'n': 1}]}");

        var answer = await SendAsync(model, created.Id(), "[{'field': 't', 'updateType': 'set', 'value': 'changed'}, " + update + "]");

        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, code)), answer.Text);
        Assert.That((await _backend.FindAsync(model, created.Id()))!.ToJsonString(), Is.EqualTo(created.ToJsonString()));
    }

    [TestCase("null", "missing_required_value")]
    [TestCase("[]", "emtpy_array")]
    [TestCase("'x'", "invalid_value")]
    public async Task Updates_Wrong_AreRefused(string updates, string code)
    {
        var created = await _backend.CreateAsync("loose", "{}");

        Assert.That((await SendAsync("loose", created.Id(), updates)).Code, Is.EqualTo(code));
    }

    [Test]
    public async Task Typed_Results_AreConverted()
    {
        var created = await _backend.CreateAsync("typed", "{'req': 'r', 'i': 10, 'd': 1}");

        var updated = await ApplyAsync("typed", created.Id(), """
            [{'field': 'i', 'updateType': 'multiply', 'value': 0.25}, {'field': 'd', 'updateType': 'increment', 'value': '0.126'},
             {'field': 'l', 'updateType': 'push', 'value': '7'}, {'field': 'o.n', 'updateType': 'increment', 'value': 2}, {'field': 'unknown', 'updateType': 'set', 'value': 1}]
            """);

        Assert.That(updated["i"]!.ToJsonString(), Is.EqualTo("3"), "2.5 rounded");
        Assert.That(updated["d"]!.ToJsonString(), Is.EqualTo("1.13"));
        Assert.That(updated["l"]!.ToJsonString(), Is.EqualTo("[7]"));
        Assert.That((int)updated["o"]!["n"]!, Is.EqualTo(2));
        Assert.That(updated.ContainsKey("unknown"), Is.False);
    }

    [Test]
    public async Task Instructions_RunInOrder()
    {
        var created = await _backend.CreateAsync("loose", "{'n': 1}");

        var updated = await ApplyAsync("loose", created.Id(), "[{'field': 'n', 'updateType': 'increment', 'value': 1}, {'field': 'n', 'updateType': 'increment', 'value': 1}, {'field': 'n', 'updateType': 'multiply', 'value': 10}]");

        Assert.That((int)updated["n"]!, Is.EqualTo(30));
    }

    [Test]
    public async Task Updates_BareObject_IsTaken()
    {
        var created = await _backend.CreateAsync("loose", "{'n': 1}");

        var updated = await ApplyAsync("loose", created.Id(), "{'field': 'n', 'updateType': 'increment', 'value': 1}");

        Assert.That((int)updated["n"]!, Is.EqualTo(2));
    }

    [Test]
    public async Task ByFilter_IncrementsEachMatch()
    {
        await _backend.DbAsync("create", "{'model': 'counters', 'values': [{'k': 'a', 'n': 1}, {'k': 'a'}, {'k': 'b', 'n': 1}]}");

        var answer = await _backend.DbAsync("update-fields", new JsonObject
        {
            ["model"] = "counters",
            ["query"] = DbCalls.Query("k == 'a'"),
            ["updates"] = DbCalls.Json("[{'field': 'n', 'updateType': 'increment', 'value': 5}]"),
        });

        Assert.That(answer.Text, Is.EqualTo("""{"totalMatch":2,"updated":2}"""));
        var all = (await _backend.DbAsync("get-list", "{'model': 'counters'}")).Json!.AsArray();
        Assert.That(all.Select(item => (int)item!["n"]!), Is.EqualTo(new[] { 6, 5, 1 }));
    }

    private async Task<JsonObject> ApplyAsync(string model, string id, string updates)
    {
        var answer = await SendAsync(model, id, updates);
        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        Assert.That((await _backend.FindAsync(model, id))!.ToJsonString(), Is.EqualTo(answer.Json!.ToJsonString()));
        return answer.Json!.AsObject();
    }

    private Task<Answer> SendAsync(string model, string id, string updates) => _backend.DbAsync(
        "object/update-fields", new JsonObject { ["model"] = model, ["id"] = id, ["updates"] = updates == "null" ? null : DbCalls.Json(updates) });
}
