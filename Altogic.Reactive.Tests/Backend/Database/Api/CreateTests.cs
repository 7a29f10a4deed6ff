using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Database.Api;

/// <summary>create without a schema.</summary>
internal sealed class CreateTests
{
    private BackendFixture _backend = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _backend = await BackendFixture.StartAsync();

    [OneTimeTearDown]
    public ValueTask StopAsync() => _backend.DisposeAsync();

    [Test]
    public async Task Create_Object_AnswersWhatGetAnswers()
    {
        var created = await _backend.CreateAsync("soups", "{'_id': 'mine', 'title': 'Lentil', 'tags': ['a', 'b'], 'cover': {'url': 'x'}, 'steps': [{'text': 'Rinse'}]}");

        Assert.That(ObjectId.IsValid(created.Id()), Is.True);
        Assert.That(created["cover"]!["_parent"]!.GetValue<string>(), Is.EqualTo(created.Id()));
        Assert.That(created["steps"]![0]!["_parent"]!.GetValue<string>(), Is.EqualTo(created.Id()));
        Assert.That(created["createdAt"]!.GetValue<string>(), Is.EqualTo(created["updatedAt"]!.GetValue<string>()));
        Assert.That((await _backend.FindAsync("soups", created.Id()))!.ToJsonString(), Is.EqualTo(created.ToJsonString()));
    }

    [Test]
    public async Task Create_Array_AnswersInOrder()
    {
        var answer = await _backend.DbAsync("create", "{'model': 'lists', 'values': [{'n': 1}, {'n': 2}, {'n': 3}]}");

        Assert.That(answer.Json!.AsArray().Select(item => (int)item!["n"]!), Is.EqualTo(new[] { 1, 2, 3 }));
    }

