using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Database.Api;

/// <summary>Sub-models and lists of them, at depth one and two; the same with a schema and without (data-model §9).</summary>
[TestFixture(true)]
[TestFixture(false)]
internal sealed class EmbeddedTests(bool withSchema)
{
    private const string Unknown = "64b1f0c2a9d3e45f60718293";

    private static readonly AppDefinition App = new()
    {
        Models = new Dictionary<string, ModelDefinition>
        {
            ["company"] = new ModelDefinition
            {
                Fields = new Dictionary<string, FieldDefinition>
                {
                    ["name"] = new() { Type = FieldType.Text },
                    ["department"] = new()
                    {
                        Type = FieldType.Object,
                        Fields = new Dictionary<string, FieldDefinition>
                        {
                            ["code"] = new() { Type = FieldType.Text },
                            ["address"] = new() { Type = FieldType.ObjectList, Fields = new Dictionary<string, FieldDefinition> { ["city"] = new() { Type = FieldType.Text } } },
                        },
                    },
                    ["topics"] = new()
                    {
                        Type = FieldType.ObjectList,
                        Fields = new Dictionary<string, FieldDefinition>
                        {
                            ["title"] = new() { Type = FieldType.Text },
                            ["likes"] = new() { Type = FieldType.Integer },
                            ["meta"] = new() { Type = FieldType.Object, Fields = new Dictionary<string, FieldDefinition> { ["color"] = new() { Type = FieldType.Text } } },
                        },
                    },
                },
            },
        },
    };

    private BackendFixture _backend = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _backend = await BackendFixture.StartAsync(withSchema ? App : null);

    [OneTimeTearDown]
    public ValueTask StopAsync() => _backend.DisposeAsync();

    [Test]
    public async Task Set_CreatesNestedObjectsWithIdsAndParents()
    {
        var company = await _backend.CreateAsync("company", "{'name': 'c'}");

        var department = await SetAsync("company.department", company.Id(), "{'code': 'IT', 'address': [{'city': 'Oslo'}]}");

        Assert.That(department["_parent"]!.GetValue<string>(), Is.EqualTo(company.Id()));
        Assert.That(department["address"]![0]!["_parent"]!.GetValue<string>(), Is.EqualTo(department.Id()));
        Assert.That((await _backend.FindAsync("company.department", department.Id()))!.ToJsonString(), Is.EqualTo(department.ToJsonString()));
        Assert.That((await _backend.FindAsync("company", company.Id()))!["department"]!.ToJsonString(), Is.EqualTo(department.ToJsonString()));
        Assert.That((await _backend.FindAsync("company.department.address", department["address"]![0]!.Id()))!["city"]!.GetValue<string>(), Is.EqualTo("Oslo"));
    }

    [Test]
    public async Task Set_Again_ReplacesTheObjectAndForgetsTheOldOne()
    {
        var company = await _backend.CreateAsync("company", "{}");
        var first = await SetAsync("company.department", company.Id(), "{'code': 'a', 'address': [{'city': 'x'}]}");

        var second = await SetAsync("company.department", company.Id(), "{'code': 'b'}");

        Assert.That(second.Id(), Is.Not.EqualTo(first.Id()));
        Assert.That(second.ContainsKey("address"), Is.False);
        Assert.That(await _backend.FindAsync("company.department", first.Id()), Is.Null);
        Assert.That(await _backend.FindAsync("company.department.address", first["address"]![0]!.Id()), Is.Null);
    }

    [Test]
    public async Task Append_AtDepthTwo_TakesTheDirectParentsId()
    {
        var company = await _backend.CreateAsync("company", "{}");
        var department = await SetAsync("company.department", company.Id(), "{'code': 'IT'}");

        var first = await AppendAsync("company.department.address", department.Id(), "{'city': 'Oslo'}");
        var top = await _backend.DbAsync("object/append", Body("company.department.address", department.Id(), "{'city': 'Bergen'}", returnTop: true));

        Assert.That(first["_parent"]!.GetValue<string>(), Is.EqualTo(department.Id()));
        Assert.That(top.Json!.Id(), Is.EqualTo(company.Id()), "the outermost object");
        Assert.That(top.Json!["department"]!["address"]!.AsArray().Select(item => item!["city"]!.GetValue<string>()), Is.EqualTo(new[] { "Oslo", "Bergen" }));
        var refused = await _backend.DbAsync("object/append", Body("company.department.address", company.Id(), "{'city': 'x'}"));
        Assert.That((refused.Status, refused.Code), Is.EqualTo((404, "parent_not_found")));
    }

