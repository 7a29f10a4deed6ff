using Altogic.Reactive.Backend.Modules.Database.Query;

namespace Altogic.Reactive.Tests.Backend.Database.Sql;

/// <summary>Which filters and sorts SQLite serves with an index.</summary>
internal sealed class SqlIndexTests
{
    private const string UserA = "61f0c0ffee00000000000a01";
    private QueryFixture _fixture = null!;

    [SetUp]
    public void Open()
    {
        _fixture = new QueryFixture(RecipeModel.App);
        foreach (var field in new[] { "title", "servings", "due", "author" }) _fixture.Index("recipes", field);
        _fixture.Index("recipes", "slug", unique: true);
    }

    [TearDown]
    public void Close() => _fixture.Dispose();

    [TestCase("title == 'x'", "t_recipes_title")]
    [TestCase("'x' == title", "t_recipes_title")]
    [TestCase("title == 'x' && !done && TYPEOF(note) == 'text'", "t_recipes_title")]
    [TestCase("title == '" + UserA + "'", "t_recipes_title")]
    [TestCase("title == 'a' || title == 'b' || title == 'c'", "t_recipes_title")]
    [TestCase("IN(['a','b'], title)", "t_recipes_title")]
    [TestCase("title > 'x'", "t_recipes_title")]
    [TestCase("title <= 'x'", "t_recipes_title")]
    [TestCase("STARTSWITH(title, 'x')", "t_recipes_title")]
    [TestCase("slug == 'x'", "t_recipes_slug")]
    [TestCase("slug > 'x'", "t_recipes_slug")]
    [TestCase("servings == 5", "t_recipes_servings")]
    [TestCase("servings > 5", "t_recipes_servings")]
    [TestCase("servings >= 5 && servings < 9", "t_recipes_servings")]
    [TestCase("due > '2022-06-01'", "t_recipes_due")]
    [TestCase("due >= DATEVALUE('2023-01-01T00:00:00.000Z') && due <= DATEVALUE('2023-02-01T00:00:00.000Z')", "t_recipes_due")]
    [TestCase("DATEMILLIS(due) > 1700000000000", "t_recipes_due")]
    [TestCase("due == '2022-06-01'", "t_recipes_due")]
    [TestCase("author == '" + UserA + "'", "t_recipes_author")]
    [TestCase("author._id == '" + UserA + "'", "t_recipes_author")]
    [TestCase("author == '" + UserA + "' || author == '61f0c0ffee00000000000b02'", "t_recipes_author")]
    [TestCase("_id == '" + UserA + "'", "(id=?)")]
    [TestCase("this._id == '" + UserA + "' || this._id == '61f0c0ffee00000000000b02'", "(id=?)")]
    [TestCase("IN(['" + UserA + "','61f0c0ffee00000000000b02'], this._id)", "(id=?)")]
    public void Filter_OnIndexedField_SearchesTheIndex(string filter, string index)
    {
        var plan = _fixture.Explain(_fixture.Select("recipes", filter).Ids());

        Assert.That(plan, Does.Contain("SEARCH").And.Contain(index), plan);
    }

    [Test]
    public void Filter_OnIndexedField_NeedsNoSortForPages()
    {
        var plan = _fixture.Explain(_fixture.Select("recipes", "title == 'x'").Page(20, 0));

        Assert.That(plan, Does.Not.Contain("TEMP B-TREE"), plan);
    }

    [Test]
    public void Sort_ByIndexedField_NeedsNoSort()
    {
        var plan = _fixture.Explain(_fixture.Select("recipes", null, new SortEntry("title", false)).Page(20, 0));

        Assert.That(plan, Does.Contain("t_recipes_title").And.Not.Contain("TEMP B-TREE"), plan);
    }

    [Test]
    public void Sort_DescendingByIndexedField_SortsOnlyWithinOneValue()
    {
        var plan = _fixture.Explain(_fixture.Select("recipes", null, new SortEntry("due", true)).Page(20, 0));

        Assert.That(plan, Does.Contain("t_recipes_due").And.Contain("LAST TERM OF ORDER BY"), plan);
    }

    [TestCase("title == 'x' && !done")]
    [TestCase("EXISTS(slug) && servings > 0")]
    [TestCase("IN(tags, 'x') || IN(tags, 'y')")]
    [TestCase("STARTSWITH(title, 'a') || ENDSWITH(note, 'b') || INCLUDES(TOLOWER(title), TOLOWER('X'))")]
    [TestCase("createdAt > '2022-05-01' && due < DATE(2023, 1, 15, 8, 30, 0)")]
    [TestCase("createdAt > 2022-05-01")]
    [TestCase("cover.url == 'x' && ISNULL(cover.at)")]
    [TestCase("SIZE(steps) > 1 == false || !(price >= 1000)")]
    [TestCase("BETWEEN(price, 1, 5) && price != 3")]
    public void Filter_OfTheUsualKind_RunsInSqlAlone(string filter)
    {
        var sql = _fixture.Select("recipes", filter.Replace(" == false", "", StringComparison.Ordinal)).Ids();

        Assert.That(sql.Replace("WHEN 'text' THEN alt_match", "", StringComparison.Ordinal), Does.Not.Contain("alt_match"), sql);
    }

    [TestCase(100)]
    [TestCase(1500)]
    public void Filter_OfManyAlternatives_IsOneSearch(int count)
    {
        var filter = string.Join(" || ", Enumerable.Range(0, count).Select(i => $"author == '{QueryFixture.Id(i)}'"));

        var plan = _fixture.Explain(_fixture.Select("recipes", filter).Ids());

        Assert.That(plan, Does.Contain("t_recipes_author (<expr>=?)"), plan);
    }

    [TestCase(" || ")]
    [TestCase(" && ")]
    public void Filter_OfManyUnlikeTerms_Runs(string word)
    {
        _fixture.Insert("recipes", """{"title":"x"}""");
        var filter = string.Join(word, Enumerable.Range(0, 1500).Select(i => $"{(i % 2 == 0 ? "title" : "note")} != '{i}'"));

        Assert.That(_fixture.Find("recipes", filter), Has.Length.EqualTo(1));
    }

    [TestCase(20)]
    [TestCase(40)]
    public void Filter_OfNestedAlternatives_Runs(int depth)
    {
        _fixture.Insert("recipes", """{"title":"x"}""");
        var filter = string.Concat(Enumerable.Range(0, depth).Select(i => $"(title == 'x' {(i % 2 == 0 ? "&&" : "||")} !(unknown.a.b == {i}) && ")) + "true" + new string(')', depth);

        Assert.That(_fixture.Find("recipes", filter), Has.Length.EqualTo(1));
    }

    [Test]
    public void Filter_OnEndlessPath_Runs()
    {
        _fixture.Insert("recipes", """{"title":"x"}""");

        Assert.That(_fixture.Find("recipes", $"!EXISTS(unknown{string.Concat(Enumerable.Repeat(".a", 20000))})"), Has.Length.EqualTo(1));
    }

    [Test]
    public void Filter_NestedAsDeeplyAsAllowed_Runs()
    {
        _fixture.Insert("recipes", """{"title":"x"}""");
        var filter = string.Concat(Enumerable.Repeat("!(", 100)) + "title == 'x'" + new string(')', 100);

        Assert.That(_fixture.Find("recipes", filter), Has.Length.EqualTo(1));
    }
}
