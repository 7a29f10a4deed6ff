using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Database.Api;

/// <summary>Declared models: unknown models and fields, defaults, rules, read-only and required fields (data-model §3 to §6).</summary>
internal sealed class SchemaTests
{
    private static readonly AppDefinition App = new()
    {
        Models = new Dictionary<string, ModelDefinition>
        {
            ["recipes"] = new ModelDefinition
            {
                Fields = new Dictionary<string, FieldDefinition>
                {
                    ["title"] = new() { Type = FieldType.Text, Required = true, MaxLength = 20 },
                    ["slug"] = new() { Type = FieldType.Text, Unique = true },
                    ["label"] = new() { Type = FieldType.Text, Default = "upper + '!'" },
                    ["upper"] = new() { Type = FieldType.Text, Default = "TOUPPER(this.title)" },
                    ["servings"] = new()
                    {
                        Type = FieldType.Integer,
                        Default = "4",
                        Rules =
                        [
                            new RuleDefinition { Name = "positive", Rule = "this.servings > 0", Message = "'Servings must be positive, not ' + TOTEXT(this.servings)" },
                            new RuleDefinition { Name = "few", Rule = "servings < 100" },
                        ],
                    },
                    ["isPublic"] = new() { Type = FieldType.Boolean, Default = "false" },
                    ["origin"] = new() { Type = FieldType.Text, ReadOnly = true },
                    ["author"] = new() { Type = FieldType.Reference, Model = "users" },
                    ["pin"] = new() { Type = FieldType.EncryptedText, MinLength = 4 },
                    ["cover"] = new()
                    {
                        Type = FieldType.Object,
                        Timestamps = false,
                        Fields = new Dictionary<string, FieldDefinition>
                        {
                            ["url"] = new() { Type = FieldType.Link, Required = true },
                            ["alt"] = new() { Type = FieldType.Text, Default = "'picture'" },
                        },
                    },
                    ["steps"] = new()
                    {
                        Type = FieldType.ObjectList,
                        Fields = new Dictionary<string, FieldDefinition>
                        {
                            ["text"] = new() { Type = FieldType.RichText, Required = true },
                            ["code"] = new() { Type = FieldType.Text, Unique = true },
                            ["minutes"] = new() { Type = FieldType.Integer, Max = 60 },
                            ["secret"] = new() { Type = FieldType.EncryptedText },
                        },
                    },
                },
            },
            ["plain"] = new ModelDefinition { Timestamps = false, Fields = new Dictionary<string, FieldDefinition> { ["name"] = new() { Type = FieldType.Text }, ["updatedAt"] = new() { Type = FieldType.DateTime } } },
        },
    };

    private BackendFixture _backend = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _backend = await BackendFixture.StartAsync(App);

    [OneTimeTearDown]
    public ValueTask StopAsync() => _backend.DisposeAsync();

    [Test]
    public async Task Create_FillsDefaultsInTheOrderOfTheirDependencies()
    {
        var created = await _backend.CreateAsync("recipes", "{'title': 'Soup', 'unknown': 1, 'cover': {'url': 'https://x.y', 'unknown': 1}}");

        Assert.That(created["upper"]!.GetValue<string>(), Is.EqualTo("SOUP"));
        Assert.That(created["label"]!.GetValue<string>(), Is.EqualTo("SOUP!"));
        Assert.That(created["servings"]!.ToJsonString(), Is.EqualTo("4"));
        Assert.That(created["isPublic"]!.ToJsonString(), Is.EqualTo("false"));
        Assert.That(created["cover"]!["alt"]!.GetValue<string>(), Is.EqualTo("picture"));
        Assert.That(created["cover"]!.AsObject().ContainsKey("createdAt"), Is.False);
        Assert.That(created.ContainsKey("unknown") || created["cover"]!.AsObject().ContainsKey("unknown"), Is.False);
    }

    [Test]
    public async Task Update_EvaluatesNoDefaults()
    {
        var created = await _backend.CreateAsync("recipes", "{'title': 'Soup'}");

        var updated = await UpdateAsync(created.Id(), "{'label': null, 'title': 'Stew'}");

        Assert.That(updated.Json!.AsObject().ContainsKey("label"), Is.False);
        Assert.That(updated.Json!["upper"]!.GetValue<string>(), Is.EqualTo("SOUP"));
    }