    [Test]
    public async Task Append_Array_KeepsTheOrderAndAnswersAnArray()
    {
        var company = await _backend.CreateAsync("company", "{}");
        await AppendAsync("company.topics", company.Id(), "{'title': '0'}");

        var answer = await _backend.DbAsync("append", Body("company.topics", company.Id(), "[{'title': '1'}, {'title': '2'}]"));

        Assert.That(answer.Json!.AsArray().Select(item => item!["title"]!.GetValue<string>()), Is.EqualTo(new[] { "1", "2" }));
        var stored = (await _backend.FindAsync("company", company.Id()))!["topics"]!.AsArray();
        Assert.That(stored.Select(item => item!["title"]!.GetValue<string>()), Is.EqualTo(new[] { "0", "1", "2" }));
    }

    [Test]
    public async Task Update_ListItem_ChangesItAndTheTopTimeStamp()
    {
        var company = await _backend.CreateAsync("company", "{'topics': [{'title': 'a', 'likes': 1}, {'title': 'b'}]}");
        var id = company["topics"]![0]!.Id();

        var updated = await _backend.DbAsync("object/update", new JsonObject { ["model"] = "company.topics", ["id"] = id, ["values"] = DbCalls.Json("{'title': 'A', '_parent': 'x'}") });
        var counted = await _backend.DbAsync("object/update-fields", new JsonObject
        {
            ["model"] = "company.topics",
            ["id"] = id,
            ["options"] = new JsonObject { ["returnTop"] = true },
            ["updates"] = DbCalls.Json("[{'field': 'likes', 'updateType': 'increment', 'value': 1}, {'field': 'meta.color', 'updateType': 'set', 'value': 'red'}]"),
        });

        Assert.That(updated.Json!["title"]!.GetValue<string>(), Is.EqualTo("A"));
        Assert.That(updated.Json!["_parent"]!.GetValue<string>(), Is.EqualTo(company.Id()));
        Assert.That(counted.Json!.Id(), Is.EqualTo(company.Id()));
        Assert.That((int)counted.Json!["topics"]![0]!["likes"]!, Is.EqualTo(2));
        Assert.That(counted.Json!["topics"]![0]!["meta"]!["_parent"]!.GetValue<string>(), Is.EqualTo(id));
        Assert.That(counted.Json!["topics"]![1]!["title"]!.GetValue<string>(), Is.EqualTo("b"));
        Assert.That(counted.Json!["updatedAt"]!.GetValue<string>(), Is.EqualTo(counted.Json!["topics"]![0]!["updatedAt"]!.GetValue<string>()));
    }

