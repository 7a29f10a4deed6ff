using Altogic.Reactive.Backend.Modules.Database.Query.Search;
using FsCheck;
using FsCheck.Fluent;

namespace Altogic.Reactive.Tests.Backend.Database.Query.Search;

internal sealed class TextQueryTests
{
    private static readonly string[] Words =
    [
        "life", "lives", "good", "Goods", "cook", "cooking", "COOKED", "crème", "creme", "pre-war", "a", "is", "42", "x1", "\"", "\"life is\"", "-good", "-\"is good\"", "-", "--a",
        "'", ":", "*", "^", "(", ")", "AND", "OR", "NOT", "NEAR(a b)", "a:life", "+", "{", "}", ",", "日本", "😀", "\0", "\\", "ß", "é\u0301",
    ];

    [TestCase("life", "Life is good", true)]
    [TestCase("LIFE", "a good life", true)]
    [TestCase("lif", "life", false)]
    [TestCase("cooking", "She cooks", true)]
    [TestCase("creme", "Crème brûlée", true)]
    [TestCase("cat dog", "a dog", true)]
    [TestCase("cat dog", "a bird", false)]
    [TestCase("\"life is\"", "Life is good", true)]
    [TestCase("\"is life\"", "Life is good", false)]
    [TestCase("\"life is\" bird", "Life is good", true)]
    [TestCase("\"life is\" good", "good is life", false)]
    [TestCase("\"life is\" \"good food\"", "life is good", false)]
    [TestCase("\"life is\" \"good food\"", "life is all about good food", true)]
    [TestCase("life -good", "Life is good", false)]
    [TestCase("life -bad", "Life is good", true)]
    [TestCase("life -\"is good\"", "Life is good", false)]
    [TestCase("life -\"good is\"", "Life is good", true)]
    [TestCase("-good", "Life is bad", false)]
    [TestCase("pre-war", "the war", true)]
    [TestCase("5\" screen", "a screen", true)]
    [TestCase("\"life", "life", true)]
    [TestCase("", "life", false)]
    [TestCase(" ", "", false)]
    [TestCase("!?", "!?", false)]
    [TestCase("\"\" life", "life", true)]
    public void IsMatch_Text_FollowsRules(string query, string text, bool expected)
    {
        Assert.That(TextQuery.Parse(query).IsMatch([text]), Is.EqualTo(expected));
        Assert.That(Fts(query, text), Is.EqualTo(expected));
    }

    [Test]
    public void IsMatch_SeveralTexts_PhraseStaysInOne()
    {
        Assert.That(TextQuery.Parse("\"life is\"").IsMatch(["good life", "is good"]), Is.False);
        Assert.That(TextQuery.Parse("\"good life\" is").IsMatch(["good life", "is good"]), Is.True);
        Assert.That(TextQuery.Parse("life -is").IsMatch(["good life", "is good"]), Is.False);
        Assert.That(TextQuery.Parse("life").IsMatch([]), Is.False);
    }

    [TestCase("life is", "life is good", "life alone")]
    [TestCase("life", "life life life", "life and other things of note")]
    [TestCase("\"life is\" good", "life is good", "life is bad")]
    public void Score_BetterFit_IsHigher(string query, string better, string worse)
    {
        var parsed = TextQuery.Parse(query);
        Assert.That(parsed.Score([better]), Is.GreaterThan(parsed.Score([worse])));
        Assert.That(parsed.Score([worse]), Is.GreaterThan(0));
    }

    [TestCase("life", "\"life\"")]
    [TestCase("life Lives", "\"life\" OR \"lives\"")]
    [TestCase("cook cooking", "\"cook\"")]
    [TestCase("\"life is\"", "\"life is\"")]
    [TestCase("\"life is\" good", "\"life is\" AND (\"life is\" OR \"good\")")]
    [TestCase("life -good -\"is bad\"", "(\"life\") NOT (\"good\" OR \"is bad\")")]
    [TestCase("a:x* OR NEAR(b)", "\"a\" OR \"x\" OR \"or\" OR \"near\" OR \"b\"")]
    [TestCase("-good", null)]
    [TestCase("", null)]
    public void ToFtsMatch_Query_HoldsQuotedWords(string query, string? match) => Assert.That(TextQuery.Parse(query).ToFtsMatch(), Is.EqualTo(match));

    [Test]
    public void Parse_EndlessText_KeepsItsBeginning()
    {
        var text = string.Join(' ', Enumerable.Range(0, 5000).Select(index => $"w{index}"));
        var query = TextQuery.Parse(text);
        Assert.That(query.IsMatch(["w5"]), Is.True);
        Assert.That(query.IsMatch(["w4999"]), Is.False);
        Assert.That(Fts(text, "w5"), Is.True);
    }

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property IsMatch_AnyQueryAndTexts_AgreesWithSqlite()
    {
        var texts = Gen.Elements(Words).ListOf().Select(words => string.Join(' ', words));
        return Prop.ForAll(texts.ToArbitrary(), texts.ToArbitrary(), texts.ToArbitrary(), (query, a, b) =>
            Assert.That(Fts(query, a, b), Is.EqualTo(TextQuery.Parse(query).IsMatch([a, b])), $"{query} in {a} / {b}: {TextQuery.Parse(query).ToFtsMatch()}"));
    }

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property ToFtsMatch_AnyText_IsAccepted() => Prop.ForAll<string>(text => Assert.That(() => Fts(text ?? "", "life"), Throws.Nothing));

    private static bool Fts(string query, string a, string b = "")
    {
        var match = TextQuery.Parse(query).ToFtsMatch();
        if (match is null) return false;
        using var index = new Fts5();
        index.Add(1, a, b);
        return index.Search(match).Count > 0;
    }
}
