using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Database.Query;

namespace Altogic.Reactive.Tests.Backend.Database.Sql;

/// <summary>Lookups as applications use them (db-query §2.3, §11).</summary>
internal sealed class LookupTests
{
    private static readonly string Kari = QueryFixture.Id(901);
    private static readonly string Ola = QueryFixture.Id(902);
    private QueryFixture _fixture = null!;

    [SetUp]
    public void Open()
    {
        _fixture = new QueryFixture(Shop);
        _fixture.Insert("users", $$"""{"_id":"{{Kari}}","name":"Kari","country":"NO","email":"k@x.no"}""", $$"""{"_id":"{{Ola}}","name":"Ola","country":"SE","email":"o@x.se"}""");
        _fixture.Insert(
            "recipes",
            $$"""{"n":"flatbread","author":"{{Kari}}","tags":["bread","quick"],"pinned":true}""",
            $$"""{"n":"fish soup","author":"{{Kari.ToLowerInvariant()}}","tags":["soup","fish"]}""",
            $$"""{"n":"cake","author":"{{Ola}}","tags":["cake","x"]}""",
            $$"""{"n":"dangling","author":"{{QueryFixture.Id(999)}}","tags":["a","b"]}""",
            """{"n":"nobody","tags":["a","b","c"]}""");
        _fixture.Insert(
            "likes",
            $$"""{"_id":"{{QueryFixture.Id(501)}}","recipe":"{{QueryFixture.Id(1)}}","user":"{{Ola}}"}""",
            $$"""{"_id":"{{QueryFixture.Id(502)}}","recipe":"{{QueryFixture.Id(1)}}","user":"{{Ola}}","second":true}""",
            $$"""{"_id":"{{QueryFixture.Id(503)}}","recipe":"{{QueryFixture.Id(3)}}","user":"{{Kari}}"}""");
    }

    [TearDown]
    public void Close() => _fixture.Dispose();

    private static AppDefinition Shop => new()
    {
        Models = new Dictionary<string, ModelDefinition>
        {
            ["users"] = new() { Fields = new Dictionary<string, FieldDefinition> { ["country"] = new() { Type = FieldType.Text }, ["pin"] = new() { Type = FieldType.EncryptedText } } },
            ["recipes"] = new()
            {
                Fields = new Dictionary<string, FieldDefinition>
                {
                    ["n"] = new() { Type = FieldType.Text },
                    ["author"] = new() { Type = FieldType.Reference, Model = "users" },
                    ["tags"] = new() { Type = FieldType.List, Items = FieldType.Text },
                    ["pinned"] = new() { Type = FieldType.Boolean },
                    ["bad"] = new() { Type = FieldType.Text },
                },
            },
            ["likes"] = new()
            {
                Fields = new Dictionary<string, FieldDefinition>
                {
                    ["recipe"] = new() { Type = FieldType.Reference, Model = "recipes" },
                    ["user"] = new() { Type = FieldType.Reference, Model = "users" },
                    ["second"] = new() { Type = FieldType.Boolean },
                },
            },
        },
    };

    [Test]
    public void List_SimpleLookup_ReplacesTheIdOrTakesItAway()
    {
        var items = _fixture.List("recipes", """{"lookups":[{"field":"author"}]}""");

        Assert.That(items.Select(item => item!["author"]?["name"]?.ToString()), Is.EqualTo(new[] { "Kari", "Kari", "Ola", null, null }));
        Assert.That(items[3]!.AsObject().ContainsKey("author"), Is.False);
        Assert.That(items[0]!["author"]!["country"]!.ToString(), Is.EqualTo("NO"));
    }

