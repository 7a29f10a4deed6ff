using System.Text.Json.Nodes;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Database.Api;

/// <summary>update by id and by filter, without a schema.</summary>
internal sealed class UpdateTests
{
    private const string Unknown = "64b1f0c2a9d3e45f60718293";
    private BackendFixture _backend = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _backend = await BackendFixture.StartAsync();

    [OneTimeTearDown]
    public ValueTask StopAsync() => _backend.DisposeAsync();

    [Test]
    public async Task Update_GivenFields_LeavesTheOthersAlone()
    {
        var created = await _backend.CreateAsync("todos", "{'title': 'a', 'done': false, 'n': 1}");

        var updated = await UpdateAsync(created.Id(), "{'done': true, 'n': null}");

        Assert.That((bool)updated["done"]!, Is.True);
        Assert.That(updated["title"]!.GetValue<string>(), Is.EqualTo("a"));
        Assert.That(updated.ContainsKey("n"), Is.False);
        Assert.That((await _backend.FindAsync("todos", created.Id()))!.ToJsonString(), Is.EqualTo(updated.ToJsonString()));
    }

    [Test]
    public async Task Update_WholeObjectSentBack_KeepsSystemFields()
    {
        var created = await _backend.CreateAsync("todos", "{'title': 'a', 'cover': {'url': 'x'}, 'steps': [{'t': 1}, {'t': 2}]}");
        var sent = created.DeepClone().AsObject();
        sent["_id"] = Unknown;
        sent["createdAt"] = "1999-01-01T00:00:00.000Z";
        sent["updatedAt"] = "1999-01-01T00:00:00.000Z";
        sent["_parent"] = Unknown;

        var updated = await UpdateAsync(created.Id(), sent.ToJsonString());

        Assert.That(updated.Id(), Is.EqualTo(created.Id()));
        Assert.That(updated["createdAt"]!.GetValue<string>(), Is.EqualTo(created["createdAt"]!.GetValue<string>()));
        Assert.That(updated["updatedAt"]!.GetValue<string>(), Does.Not.StartWith("1999"));
        Assert.That(updated.ContainsKey("_parent"), Is.False);
        Assert.That(updated["cover"]!.Id(), Is.EqualTo(created["cover"]!.Id()));
        Assert.That(updated["steps"]![1]!.Id(), Is.EqualTo(created["steps"]![1]!.Id()));
        Assert.That(updated["steps"]![1]!["createdAt"]!.GetValue<string>(), Is.EqualTo(created["steps"]![1]!["createdAt"]!.GetValue<string>()));
    }

    [Test]
    public async Task Update_ListOfEmbeddedObjects_ReplacesItAndMakesIdsForNewItems()
    {
        var created = await _backend.CreateAsync("todos", "{'steps': [{'t': 1}, {'t': 2}]}");
        var kept = created["steps"]![1]!;

        var updated = await UpdateAsync(created.Id(), "{'steps': [{'_id': '" + kept.Id() + "', 't': 3}, {'_id': '" + Unknown + "', 't': 4}]}");

        Assert.That(updated["steps"]!.AsArray(), Has.Count.EqualTo(2));
        Assert.That(updated["steps"]![0]!.Id(), Is.EqualTo(kept.Id()));
        Assert.That(updated["steps"]![1]!.Id(), Is.Not.EqualTo(Unknown));
        Assert.That(await _backend.FindAsync("todos.steps", created["steps"]![0]!.Id()), Is.Null);
        Assert.That((int)(await _backend.FindAsync("todos.steps", kept.Id()))!["t"]!, Is.EqualTo(3));
    }

    [Test]
    public async Task Update_ListThatNamesOneItemTwice_MakesANewItemOfTheSecond()
    {
        var created = await _backend.CreateAsync("todos", "{'steps': [{'t': 1}]}");
        var id = created["steps"]![0]!.Id();

        var steps = (await UpdateAsync(created.Id(), "{'steps': [{'_id': '" + id + "', 't': 2}, {'_id': '" + id + "', 't': 3}]}"))["steps"]!.AsArray();

        Assert.That(steps.Select(step => (int)step!["t"]!), Is.EqualTo(new[] { 2, 3 }));
        Assert.That(steps[0]!.Id(), Is.EqualTo(id));
        Assert.That(steps[1]!.Id(), Is.Not.EqualTo(id));
    }

    [Test]
    public async Task Update_DottedKey_ReachesIntoEmbeddedObjects()
    {
        var created = await _backend.CreateAsync("todos", "{'address': {'city': 'Oslo', 'zip': '1'}}");

        var updated = await UpdateAsync(created.Id(), "{'address.city': 'Bergen', 'owner.name.first': 'Kari'}");

        Assert.That(updated["address"]!["city"]!.GetValue<string>(), Is.EqualTo("Bergen"));
        Assert.That(updated["address"]!["zip"]!.GetValue<string>(), Is.EqualTo("1"));
        Assert.That(updated["owner"]!["name"]!["first"]!.GetValue<string>(), Is.EqualTo("Kari"));
        Assert.That(updated["owner"]!["name"]!["_parent"]!.GetValue<string>(), Is.EqualTo(updated["owner"]!.Id()));
    }