    [TestCase("{'model': 'x', 'values': []}", "emtpy_array")]
    [TestCase("{'model': 'x', 'values': [1]}", "invalid_value")]
    [TestCase("{'model': 'x', 'values': 'text'}", "invalid_value")]
    [TestCase("{'model': 'x'}", "missing_required_value")]
    [TestCase("{'model': 'x', 'values': null}", "missing_required_value")]
    [TestCase("{'values': {}}", "missing_required_value")]
    [TestCase("{'model': '', 'values': {}}", "missing_required_value")]
    [TestCase("{'model': 5, 'values': {}}", "invalid_value")]
    [TestCase("{'model': 'a;b', 'values': {}}", "invalid_value")]
    [TestCase("{'model': 'a..b', 'values': {}}", "invalid_value")]
    [TestCase("{'model': 'x.y', 'values': {}}", "invalid_model_type")]
    public async Task Create_Wrong_IsRefused(string body, string code)
    {
        var answer = await _backend.DbAsync("create", body);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, code)), answer.Text);
    }

    [TestCase("create", "'values': {'a': #}")]
    [TestCase("create", "'values': [{'a': #}]")]
    [TestCase("object/create", "'values': {'a': #}")]
    [TestCase("object/update", "'id': '61f0c0ffee00000000000001', 'values': {'a': #}")]
    [TestCase("object/update-fields", "'id': '61f0c0ffee00000000000001', 'updates': {'field': 'a', 'updateType': 'set', 'value': #}")]
    [TestCase("object/append", "'parentId': '61f0c0ffee00000000000001', 'values': {'a': #}")]
    public async Task Write_MoreObjectsThanABodyMayHold_IsRefused(string path, string body)
    {
        var objects = $"[{string.Join(",", Enumerable.Repeat("{}", 100_001))}]";

        var answer = await _backend.DbAsync(path, "{'model': 'heavy', " + body.Replace("#", objects, StringComparison.Ordinal) + "}");

        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, "invalid_value")), answer.Text);
        Assert.That(answer.Text, Does.Contain("2000000 values"));
    }

    [Test]
    public async Task Create_ManyPlainValues_AreTaken()
    {
        var answer = await _backend.DbAsync("create", "{'model': 'numbers', 'values': {'n': [" + string.Join(",", Enumerable.Repeat("1", 200_000)) + "]}}");

        Assert.That(answer.Json!["n"]!.AsArray(), Has.Count.EqualTo(200_000));
    }

    [Test]
    public async Task Create_Omit_ShapesTheAnswerOnly()
    {
        var answer = await _backend.DbAsync("create", "{'model': 'omits', 'values': {'a': 1, 'b': {'c': 2, 'd': 3}}, 'query': {'omit': ['a', 'b.c', '_id']}}");
        var created = answer.Json!.AsObject();

        Assert.That(created.ContainsKey("a") || created["b"]!.AsObject().ContainsKey("c"), Is.False);
        Assert.That((int)created["b"]!["d"]!, Is.EqualTo(3));
        Assert.That((int)(await _backend.FindAsync("omits", created.Id()))!["a"]!, Is.EqualTo(1));
    }

    [Test]
    public async Task Create_NamesThatDifferInCase_AreOneModel()
    {
        var created = await _backend.CreateAsync("CamelCase", "{'a': 1}");

        Assert.That(await _backend.FindAsync("camelcase", created.Id()), Is.Not.Null);
    }

    [TestCase("1.0")]
    [TestCase("9007199254740993")]
    [TestCase("9223372036854775807")]
    [TestCase("1e400")]
    [TestCase("0.1000")]
    [TestCase("-0")]
    public async Task Create_Number_KeepsItsDigits(string number)
    {
        var created = await _backend.CreateAsync("numbers", "{'n': " + number + "}");

        Assert.That((await _backend.FindAsync("numbers", created.Id()))!["n"]!.ToJsonString(), Is.EqualTo(number));
    }

    [TestCase("\"nul \\u0000 inside\"")]
    [TestCase("\"quote \\\" and \\\\ backslash\"")]
    [TestCase("\"emoji \\ud83d\\ude00\"")]
    [TestCase("\"türkçe İI\"")]
    public async Task Create_Text_KeepsItsCharacters(string text)
    {
        var created = await _backend.DbAsync("object/create", JsonNode.Parse("{\"model\": \"texts\", \"values\": {\"t\": " + text + "}}")!);

        Assert.That(
            (await _backend.FindAsync("texts", created.Json!.Id()))!["t"]!.GetValue<string>(),
            Is.EqualTo(JsonNode.Parse(text)!.GetValue<string>()));
    }

    [Test]
    public async Task Create_RepeatedKey_TakesTheLast()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, DbCalls.Prefix + "/object/create")
        {
            Content = new StringContent("{\"model\": \"twice\", \"values\": {\"a\": 1, \"a\": 2, \"b\": {\"c\": 1, \"c\": 3}}}", System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-Client-Key", _backend.ClientKey);

        var created = (await _backend.SendAsync(request)).Json!;

        Assert.That(((int)created["a"]!, (int)created["b"]!["c"]!), Is.EqualTo((2, 3)));
    }

    [Test]
    public async Task Create_NestedTooDeeply_IsRefused()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 110)) + "1" + new string('}', 110);

        var answer = await _backend.DbAsync("object/create", JsonNode.Parse("{\"model\": \"deep\", \"values\": " + deep + "}", null, new() { MaxDepth = 200 })!);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, "invalid_request_body_syntax")));
    }

    [Test]
    public async Task Set_ThatMakesADocumentNestTooDeeply_IsRefused()
    {
        const int Steps = 10;
        var model = "wells" + string.Concat(Enumerable.Repeat(".a", Steps));
        var created = await _backend.CreateAsync("wells", Nested(Steps - 1));
        JsonNode parent = created;
        for (var i = 1; i < Steps; i++) parent = parent["a"]!;

        var answer = await _backend.DbAsync("object/set", new JsonObject { ["model"] = model, ["parentId"] = parent.Id(), ["values"] = DbCalls.Json(Nested(55)) });

        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, "invalid_value")), answer.Text);
        static string Nested(int levels) => string.Concat(Enumerable.Repeat("{'a':", levels)) + "{}" + new string('}', levels);
    }
}
