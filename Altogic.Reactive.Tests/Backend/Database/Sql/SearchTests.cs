using System.Text;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Database.Query;

namespace Altogic.Reactive.Tests.Backend.Database.Sql;

/// <summary>Text and fuzzy search (db-query §7), through the index and without one.</summary>
internal sealed class SearchTests
{
    private static readonly string[] Documents =
    [
        """{"n":"1","title":"Life is a journey","body":"Nothing else","tags":["x"],"hits":1}""",
        """{"n":"2","title":"Café au lait","body":"the good life of LIFE and life","hits":2}""",
        """{"n":"3","title":"Cooking","body":"is fun","hits":3}""",
        """{"n":"4","title":"Garden","body":"61f0c0ffee00000000000a01","other":"journey"}""",
        """{"n":"5"}""",
    ];

    private static readonly AppDefinition Declared = new()
    {
        Models = new Dictionary<string, ModelDefinition>
        {
            ["posts"] = new()
            {
                Fields = new Dictionary<string, FieldDefinition>
                {
                    ["n"] = new() { Type = FieldType.Text },
                    ["title"] = new() { Type = FieldType.Text, Searchable = true, FuzzySearchable = true },
                    ["body"] = new() { Type = FieldType.RichText, Searchable = true },
                    ["other"] = new() { Type = FieldType.Text },
                    ["hits"] = new() { Type = FieldType.Integer },
                    ["notes"] = new() { Type = FieldType.ObjectList, Fields = new Dictionary<string, FieldDefinition> { ["text"] = new() { Type = FieldType.Text, Searchable = true } } },
                },
            },
            ["plain"] = new() { Fields = new Dictionary<string, FieldDefinition> { ["n"] = new() { Type = FieldType.Text } } },
        },
    };

    [TestCase("life", "2,1")]
    [TestCase("LIFE journey", "1,2")]
    [TestCase("cafe", "2")]
    [TestCase("Café", "2")]
    [TestCase("cooks", "3")]
    [TestCase("\"life is\"", "1")]
    [TestCase("\"is life\"", "")]
    [TestCase("life -journey", "2")]
    [TestCase("zebra", "")]
    [TestCase("OR NOT NEAR ( \" * : ^", "")]
    [TestCase("title:life", "2,1")]
    public void SearchText_DeclaredFields_GoesThroughTheIndex(string text, string expected)
    {
        using var fixture = new QueryFixture(Declared);
        Fill(fixture, "posts");

        Assert.That(Names(Search(fixture, "posts", "{}", text)), Is.EqualTo(expected));
    }

    [TestCase("life", "2,1")]
    [TestCase("\"life is\"", "1")]
    [TestCase("journey", "1,4")]
    [TestCase("cafe", "2")]
    [TestCase("x", "1")]
    [TestCase("zebra", "")]
    public void SearchText_WithoutSchema_LooksAtEveryText(string text, string expected)
    {
        using var fixture = new QueryFixture();
        Fill(fixture, "posts");

        Assert.That(Names(Search(fixture, "posts", "{}", text)).Split(',').Order(), Is.EqualTo(expected.Split(',').Order()));
    }

    [Test]
    public void SearchText_FilterLookupPageAndOmit_Apply([Values] bool declared)
    {
        using var fixture = new QueryFixture(declared ? Declared : null);
        Fill(fixture, "posts");

        var answer = SearchInfo(fixture, "posts", """{"expression":"hits < 2 || TOTEXT(hits) == '2'","page":2,"limit":1,"omit":["body"],"sort":[{"field":"n","direction":"asc"}]}""", "life");

        Assert.That(answer["info"]!.ToJsonString(), Is.EqualTo("""{"count":2,"totalPages":2,"currentPage":2,"pageSize":1}"""));
        Assert.That(answer["data"]![0]!["n"]!.ToString(), Is.EqualTo("1"));
        Assert.That(answer["data"]![0]!["body"], Is.Null);
    }

    [Test]
    public void SearchText_Lookups_AreJoined()
    {
        using var fixture = new QueryFixture(Declared);
        Fill(fixture, "posts");
        fixture.Insert("plain", """{"n":"2"}""");

        var found = Search(fixture, "posts", """{"lookups":[{"name":"p","modelName":"plain","query":"this.n == lookup.n"}]}""", "life");

        Assert.That(found.Select(item => item!["p"]?["n"]?.ToString()), Is.EqualTo(new[] { "2", null }));
    }