    [TestCase("author.country == 'NO'", "flatbread,fish soup")]
    [TestCase("author.country == 'NO' && SIZE(tags) > 1 && pinned", "flatbread")]
    [TestCase("author == '61f0c0ffee00000000000386'", "cake")]
    [TestCase("author == '61F0C0FFEE00000000000386'", "cake")]
    [TestCase("author._id == '61f0c0ffee00000000000386'", "cake")]
    [TestCase("!EXISTS(author)", "dangling,nobody")]
    [TestCase("author == null", "dangling,nobody")]
    [TestCase("author", "flatbread,fish soup,cake")]
    [TestCase("!author", "dangling,nobody")]
    [TestCase("INCLUDES(author.email, 'X.', false) || INCLUDES(author.name, 'la')", "flatbread,fish soup,cake")]
    [TestCase("TOTEXT(author.name) + 'x' == 'Olax'", "cake")]
    [TestCase("IN(['61f0c0ffee00000000000386'], author)", "cake")]
    [TestCase("this.author.name != 'Kari'", "cake,dangling,nobody")]
    [TestCase("RECIPES.author.name == 'Ola'", "cake")]
    [TestCase("Author.name == 'Ola'", "cake")]
    public void List_FilterOnLookup_SeesTheObject(string filter, string expected)
    {
        var query = $$"""{"expression":"{{filter}}","lookups":[{"field":"author"}]}""";

        Assert.That(string.Join(",", _fixture.Pick("recipes", query, "n")), Is.EqualTo(expected));
        Assert.That(_fixture.ListWithInfo("recipes", query)["info"]!["count"]!.GetValue<int>(), Is.EqualTo(expected.Split(',').Length));
        Assert.That(_fixture.Find("recipes", filter, LookupRequest.Simple("author")), Has.Length.EqualTo(expected.Split(',').Length));
    }

    [Test]
    public void List_ComplexLookup_TakesTheFirstMatchOnly()
    {
        var items = _fixture.List("recipes", $$"""{"lookups":[{"name":"myLike","modelName":"likes","query":"lookup.recipe == this._id && lookup.user == '{{Ola}}'"}]}""");

        Assert.That(items.Select(item => item!["myLike"]?["_id"]?.ToString()), Is.EqualTo(new[] { QueryFixture.Id(501), null, null, null, null }));
        Assert.That(items[1]!.AsObject().ContainsKey("myLike"), Is.False);
        Assert.That(
            _fixture.Pick("recipes", """{"expression":"EXISTS(l) && l.second","lookups":[{"name":"l","modelName":"likes","query":"lookup.recipe == this._id"}]}""", "n"),
            Is.Empty, "only the first match is tested");
    }

    [Test]
    public void List_AntiJoin_FindsObjectsWithoutARelatedOne() =>
        Assert.That(
            _fixture.Pick("recipes", """{"expression":"!EXISTS(l)","lookups":[{"name":"l","modelName":"likes","query":"this._id == lookup.recipe"}]}""", "n"),
            Is.EqualTo(new[] { "fish soup", "dangling", "nobody" }));

    [Test]
    public void List_ConstantConditionOnly_JoinsTheSameObjectEverywhere()
    {
        var lookup = """{"name":"s","modelName":"likes","query":"lookup.second == true"}""";

        Assert.That(_fixture.List("recipes", $$"""{"lookups":[{{lookup}}]}""").Select(item => item!["s"]!["_id"]!.ToString()), Is.All.EqualTo(QueryFixture.Id(502)));
        Assert.That(_fixture.List("recipes", """{"lookups":[{"name":"s","modelName":"likes","query":"lookup._id == '0'"}]}""").Select(item => item!["s"]), Is.All.Null);
    }

    [Test]
    public void List_LookupsOnLookups_SeeEarlierOnes()
    {
        var query = """
            {"lookups":[{"field":"author"},{"name":"same","modelName":"users","query":"lookup.email == author.email"},{"name":"like","modelName":"likes","query":"lookup.user == this.same._id"}]}
            """;

        Assert.That(_fixture.List("recipes", query).Select(item => $"{item!["same"]?["name"]} {item["like"]?["_id"]}".Trim()),
            Is.EqualTo(new[] { $"Kari {QueryFixture.Id(503)}", $"Kari {QueryFixture.Id(503)}", $"Ola {QueryFixture.Id(501)}", "", "" }));
    }

    [Test]
    public void List_SortByLookup_SortsBeforePaging()
    {
        Assert.That(
            _fixture.Pick("recipes", """{"sort":[{"field":"author.name","direction":"desc"}],"lookups":[{"field":"author"}],"limit":2}""", "n"),
            Is.EqualTo(new[] { "cake", "flatbread" }));
        Assert.That(
            _fixture.Pick("recipes", """{"sort":[{"field":"author.name","direction":"asc"}],"lookups":[{"field":"author"}],"limit":2,"page":2}""", "n"),
            Is.EqualTo(new[] { "flatbread", "fish soup" }));
    }

    [Test]
    public void List_LateLookups_KeepThePagesOrder()
    {
        var query = """
            {"sort":[{"field":"n","direction":"desc"}],"lookups":[{"field":"author"},{"name":"l","modelName":"likes","query":"this._id == lookup.recipe"}],"limit":3,"page":1}
            """;

        Assert.That(_fixture.Pick("recipes", query, "n"), Is.EqualTo(new[] { "nobody", "flatbread", "fish soup" }));
    }

