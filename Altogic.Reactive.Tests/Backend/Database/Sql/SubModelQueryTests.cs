using Altogic.Reactive.Backend.Modules.Database.Query;

namespace Altogic.Reactive.Tests.Backend.Database.Sql;

/// <summary>Embedded objects as what is queried (db-query §10), without a schema and with one.</summary>
[TestFixture(false)]
[TestFixture(true)]
internal sealed class SubModelQueryTests(bool withSchema)
{
    private static readonly string A = QueryFixture.Id(1);
    private static readonly string B = QueryFixture.Id(2);
    private static readonly string Review = QueryFixture.Id(50);
    private QueryFixture _fixture = null!;

    [SetUp]
    public void Open()
    {
        _fixture = new QueryFixture(withSchema ? Company.App : null);
        _fixture.Insert(
            "company",
            $$"""
            {"_id":"{{A}}","name":"one","review":{"_id":"{{Review}}","_parent":"{{A}}","orders":[{"_id":"{{QueryFixture.Id(60)}}","_parent":"{{Review}}","n":7},{"_id":"{{QueryFixture.Id(59)}}","_parent":"{{Review}}","n":8}]},
             "topics":[{"_id":"{{QueryFixture.Id(31)}}","_parent":"{{A}}","order":2,"name":"x","user":"{{QueryFixture.Id(901)}}"},{"_id":"{{QueryFixture.Id(30)}}","_parent":"{{A}}","order":1,"name":"y"}]}
            """,
            $$"""{"_id":"{{B}}","name":"two","topics":[{"_id":"{{QueryFixture.Id(32)}}","_parent":"{{B}}","order":3,"name":"x"}]}""",
            $$"""{"_id":"{{QueryFixture.Id(3)}}","name":"three","topics":[]}""",
            $$"""{"_id":"{{QueryFixture.Id(4)}}","name":"four"}""");
        _fixture.Insert("users", $$"""{"_id":"{{QueryFixture.Id(901)}}","name":"Kari"}""");
    }

    [TearDown]
    public void Close() => _fixture.Dispose();

    [Test]
    public void List_WithoutSort_IsInOrderOfParentsThenOfTheList() =>
        Assert.That(_fixture.Pick("company.topics", "{}", "order"), Is.EqualTo(new[] { "2", "1", "3" }));

    [Test]
    public void List_OneParentsItems_FilterSortAndCount()
    {
        var query = $$"""{"expression":"_parent == '{{A}}'","sort":[{"field":"order","direction":"asc"}],"limit":1}""";

        Assert.That(_fixture.Pick("company.topics", query, "order"), Is.EqualTo(new[] { "1" }));
        Assert.That(_fixture.ListWithInfo("company.topics", query)["info"]!["count"]!.GetValue<int>(), Is.EqualTo(2));
    }

    [TestCase("name == 'x'", "2,3")]
    [TestCase("topics.name == 'x'", "2,3")]
    [TestCase("this.order > 1 && TOTEXT(name) == 'x'", "2,3")]
    [TestCase("_id == '61f0c0ffee0000000000001e'", "1")]
    [TestCase("_id == '61F0C0FFEE0000000000001E'", "1")]
    [TestCase("IN(['61f0c0ffee0000000000001e'], _id)", "1")]
    [TestCase("_parent == '0'", "")]
    public void List_Filter_SeesTheEmbeddedObject(string filter, string expected) =>
        Assert.That(string.Join(",", _fixture.Pick("company.topics", $$"""{"expression":"{{filter}}"}""", "order")), Is.EqualTo(expected));

    [Test]
    public void List_Deeper_ReachesObjectsInObjects()
    {
        Assert.That(_fixture.Pick("company.review", "{}", "_id"), Is.EqualTo(new[] { Review }));
        Assert.That(_fixture.Pick("company.review.orders", "{}", "n"), Is.EqualTo(new[] { "7", "8" }));
        Assert.That(_fixture.Pick("company.review.orders", $$"""{"expression":"_parent == '{{Review}}' && n == 8"}""", "n"), Is.EqualTo(new[] { "8" }));
        Assert.That(_fixture.Get("company.review.orders", QueryFixture.Id(60))!["n"]!.GetValue<int>(), Is.EqualTo(7));
    }

    [Test]
    public void Get_ById_FindsTheItemOrNull()
    {
        Assert.That(_fixture.Get("company.topics", QueryFixture.Id(32))!["order"]!.GetValue<int>(), Is.EqualTo(3));
        Assert.That(_fixture.Get("company.topics", Review), Is.Null);
        Assert.That(_fixture.Get("company.topics", A), Is.Null);
    }

    [Test]
    public void List_Lookups_StartFromTheEmbeddedObject()
    {
        var items = _fixture.List("company.topics", """{"lookups":[{"field":"user"}]}""");

        Assert.That(items.Select(item => item!["user"]?["name"]?.ToString()), Is.EqualTo(new[] { "Kari", null, null }));
    }

    [TestCase("lookup._id == this.ref")]
    [TestCase("this.ref == lookup._id && lookup.order > 0")]
    public void List_LookupIntoASubModel_FindsTheEmbeddedObject(string query)
    {
        _fixture.Insert("refs", $$"""{"ref":"{{QueryFixture.Id(30)}}"}""", $$"""{"ref":"{{QueryFixture.Id(29)}}"}""");

        var items = _fixture.List("refs", $$"""{"lookups":[{"name":"topic","modelName":"company.topics","query":"{{query}}"}]}""");
        var found = _fixture.List("refs", $$"""{"expression":"topic.order == 1","lookups":[{"name":"topic","modelName":"company.topics","query":"{{query}}"}]}""");

        Assert.That(items.Select(item => item!["topic"]?["order"]?.ToString()), Is.EqualTo(new[] { "1", null }));
        Assert.That(found, Has.Count.EqualTo(1));
    }

    [Test]
    public void FindMatches_GivesRootAndOwnId() =>
        Assert.That(
            _fixture.Engine.FindMatches(_fixture.Session, _fixture.Models.Resolve("company.topics"), new QueryRequest { Expression = "name == 'x'" }),
            Is.EqualTo(new[] { new Match(A, QueryFixture.Id(31)), new Match(B, QueryFixture.Id(32)) }));

    [Test]
    public void Filter_OnParentOrId_OpensOnlyTheObjectsThatHoldThem()
    {
        foreach (var filter in new[] { $"_parent == '{A}'", $"'{A}' == this._parent && order == 1", $"_id == '{A}'" })
        {
            var plan = _fixture.Explain(_fixture.Select("company.topics", filter).Ids());
            Assert.That(plan, Does.Contain("SEARCH r USING INDEX").And.Contain("embedded"), plan);
        }
    }
}