    [Test]
    public async Task Delete_ListItemAndObject_ByTheirIds()
    {
        var company = await _backend.CreateAsync("company", "{'topics': [{'title': 'a'}, {'title': 'b'}], 'department': {'code': 'x'}}");
        var item = company["topics"]![0]!.Id();

        var top = await _backend.DbAsync("object/delete", new JsonObject { ["model"] = "company.topics", ["id"] = item, ["options"] = new JsonObject { ["returnTop"] = true } });
        var nothing = await _backend.DbAsync("object/delete", new JsonObject { ["model"] = "company.department", ["id"] = company["department"]!.Id() });
        var again = await _backend.DbAsync("object/delete", new JsonObject { ["model"] = "company.topics", ["id"] = item });

        Assert.That(top.Json!["topics"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That((nothing.Text, again.Text), Is.EqualTo(("null", "null")));
        Assert.That((await _backend.FindAsync("company", company.Id()))!.ContainsKey("department"), Is.False);
        Assert.That(await _backend.FindAsync("company.topics", item), Is.Null);
    }

    [Test]
    public async Task ByFilter_OnSubModel_CountsEmbeddedObjects()
    {
        var one = await _backend.CreateAsync("company", "{'topics': [{'title': 'x', 'likes': 7}, {'title': 'y', 'likes': 7}]}");
        var two = await _backend.CreateAsync("company", "{'topics': [{'title': 'z', 'likes': 7}]}");

        var updated = await _backend.DbAsync("update", new JsonObject { ["model"] = "company.topics", ["query"] = DbCalls.Query("likes == 7"), ["values"] = DbCalls.Json("{'likes': 8}") });
        var counted = await _backend.DbAsync("update-fields", new JsonObject
        {
            ["model"] = "company.topics",
            ["query"] = DbCalls.Query($"_parent == '{one.Id()}'"),
            ["updates"] = DbCalls.Json("[{'field': 'likes', 'updateType': 'increment', 'value': 1}]"),
        });
        var deleted = await _backend.DbAsync("delete", new JsonObject { ["model"] = "company.topics", ["query"] = DbCalls.Query("likes == 9 && title == 'x' || title == 'z'") });

        Assert.That(updated.Text, Is.EqualTo("""{"totalMatch":3,"updated":3}"""));
        Assert.That(counted.Text, Is.EqualTo("""{"totalMatch":2,"updated":2}"""));
        Assert.That(deleted.Text, Is.EqualTo("""{"totalMatch":2,"deleted":2}"""));
        Assert.That((await _backend.FindAsync("company", one.Id()))!["topics"]!.AsArray().Select(item => item!["title"]!.GetValue<string>()), Is.EqualTo(new[] { "y" }));
        Assert.That((await _backend.FindAsync("company", two.Id()))!["topics"]!.ToJsonString(), Is.EqualTo("[]"));
    }

    [Test]
    public async Task Delete_TopLevelObject_TakesItsEmbeddedObjectsAlong()
    {
        var company = await _backend.CreateAsync("company", "{'topics': [{'title': 'gone', 'meta': {'color': 'red'}}]}");

        await _backend.DbAsync("object/delete", new JsonObject { ["model"] = "company", ["id"] = company.Id() });

        Assert.That(await _backend.FindAsync("company.topics", company["topics"]![0]!.Id()), Is.Null);
        Assert.That(await _backend.FindAsync("company.topics.meta", company["topics"]![0]!["meta"]!.Id()), Is.Null);
    }

    [TestCase("object/set", "company", "invalid_model_type", 400)]
    [TestCase("object/append", "company", "invalid_model_type", 400)]
    [TestCase("object/set", "company.topics", "invalid_model_type", 400)]
    [TestCase("object/append", "company.department", "invalid_model_type", 400)]
    [TestCase("set", "company.topics", "invalid_model_type", 400)]
    [TestCase("append", "company.department", "invalid_model_type", 400)]
    public async Task WrongKindOfModel_IsRefused(string path, string model, string code, int status)
    {
        var company = await _backend.CreateAsync("company", "{'topics': [{'title': 'a'}], 'department': {'code': 'x'}}");

        var answer = await _backend.DbAsync(path, Body(model, company.Id(), "{}"));

        Assert.That((answer.Status, answer.Code), Is.EqualTo((status, code)), answer.Text);
    }

    [TestCase("object/set", "company.department")]
    [TestCase("object/append", "company.topics")]
    [TestCase("object/set", "company.topics.meta")]
    public async Task UnknownParent_IsRefused(string path, string model)
    {
        await _backend.CreateAsync("company", "{}");
        foreach (var parent in new[] { Unknown, "nonsense" })
        {
            var answer = await _backend.DbAsync(path, Body(model, parent, "{}"));
            Assert.That((answer.Status, answer.Code), Is.EqualTo((404, "parent_not_found")), answer.Text);
        }

        Assert.That((await _backend.DbAsync(path, new JsonObject { ["model"] = model, ["values"] = new JsonObject() })).Code, Is.EqualTo("missing_required_value"));
    }

    [Test]
    public async Task Append_InObjectForm_TakesOneObjectOnly()
    {
        var company = await _backend.CreateAsync("company", "{}");

        Assert.That((await _backend.DbAsync("object/append", Body("company.topics", company.Id(), "[{}]"))).Code, Is.EqualTo("invalid_value"));
        Assert.That((await _backend.DbAsync("append", Body("company.topics", company.Id(), "[]"))).Code, Is.EqualTo("emtpy_array"));
    }

    private static JsonObject Body(string model, string parent, string values, bool returnTop = false) => new()
    {
        ["model"] = model,
        ["parentId"] = parent,
        ["values"] = DbCalls.Json(values),
        ["options"] = new JsonObject { ["cache"] = "nocache", ["returnTop"] = returnTop },
        ["returnTop"] = returnTop,
    };

    private Task<JsonObject> SetAsync(string model, string parent, string values) => SendAsync("object/set", model, parent, values);

    private Task<JsonObject> AppendAsync(string model, string parent, string values) => SendAsync("object/append", model, parent, values);

    private async Task<JsonObject> SendAsync(string path, string model, string parent, string values)
    {
        var answer = await _backend.DbAsync(path, Body(model, parent, values));
        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        return answer.Json!.AsObject();
    }
}