    [Test]
    public void List_OmitOnLookups_MasksTheLookedUpObject()
    {
        var item = _fixture.List("recipes", """{"lookups":[{"field":"author"}],"omit":["author.email","author._id","author.country","tags"],"limit":1}""")[0]!;

        Assert.That(item.ToJsonString(), Is.EqualTo($$$"""{"_id":"{{{QueryFixture.Id(1)}}}","n":"flatbread","pinned":true,"author":{"_id":"{{{Kari}}}","name":"Kari"}}"""));
        Assert.That(_fixture.List("recipes", """{"lookups":[{"field":"author"}],"omit":["author"]}""").Select(i => i!["author"]), Is.All.Null);
    }

    [Test]
    public void List_TheSameLookupTwice_CountsOnce() =>
        Assert.That(_fixture.List("recipes", """{"lookups":[{"field":"author"},{"field":"author"},{"field":"AUTHOR"}],"limit":1}""")[0]!["author"]!["name"]!.ToString(), Is.EqualTo("Kari"));

    [Test]
    public void Get_WithLookups_ShapesTheObject()
    {
        var item = _fixture.Get("recipes", QueryFixture.Id(1), LookupRequest.Simple("author"), LookupRequest.Complex("l", "likes", "lookup.recipe == this._id"))!;

        Assert.That(item["author"]!["name"]!.ToString(), Is.EqualTo("Kari"));
        Assert.That(item["l"]!["_id"]!.ToString(), Is.EqualTo(QueryFixture.Id(501)));
        Assert.That(_fixture.Get("recipes", QueryFixture.Id(77), LookupRequest.Simple("author")), Is.Null);
    }

    [TestCase("""{"field":"bad"}""")]
    [TestCase("""{"field":"unknown"}""")]
    [TestCase("""{"field":"author.name"}""")]
    [TestCase("""{"name":"bad","modelName":"users","query":"true"}""")]
    [TestCase("""{"name":"_id","modelName":"users","query":"true"}""")]
    [TestCase("""{"name":"x","modelName":"missing","query":"true"}""")]
    [TestCase("""{"name":"x","modelName":"users","query":"true"},{"name":"x","modelName":"likes","query":"true"}""")]
    public void List_LookupThatMeansNothing_IsRefused(string lookup) =>
        Assert.That(() => _fixture.List("recipes", $$"""{"lookups":[{{lookup}}]}"""), Throws.TypeOf<ApiException>().With.Matches<ApiException>(e => e is { Status: 400 } && e!.Items[0].Code == "invalid_lookup"));

    [Test]
    public void List_MalformedLookupQuery_IsRefused() =>
        Assert.That(
            () => _fixture.List("recipes", """{"lookups":[{"name":"x","modelName":"users","query":"lookup._id = 5"}]}"""),
            Throws.TypeOf<ApiException>().With.Matches<ApiException>(e => e!.Items[0].Code == "invalid_expression"));

    [Test]
    public void List_EncryptedText_NeitherComesOutNorCanBeFound()
    {
        _fixture.Insert("users", $$"""{"_id":"{{QueryFixture.Id(903)}}","pin":"hash","name":"Per"}""");
        _fixture.Insert("recipes", $$"""{"n":"pie","author":"{{QueryFixture.Id(903)}}"}""");

        Assert.That(_fixture.Get("users", QueryFixture.Id(903))!["pin"], Is.Null);
        Assert.That(_fixture.List("users", "{}").Select(item => item!["pin"]), Is.All.Null);
        Assert.That(_fixture.List("recipes", """{"lookups":[{"field":"author"}]}""").Select(item => item!["author"]?["pin"]), Is.All.Null);
        foreach (var filter in new[] { "pin == 'hash'", "STARTSWITH(pin, 'h')", "INCLUDES(TOTEXT(this), 'hash')", "TOTEXT(pin) == 'hash'", "EXISTS(pin)", "PIN > 'a'", "SUBSTRING(pin,0,1) == 'h'" })
            Assert.That(_fixture.Find("users", filter), Is.Empty, filter);
        Assert.That(_fixture.Find("recipes", "author.pin == 'hash' || TOTEXT(author.pin) == 'hash'", LookupRequest.Simple("author")), Is.Empty);
    }
}
