using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Database.Query;

namespace Altogic.Reactive.Tests.Backend.Database.Sql;

/// <summary>Lists, single objects and random ones on documents without a schema (db-query §2, §3).</summary>
internal sealed class QueryEngineTests
{
    private QueryFixture _fixture = null!;

    [SetUp]
    public void Open() => _fixture = new QueryFixture();

    [TearDown]
    public void Close() => _fixture.Dispose();

    [Test]
    public void Get_ById_GivesTheStoredObject()
    {
        _fixture.Insert("things", """{"name":"x","tags":["a"],"at":{"b":1}}""");

        Assert.That(_fixture.Get("things", QueryFixture.Id(1))!.ToJsonString(), Is.EqualTo($$$"""{"_id":"{{{QueryFixture.Id(1)}}}","name":"x","tags":["a"],"at":{"b":1}}"""));
        Assert.That(_fixture.Get("things", QueryFixture.Id(1).ToUpperInvariant()), Is.Not.Null);
    }

    [TestCase("61f0c0ffee00000000000999")]
    [TestCase("0")]
    [TestCase("")]
    [TestCase("'; DROP TABLE d_things; --")]
    public void Get_UnknownId_GivesNull(string id)
    {
        _fixture.Insert("things", "{}");

        Assert.That(_fixture.Get("things", id), Is.Null);
        Assert.That(_fixture.Get("never", id), Is.Null);
    }

    [Test]
    public void List_ModelNeverWritten_IsEmpty()
    {
        Assert.That(_fixture.List("never", """{"expression":"a == 1","sort":[{"field":"a","direction":"asc"}],"lookups":[{"field":"b"}]}"""), Is.Empty);
        Assert.That(_fixture.ListWithInfo("never.sub", "{}")["info"]!["count"]!.GetValue<int>(), Is.Zero);
        Assert.That(_fixture.Single("never", "{}"), Is.Null);
        Assert.That(_fixture.Random("never", "{}", 3), Is.Empty);
        Assert.That(_fixture.Find("never", "true"), Is.Empty);
    }

    [Test]
    public void List_WithoutAnything_IsInOrderOfIdsUpToTheDefaultLimit()
    {
        using var fixture = new QueryFixture(new AppDefinition { Limits = new LimitsDefinition { DefaultPageSize = 3 } });
        fixture.Insert("things", Enumerable.Range(0, 5).Select(i => $$"""{"_id":"{{QueryFixture.Id(90 - i)}}"}"""));

        Assert.That(fixture.Pick("things", "{}", "_id"), Is.EqualTo(new[] { QueryFixture.Id(86), QueryFixture.Id(87), QueryFixture.Id(88) }));
    }

