namespace Altogic.Reactive.Tests.Backend.Database.Sql;

/// <summary>Lookups where nothing is declared: the model is guessed from the field's name (data-model §11).</summary>
internal sealed class SchemaLessLookupTests
{
    private QueryFixture _fixture = null!;

    [SetUp]
    public void Open()
    {
        _fixture = new QueryFixture();
        _fixture.Insert("users", $$"""{"_id":"{{QueryFixture.Id(901)}}","name":"Kari"}""");
        _fixture.Insert("categories", $$"""{"_id":"{{QueryFixture.Id(801)}}","slug":"x"}""");
        _fixture.Insert(
            "things",
            $$"""{"n":"a","user":"{{QueryFixture.Id(901)}}","category":"{{QueryFixture.Id(801)}}","owner":"{{QueryFixture.Id(901)}}"}""",
            $$"""{"n":"b","user":"{{QueryFixture.Id(901).ToUpperInvariant()}}","category":"{{QueryFixture.Id(999)}}"}""",
            $$"""{"n":"c","user":{"_id":"{{QueryFixture.Id(901)}}"},"category":5}""",
            """{"n":"d"}""");
    }

    [TearDown]
    public void Close() => _fixture.Dispose();

    [Test]
    public void List_FieldNamedLikeAModelOrItsPlural_IsLookedUp()
    {
        var items = _fixture.List("things", """{"lookups":[{"field":"user"},{"field":"category"}]}""");

        Assert.That(items.Select(item => item!["user"]?["name"]?.ToString()), Is.EqualTo(new[] { "Kari", "Kari", "Kari", null }));
        Assert.That(items.Select(item => item!["category"]?["slug"]?.ToString()), Is.EqualTo(new[] { "x", null, null, null }));
    }

    [Test]
    public void List_FilterOnLookup_Works() =>
        Assert.That(_fixture.Pick("things", """{"expression":"category.slug == 'x' && user.name == 'Kari'","lookups":[{"field":"user"},{"field":"category"}]}""", "n"), Is.EqualTo(new[] { "a" }));

    [Test]
    public void List_OtherNames_AreFoundByWhatTheyHold() =>
        Assert.That(_fixture.List("things", """{"lookups":[{"field":"owner"}]}""")[0]!["owner"]!["name"]!.ToString(), Is.EqualTo("Kari"));

    [Test]
    public void List_ModelNeverWritten_FindsNothing()
    {
        Assert.That(_fixture.List("things", """{"lookups":[{"field":"nothing"},{"name":"x","modelName":"never","query":"this._id == lookup._id"}]}""").Select(item => item!["x"]), Is.All.Null);
        Assert.That(_fixture.List("things", """{"lookups":[{"field":"a b"},{"field":"a.b"}]}"""), Has.Count.EqualTo(4));
        Assert.That(_fixture.Find("things", "!EXISTS(x)", Altogic.Reactive.Backend.Modules.Database.Query.LookupRequest.Complex("x", "never.sub", "lookup.a == this.a")), Has.Length.EqualTo(4));
    }
}