    [Test]
    public async Task Update_DottedKeyThatMakesTheObjectTooDeep_IsRefused()
    {
        var created = await _backend.CreateAsync("todos", "{}");
        var deep = new string('[', 50) + new string(']', 50);

        var answer = await _backend.DbAsync("object/update", "{'model': 'todos', 'id': '" + created.Id() + "', 'values': {'a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p': " + deep + "}}");

        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, "invalid_value")), answer.Text);
        Assert.That(answer.Text, Does.Contain("60 levels"));
    }

    [Test]
    public async Task Update_DottedKeyThroughAText_IsRefused()
    {
        var created = await _backend.CreateAsync("todos", "{'title': 'a'}");

        var answer = await _backend.DbAsync("object/update", "{'model': 'todos', 'id': '" + created.Id() + "', 'values': {'title.x': 1}}");

        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, "invalid_value")), answer.Text);
    }

    [Test]
    public async Task Update_LookedUpObjectInPlaceOfItsId_StoresTheId()
    {
        var user = await _backend.CreateAsync("people", "{'name': 'Ada'}");
        var created = await _backend.CreateAsync("todos", "{'owner': '" + user.Id() + "'}");

        var updated = await UpdateAsync(created.Id(), new JsonObject { ["owner"] = user.DeepClone() }.ToJsonString());

        Assert.That(updated["owner"]!.GetValue<string>(), Is.EqualTo(user.Id()));
    }

    [TestCase("{'model': 'todos', 'id': '64b1f0c2a9d3e45f60718293', 'values': {}}", 404, "object_not_found")]
    [TestCase("{'model': 'never', 'id': '64b1f0c2a9d3e45f60718293', 'values': {}}", 404, "object_not_found")]
    [TestCase("{'model': 'todos', 'id': 'nonsense', 'values': {}}", 404, "object_not_found")]
    [TestCase("{'model': 'todos', 'values': {}}", 400, "missing_required_value")]
    [TestCase("{'model': 'todos', 'id': null, 'values': {}}", 400, "missing_required_value")]
    [TestCase("{'model': 'todos', 'id': '', 'values': {}}", 400, "missing_required_value")]
    [TestCase("{'model': 'todos', 'id': 7, 'values': {}}", 400, "invalid_value")]
    [TestCase("{'model': 'todos', 'id': '64b1f0c2a9d3e45f60718293'}", 400, "missing_required_value")]
    [TestCase("{'model': 'todos', 'id': '64b1f0c2a9d3e45f60718293', 'values': [{}]}", 400, "invalid_value")]
    public async Task Update_Wrong_IsRefused(string body, int status, string code)
    {
        var answer = await _backend.DbAsync("object/update", body);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((status, code)), answer.Text);
    }

    [Test]
    public async Task UpdateByFilter_ChangesAllMatches_WhateverTheLimit()
    {
        await _backend.DbAsync("create", "{'model': 'bulk', 'values': [{'n': 1}, {'n': 2}, {'n': 3}]}");

        var answer = await _backend.DbAsync("update", "{'model': 'bulk', 'query': {'expression': 'n > 1', 'limit': 1, 'page': 9}, 'values': {'done': true}}");

        Assert.That(answer.Text, Is.EqualTo("""{"totalMatch":2,"updated":2}"""));
        var left = await _backend.DbAsync("get-list", "{'model': 'bulk', 'query': {'expression': 'done'}}");
        Assert.That(left.Json!.AsArray().Select(item => (int)item!["n"]!), Is.EqualTo(new[] { 2, 3 }));
    }

    [Test]
    public async Task UpdateByFilter_NoMatch_Succeeds()
    {
        var answer = await _backend.DbAsync("update", "{'model': 'nothing', 'query': {'expression': 'true'}, 'values': {'a': 1}}");

        Assert.That(answer.Text, Is.EqualTo("""{"totalMatch":0,"updated":0}"""));
    }

    [TestCase("update", "'values': {}")]
    [TestCase("update-fields", "'updates': [{'field': 'a', 'updateType': 'unset'}]")]
    [TestCase("delete", "'x': 1")]
    public async Task ByFilter_WithoutFilter_IsRefused(string path, string rest)
    {
        foreach (var query in new[] { "null", "{}", "{'expression': null}", "{'expression': ''}", "{'expression': '  '}" })
        {
            var answer = await _backend.DbAsync(path, "{'model': 'todos', 'query': " + query + ", " + rest + "}");
            Assert.That((answer.Status, answer.Code), Is.EqualTo((400, "missing_filter_query")), query);
        }
    }

    [Test]
    public async Task UpdateByFilter_BadExpression_IsRefused()
    {
        var answer = await _backend.DbAsync("update", "{'model': 'todos', 'query': {'expression': 'a ='}, 'values': {}}");

        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, "invalid_expression")), answer.Text);
    }

    private async Task<JsonObject> UpdateAsync(string id, string values)
    {
        var answer = await _backend.DbAsync("object/update", new JsonObject { ["model"] = "todos", ["id"] = id, ["values"] = DbCalls.Json(values) });
        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        return answer.Json!.AsObject();
    }
}