    [Test]
    public void List_FlagAndInequality_KeepWhatIsMissing()
    {
        _fixture.Insert("things", """{"n":"a","flag":true,"x":1}""", """{"n":"b","flag":false,"x":2}""", """{"n":"c"}""", """{"n":"d","flag":null,"x":null}""");

        Assert.That(_fixture.Pick("things", """{"expression":"!flag"}""", "n"), Is.EqualTo(new[] { "b", "c", "d" }));
        Assert.That(_fixture.Pick("things", """{"expression":"flag == false"}""", "n"), Is.EqualTo(new[] { "b" }));
        Assert.That(_fixture.Pick("things", """{"expression":"x != 1"}""", "n"), Is.EqualTo(new[] { "b", "c", "d" }));
        Assert.That(_fixture.Pick("things", """{"expression":"x < 5"}""", "n"), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(_fixture.Pick("things", """{"expression":"_id == '0'"}""", "n"), Is.Empty);
    }

    [Test]
    public void List_Sort_OrdersAcrossTypesWithMissingFirst()
    {
        _fixture.Insert("things",
            """{"n":"true","v":true}""", """{"n":"list","v":[1]}""", """{"n":"object","v":{"a":1}}""", """{"n":"text b","v":"b"}""", """{"n":"text B","v":"B"}""",
            """{"n":"10","v":10}""", """{"n":"9.5","v":9.5}""", """{"n":"null","v":null}""", """{"n":"missing"}""", """{"n":"false","v":false}""", """{"n":"astral","v":"😀"}""", """{"n":"private","v":"\uE000"}""");
        string[] expected = ["null", "missing", "9.5", "10", "text B", "text b", "private", "astral", "object", "list", "false", "true"];

        Assert.That(_fixture.Pick("things", """{"sort":[{"field":"v","direction":"asc"}]}""", "n"), Is.EqualTo(expected));
        Assert.That(_fixture.Pick("things", """{"sort":[{"field":"v","direction":"desc"}]}""", "n"), Is.EqualTo(expected.Reverse().Except(["null", "missing"]).Concat(["null", "missing"])));
    }

    [Test]
    public void List_SeveralSorts_FirstIsMostSignificantAndTiesGoById()
    {
        _fixture.Insert("things", """{"n":"a","p":true,"at":1}""", """{"n":"b","at":3}""", """{"n":"c","p":false,"at":5}""", """{"n":"d","p":true,"at":2}""", """{"n":"e","at":3}""");

        Assert.That(
            _fixture.Pick("things", """{"sort":[{"field":"p","direction":"desc"},{"field":"at","direction":"desc"}]}""", "n"),
            Is.EqualTo(new[] { "d", "a", "c", "b", "e" }));
    }

    [Test]
    public void List_SortByDottedAndStrangeFields_Works()
    {
        _fixture.Insert("things", """{"n":"a","at":{"b":{"c":2}}}""", """{"n":"b","at":{"b":{"c":1}}}""", """{"n":"c","at":[{"b":{"c":0}}]}""");

        Assert.That(_fixture.Pick("things", """{"sort":[{"field":"at.b.c","direction":"asc"}]}""", "n"), Is.EqualTo(new[] { "c", "b", "a" }));
        foreach (var field in new[] { "a'b", "a\\\"b", "a\\\\b", ".", "a..b", "x y", "\\u0000", "$", "unknown", "a[0]", "straße", "\\n" })
            Assert.That(_fixture.Pick("things", $$"""{"sort":[{"field":"{{field}}","direction":"asc"}]}""", "n"), Is.EqualTo(new[] { "a", "b", "c" }), field);
    }

    [Test]
    public void List_ManySortsAndEndlessPaths_Run()
    {
        _fixture.Insert("things", """{"n":"a","at":{"b":1}}""");
        var sorts = new JsonArray([.. Enumerable.Range(0, 99).Select(i => new JsonObject { ["field"] = $"at.b.f{i}" })]);
        var deep = string.Join('.', Enumerable.Repeat("at", 100_000));
        sorts.Add(new JsonObject { ["field"] = deep });

        Assert.That(_fixture.List("things", new JsonObject { ["sort"] = sorts, ["omit"] = new JsonArray(deep) }.ToJsonString()), Has.Count.EqualTo(1));
    }

    [Test]
    public void List_SortByNamesThatNeedEscapes_Sorts()
    {
        foreach (var name in new[] { "a'b", "a\"b", "a\\b", "x y", "ß", "tab\t" })
        {
            _fixture.Insert("things", new JsonObject { ["n"] = "2", [name] = 2 });
            _fixture.Insert("things", new JsonObject { ["n"] = "1", [name] = 1 });
            var query = new JsonObject { ["sort"] = new JsonArray(new JsonObject { ["field"] = name, ["direction"] = "asc" }) };
            Assert.That(_fixture.Pick("things", query.ToJsonString(), "n"), Is.EqualTo(new[] { "1", "2" }), name);
            _fixture.Clear("things");
        }
    }

    [Test]
    public void List_Pages_AreStableAndEndEmpty()
    {
        _fixture.Insert("things", Enumerable.Range(0, 25).Select(i => $$"""{"v":{{i % 3}}}"""));

        var pages = Enumerable.Range(1, 4).Select(page => _fixture.Pick("things", $$"""{"page":{{page}},"limit":10,"sort":[{"field":"v","direction":"asc"}]}""", "_id")).ToList();

        Assert.That(pages.Select(page => page.Length), Is.EqualTo(new[] { 10, 10, 5, 0 }));
        Assert.That(pages.SelectMany(page => page).Distinct().Count(), Is.EqualTo(25));
    }

    [TestCase(1, 10, 25, 3)]
    [TestCase(3, 10, 25, 3)]
    [TestCase(4, 10, 25, 3)]
    [TestCase(1, 25, 25, 1)]
    [TestCase(1, 30, 25, 1)]
    [TestCase(99999999, 5, 25, 5)]
    public void ListWithInfo_AnyPage_CountsAllMatches(int page, int limit, int count, int pages)
    {
        _fixture.Insert("things", Enumerable.Range(0, 30).Select(i => $$"""{"v":{{i}}}"""));

        var answer = _fixture.ListWithInfo("things", $$"""{"expression":"v < 25","page":{{page}},"limit":{{limit}}}""");

        Assert.That(answer["info"]!.ToJsonString(), Is.EqualTo($$"""{"count":{{count}},"totalPages":{{pages}},"currentPage":{{page}},"pageSize":{{limit}}}"""));
    }

    [Test]
    public void ListWithInfo_NoMatch_HasNoPages() =>
        Assert.That(_fixture.ListWithInfo("things", "{}").ToJsonString(), Is.EqualTo("""{"info":{"count":0,"totalPages":0,"currentPage":1,"pageSize":100},"data":[]}"""));

    [Test]
    public void List_Omit_LeavesOutFieldsButNeverTheId()
    {
        _fixture.Insert("things", """{"a":1,"b":{"c":1,"d":2,"_id":"x"},"list":[{"c":1,"e":3},5,[{"c":2}]],"c":4,"a\"q":1}""");

        var item = _fixture.List("things", """{"expression":"c == 4","omit":["a","b.c","b._id","list.c","c","_id","unknown","b.x.y","a\"q","","."]}""")[0]!;

        Assert.That(item.ToJsonString(), Is.EqualTo($$"""{"_id":"{{QueryFixture.Id(1)}}","b":{"d":2,"_id":"x"},"list":[{"e":3},5,[{}]]}"""));
    }

    [Test]
    public void Single_FirstInOrder_OrNull()
    {
        _fixture.Insert("things", """{"v":2}""", """{"v":3}""", """{"v":1}""");

        Assert.That(_fixture.Single("things", "{}")!["v"]!.GetValue<int>(), Is.EqualTo(2));
        Assert.That(_fixture.Single("things", """{"sort":[{"field":"v","direction":"desc"}],"omit":["_id"]}""")!["v"]!.GetValue<int>(), Is.EqualTo(3));
        Assert.That(_fixture.Single("things", """{"expression":"v > 5"}"""), Is.Null);
    }

    [Test]
    public void Random_GivesDifferentMatchesAndNoMoreThanThereAre()
    {
        _fixture.Insert("things", Enumerable.Range(0, 40).Select(i => $$"""{"v":{{i}}}"""));

        var orders = Enumerable.Range(0, 8).Select(_ => string.Join(",", _fixture.Random("things", """{"expression":"v < 20"}""", 1000).Select(item => item!["v"]))).ToList();

        Assert.That(orders[0].Split(',').Order().Distinct().Count(), Is.EqualTo(20));
        Assert.That(orders.Distinct().Count(), Is.GreaterThan(1));
        Assert.That(_fixture.Random("things", """{"expression":"v < 20"}""", 7), Has.Count.EqualTo(7));
        Assert.That(_fixture.Random("things", """{"expression":"v < 0"}""", 7), Is.Empty);
    }

    [Test]
    public void List_WithCountInfoBeyondTheLimit_StopsAtTheLimit()
    {
        using var fixture = new QueryFixture();
        fixture.Insert("large", Enumerable.Range(0, 100).Select(_ => $$"""{"text":"{{new string('x', 200_000)}}"}"""));
        using var output = new AnswerBuffer(1_000_000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var refusal = Assert.Throws<ApiException>(() => fixture.Engine.List(fixture.Session, fixture.Models.Resolve("large"), new QueryRequest(), true, output))!;

        Assert.That(refusal.Items[0].Code, Is.EqualTo("content_too_large"));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(8_000_000), "the page has 20 MB");
    }

    [Test]
    public void FindMatches_GivesEveryMatchWhateverThePageSays()
    {
        _fixture.Insert("things", Enumerable.Range(0, 1500).Select(i => $$"""{"v":{{i % 2}}}"""));

        Assert.That(_fixture.Find("things", "v == 1"), Has.Length.EqualTo(750).And.Ordered);
    }
}