    [Test]
    public async Task Create_SeveralWrongFields_ReportsEach()
    {
        var answer = await CreateAsync("{'title': 'a title that is much too long', 'servings': 'many', 'author': 'nobody', 'steps': [{'minutes': 61}], 'cover': 5}");

        var items = answer.Json!["errors"]!.AsArray().ToDictionary(item => item!["details"]!["field"]!.GetValue<string>(), item => item!["code"]!.GetValue<string>());
        Assert.That(items, Is.EquivalentTo(new Dictionary<string, string>
        {
            ["title"] = "too_long",
            ["servings"] = "invalid_type",
            ["author"] = "invalid_type",
            ["steps.minutes"] = "out_of_range",
            ["steps.text"] = "required_field",
            ["cover"] = "invalid_type",
        }));
        Assert.That(answer.Json!["errors"]!.AsArray().All(item => item!["origin"]!.GetValue<string>() == "client_error"), Is.True);
        Assert.That(answer.Json!["errors"]![0]!["details"]!["value"]!.GetValue<string>(), Is.EqualTo("a title that is much too long"));
    }

    [Test]
    public async Task Create_DeeplyNestedValueForAText_IsRefusedLikeAnyOther()
    {
        var deep = JsonNode.Parse(new string('[', 50) + new string(']', 50), null, new() { MaxDepth = 200 });

        var answer = await _backend.DbAsync("object/create", new JsonObject { ["model"] = "recipes", ["values"] = new JsonObject { ["title"] = deep } });

        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, "invalid_type")), answer.Text);
    }

    [Test]
    public async Task Create_WithoutARequiredField_IsRefused()
    {
        foreach (var values in new[] { "{}", "{'title': null}" })
        {
            var answer = await CreateAsync(values);
            Assert.That((answer.Status, answer.Code, answer.Details!.ToJsonString()), Is.EqualTo((400, "required_field", """{"field":"title"}""")), values);
        }
    }

    [Test]
    public async Task Rule_ThatFails_GivesItsMessage()
    {
        var created = await _backend.CreateAsync("recipes", "{'title': 'Soup'}");

        var onCreate = await CreateAsync("{'title': 'x', 'servings': -1}");
        var onUpdate = await UpdateAsync(created.Id(), "{'servings': 0}");
        var unnamed = await UpdateAsync(created.Id(), "{'servings': 100}");
        var counted = await _backend.DbAsync("object/update-fields", new JsonObject
        {
            ["model"] = "recipes",
            ["id"] = created.Id(),
            ["updates"] = DbCalls.Json("[{'field': 'servings', 'updateType': 'decrement', 'value': 4}]"),
        });

        Assert.That((onCreate.Status, onCreate.Code, onCreate.Message), Is.EqualTo((400, "validation_rule_failed", "Servings must be positive, not -1")));
        Assert.That(onUpdate.Message, Is.EqualTo("Servings must be positive, not 0"));
        Assert.That(unnamed.Message, Does.Contain("few"));
        Assert.That(counted.Code, Is.EqualTo("validation_rule_failed"));
    }

    [Test]
    public async Task ReadOnly_SameValueIsIgnored_OthersAreRefused()
    {
        var created = await _backend.CreateAsync("recipes", "{'title': 'Soup', 'origin': 'IN'}");

        Assert.That((await UpdateAsync(created.Id(), "{'origin': 'IN', 'title': 'Stew'}")).Status, Is.EqualTo(200));
        Assert.That((await UpdateAsync(created.Id(), "{'origin': 'NO'}")).Code, Is.EqualTo("read_only_field"));
        Assert.That((await UpdateAsync(created.Id(), "{'origin': null}")).Code, Is.EqualTo("read_only_field"));
    }

    [Test]
    public async Task Update_RequiredFieldCleared_IsRefused()
    {
        var created = await _backend.CreateAsync("recipes", "{'title': 'Soup', 'cover': {'url': 'https://x.y'}}");

        Assert.That((await UpdateAsync(created.Id(), "{'title': null}")).Code, Is.EqualTo("required_field"));
        Assert.That((await UpdateAsync(created.Id(), "{'cover.url': null}")).Code, Is.EqualTo("required_field"));
        Assert.That((await UpdateAsync(created.Id(), "{'cover': {'alt': 'x'}}")).Code, Is.EqualTo("required_field"), "an embedded object is replaced as a whole");
    }

    [Test]
    public async Task Reference_LookedUpObject_IsReducedToItsId()
    {
        var created = await _backend.CreateAsync("recipes", "{'title': 'Soup', 'author': {'_id': '64B1F0C2A9D3E45F60718293', 'name': 'Ada'}}");

        Assert.That(created["author"]!.GetValue<string>(), Is.EqualTo("64b1f0c2a9d3e45f60718293"));
    }

    [Test]
    public async Task Reference_Lookup_ResolvesAndDanglingIdsDisappear()
    {
        var user = await _backend.CreateAsync("users", "{'name': 'Ada', 'email': 'ada@lookup.example'}");
        var created = await _backend.CreateAsync("recipes", "{'title': 'Soup', 'author': '" + user.Id() + "'}");

        var found = await _backend.DbAsync("object/get", new JsonObject { ["model"] = "recipes", ["id"] = created.Id(), ["lookups"] = DbCalls.Json("[{'field': 'author'}]") });
        await _backend.DbAsync("object/delete", new JsonObject { ["model"] = "users", ["id"] = user.Id() });
        var dangling = await _backend.DbAsync("object/get", new JsonObject { ["model"] = "recipes", ["id"] = created.Id(), ["lookups"] = DbCalls.Json("[{'field': 'author'}]") });

        Assert.That(found.Json!["author"]!["name"]!.GetValue<string>(), Is.EqualTo("Ada"));
        Assert.That(dangling.Json!.AsObject().ContainsKey("author"), Is.False);
        Assert.That((await _backend.FindAsync("recipes", created.Id()))!["author"]!.GetValue<string>(), Is.EqualTo(user.Id()));
    }

    [Test]
    public async Task EncryptedText_IsNeverReturnedNorStoredReadably()
    {
        var created = await _backend.CreateAsync("recipes", "{'title': 'Soup', 'pin': 'topsecret1', 'steps': [{'text': 'a', 'secret': 'topsecret2'}]}");
        var updated = await UpdateAsync(created.Id(), "{'pin': 'topsecret3', 'steps': [{'text': 'b', 'secret': 'topsecret4'}]}");

        Assert.That(created.ToJsonString() + updated.Text + (await _backend.FindAsync("recipes", created.Id()))!.ToJsonString(), Does.Not.Contain("secret1").And.Not.Contain("pin"));
        Assert.That((await UpdateAsync(created.Id(), "{'pin': 'abc'}")).Text, Does.Contain("too_short").And.Not.Contain("abc"));
        Assert.That((await _backend.DbAsync("get-list", new JsonObject { ["model"] = "recipes", ["query"] = DbCalls.Query("EXISTS(pin)") })).Text, Is.EqualTo("[]"));
        var database = _backend.Service<Altogic.Reactive.Backend.Stores.Sqlite.SqliteDatabase>();
        var dump = database.Read(session => (string)session.Scalar("SELECT group_concat(hash) FROM secret WHERE field IN ('pin', 'secret')")!);
        Assert.That(dump, Does.Not.Contain("topsecret"));
    }

    [TestCase("object/get", "'id': '64b1f0c2a9d3e45f60718293'")]
    [TestCase("object/create", "'values': {}")]
    [TestCase("get-list", "'query': {}")]
    [TestCase("delete", "'query': {'expression': 'true'}")]
    public async Task UnknownModel_IsNotFound(string path, string rest)
    {
        foreach (var model in new[] { "nothing", "recipes.nothing", "recipes.title", "recipes.steps.nothing" })
        {
            var answer = await _backend.DbAsync(path, "{'model': '" + model + "', " + rest + "}");
            Assert.That((answer.Status, answer.Code), Is.EqualTo((404, "model_not_found")), model);
        }
    }

    [Test]
    public async Task TimestampsOff_LeavesThemOut_AndTheirNamesFree()
    {
        var created = await _backend.CreateAsync("plain", "{'name': 'x', 'updatedAt': '2024-01-01T00:00:00Z'}");

        Assert.That(created.Select(member => member.Key), Is.EqualTo(new[] { "_id", "name", "updatedAt" }));
        Assert.That(created["updatedAt"]!.GetValue<string>(), Is.EqualTo("2024-01-01T00:00:00.000Z"));
    }

    private Task<Answer> CreateAsync(string values) => _backend.DbAsync("object/create", new JsonObject { ["model"] = "recipes", ["values"] = DbCalls.Json(values) });

    private Task<Answer> UpdateAsync(string id, string values) =>
        _backend.DbAsync("object/update", new JsonObject { ["model"] = "recipes", ["id"] = id, ["values"] = DbCalls.Json(values) });
}
