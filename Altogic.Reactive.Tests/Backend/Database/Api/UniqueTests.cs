using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Database.Api;

/// <summary>Unique fields, at the top and in embedded objects, in one call and between calls.</summary>
internal sealed class UniqueTests
{
    private static readonly AppDefinition App = new()
    {
        Models = new Dictionary<string, ModelDefinition>
        {
            ["items"] = new ModelDefinition
            {
                Fields = new Dictionary<string, FieldDefinition>
                {
                    ["sku"] = new() { Type = FieldType.Text, Unique = true },
                    ["number"] = new() { Type = FieldType.Integer, Unique = true },
                    ["parts"] = new() { Type = FieldType.ObjectList, Fields = new Dictionary<string, FieldDefinition> { ["code"] = new() { Type = FieldType.Text, Unique = true } } },
                },
            },
        },
    };

    private BackendFixture _backend = null!;

    [SetUp]
    public async Task StartAsync() => _backend = await BackendFixture.StartAsync(App);

    [TearDown]
    public ValueTask StopAsync() => _backend.DisposeAsync();

    [Test]
    public async Task Create_TakenValues_NamesEachFieldAndValue()
    {
        await _backend.CreateAsync("items", "{'sku': 'a', 'number': 1}");

        var answer = await CreateAsync("{'sku': 'a', 'number': '1'}");

        Assert.That(answer.Status, Is.EqualTo(400));
        Assert.That(answer.Json!["errors"]!.AsArray().Select(item => item!["code"]!.GetValue<string>()), Is.All.EqualTo("not_unique"));
        Assert.That(
            answer.Json!["errors"]!.AsArray().Select(item => item!["details"]!.ToJsonString()),
            Is.EquivalentTo(new[] { """{"field":"sku","value":"a"}""", """{"field":"number","value":1}""" }));
    }

    [Test]
    public async Task MissingAndNull_AreNotCompared()
    {
        for (var i = 0; i < 2; i++) await _backend.CreateAsync("items", "{'sku': null, 'parts': [{}, {'code': null}]}");

        Assert.That(await CountAsync(), Is.EqualTo(2));
    }

    [Test]
    public async Task CreateArray_DuplicateInTheLast_RollsAllBack()
    {
        var answer = await _backend.DbAsync("create", "{'model': 'items', 'values': [{'sku': 'a'}, {'sku': 'b'}, {'sku': 'a'}]}");

        Assert.That((answer.Status, answer.Code, answer.Details!.ToJsonString()), Is.EqualTo((400, "not_unique", """{"field":"sku","value":"a"}""")));
        Assert.That(await CountAsync(), Is.Zero);
    }

    [Test]
    public async Task Update_ToATakenValue_IsRefused_ToItsOwnIsNot()
    {
        await _backend.CreateAsync("items", "{'sku': 'a'}");
        var other = await _backend.CreateAsync("items", "{'sku': 'b'}");

        Assert.That((await UpdateAsync(other.Id(), "{'sku': 'a'}")).Code, Is.EqualTo("not_unique"));
        Assert.That((await UpdateAsync(other.Id(), "{'sku': 'b'}")).Status, Is.EqualTo(200));
        Assert.That((await UpdateAsync(other.Id(), "{'sku': null}")).Status, Is.EqualTo(200));
        Assert.That((await CreateAsync("{'sku': 'b'}")).Status, Is.EqualTo(200), "free again");
    }

    [Test]
    public async Task UpdateByFilter_ThatWouldGiveTwoTheSameValue_ChangesNothing()
    {
        await _backend.DbAsync("create", "{'model': 'items', 'values': [{'sku': 'a'}, {'sku': 'b'}]}");

        var answer = await _backend.DbAsync("update", "{'model': 'items', 'query': {'expression': 'true'}, 'values': {'sku': 'c'}}");

        Assert.That(answer.Code, Is.EqualTo("not_unique"));
        var skus = (await _backend.DbAsync("get-list", "{'model': 'items'}")).Json!.AsArray().Select(item => item!["sku"]!.GetValue<string>());
        Assert.That(skus, Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public async Task Embedded_IsUniqueAcrossParents()
    {
        var one = await _backend.CreateAsync("items", "{'parts': [{'code': 'x'}, {'code': 'y'}]}");
        var two = await _backend.CreateAsync("items", "{}");

        var append = await _backend.DbAsync("object/append", new JsonObject { ["model"] = "items.parts", ["parentId"] = two.Id(), ["values"] = DbCalls.Json("{'code': 'x'}") });
        var inOne = await CreateAsync("{'parts': [{'code': 'z'}, {'code': 'z'}]}");
        var swap = await UpdateAsync(one.Id(), "{'parts': [{'code': 'y'}, {'code': 'x'}]}");
        await _backend.DbAsync("object/delete", new JsonObject { ["model"] = "items", ["id"] = one.Id() });
        var free = await _backend.DbAsync("object/append", new JsonObject { ["model"] = "items.parts", ["parentId"] = two.Id(), ["values"] = DbCalls.Json("{'code': 'x'}") });

        Assert.That((append.Code, append.Details!.ToJsonString()), Is.EqualTo(("not_unique", """{"field":"parts.code","value":"x"}""")));
        Assert.That(inOne.Code, Is.EqualTo("not_unique"));
        Assert.That(swap.Status, Is.EqualTo(200), swap.Text);
        Assert.That(free.Status, Is.EqualTo(200), free.Text);
    }

    [Test]
    public async Task Race_ForOneValue_HasOneWinner()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => CreateAsync($"{{'sku': 'wanted', 'number': {i}}}")));

        Assert.That(answers.Count(answer => answer.Status == 200), Is.EqualTo(1));
        Assert.That(answers.Where(answer => answer.Status != 200).Select(answer => answer.Code), Is.All.EqualTo("not_unique"));
        Assert.That(await CountAsync(), Is.EqualTo(1));
    }

    private Task<Answer> CreateAsync(string values) => _backend.DbAsync("object/create", new JsonObject { ["model"] = "items", ["values"] = DbCalls.Json(values) });

    private Task<Answer> UpdateAsync(string id, string values) =>
        _backend.DbAsync("object/update", new JsonObject { ["model"] = "items", ["id"] = id, ["values"] = DbCalls.Json(values) });

    private async Task<int> CountAsync() => (await _backend.DbAsync("get-list", "{'model': 'items'}")).Json!.AsArray().Count;
}