    [TestCase("")]
    [TestCase("  ")]
    [TestCase("- \" \"")]
    public void SearchText_NothingToLookFor_IsEmpty(string text)
    {
        using var fixture = new QueryFixture();
        Fill(fixture, "posts");

        Assert.That(Search(fixture, "posts", "{}", text), Is.Empty);
        Assert.That(SearchInfo(fixture, "posts", "{}", text).ToJsonString(), Is.EqualTo("""{"info":{"count":0,"totalPages":0,"currentPage":1,"pageSize":100},"data":[]}"""));
        Assert.That(Search(fixture, "never", "{}", "life"), Is.Empty);
    }

    [Test]
    public void SearchText_SubModel_LooksAtEmbeddedObjects()
    {
        using var fixture = new QueryFixture(Declared);
        fixture.Insert("posts", """{"n":"1","notes":[{"_id":"61f0c0ffee00000000000a01","text":"good life"},{"_id":"61f0c0ffee00000000000b02","text":"other"}]}""");

        Assert.That(Search(fixture, "posts.notes", "{}", "life").Select(item => item!["text"]!.ToString()), Is.EqualTo(new[] { "good life" }));
    }

    [Test]
    public void SearchText_WhatCannotBeSearched_IsRefused()
    {
        using var fixture = new QueryFixture(Declared);

        Assert.That(Refusal(() => Search(fixture, "plain", "{}", "x")), Is.EqualTo("no_searchable_field"));
        Assert.That(Refusal(() => Search(fixture, "posts", "{}", null)), Is.EqualTo("missing_required_value"));
        Assert.That(Refusal(() => Search(fixture, "posts", """{"expression":"a ="}""", "x")), Is.EqualTo("invalid_expression"));
    }

    [TestCase("jurney", "1")]
    [TestCase("coking", "3")]
    [TestCase("garden lifes", "4,1")]
    [TestCase("zzzzzz", "")]
    [TestCase("", "")]
    public void SearchFuzzy_Misspelt_IsFound(string text, string expected)
    {
        foreach (var app in new[] { Declared, null })
        {
            using var fixture = new QueryFixture(app);
            Fill(fixture, "posts");

            Assert.That(Names(Fuzzy(fixture, "posts", text, "title")), Is.EqualTo(expected));
        }
    }

    [Test]
    public void SearchFuzzy_WhatCannotBeSearched_IsRefused()
    {
        using var fixture = new QueryFixture(Declared);

        Assert.That(Refusal(() => Fuzzy(fixture, "posts", "x", "body")), Is.EqualTo("invalid_search_field"));
        Assert.That(Refusal(() => Fuzzy(fixture, "posts", "x", "unknown")), Is.EqualTo("invalid_search_field"));
        Assert.That(Refusal(() => Fuzzy(fixture, "posts.notes", "x", "text")), Is.EqualTo("invalid_model_type"));
        Assert.That(Refusal(() => Fuzzy(fixture, "posts", null, "title")), Is.EqualTo("missing_required_value"));
        Assert.That(Refusal(() => Fuzzy(fixture, "posts", "x", null)), Is.EqualTo("missing_required_value"));
    }

    private static void Fill(QueryFixture fixture, string model)
    {
        fixture.Insert(model, Documents);
        fixture.IndexTexts(model);
    }

    private static string Names(JsonArray found) => string.Join(",", found.Select(item => item!["n"]));

    private static JsonArray Search(QueryFixture fixture, string model, string query, string? text) => Answer(output =>
        fixture.Engine.SearchText(fixture.Session, fixture.Models.Resolve(model), fixture.Read(query, QueryParts.Search), text, false, output)).AsArray();

    private static JsonObject SearchInfo(QueryFixture fixture, string model, string query, string? text) => Answer(output =>
        fixture.Engine.SearchText(fixture.Session, fixture.Models.Resolve(model), fixture.Read(query, QueryParts.Search), text, true, output)).AsObject();

    private static JsonArray Fuzzy(QueryFixture fixture, string model, string? text, string? field) => Answer(output =>
        fixture.Engine.SearchFuzzy(fixture.Session, fixture.Models.Resolve(model), new QueryRequest(), text, field, output)).AsArray();

    private static string Refusal(Action work) => Assert.Throws<ApiException>(() => work())!.Items[0].Code;

    private static JsonNode Answer(Action<AnswerBuffer> write)
    {
        using var output = new AnswerBuffer();
        write(output);
        return JsonNode.Parse(Encoding.UTF8.GetString(output.Written.Span))!;
    }
}
