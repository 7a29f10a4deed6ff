using System.Text;
using Altogic.Reactive.Backend.Modules.Database.Query.Search;

namespace Altogic.Reactive.Tests.Backend.Database.Query.Search;

internal sealed class TextTokenizerTests
{
    [TestCase("", "")]
    [TestCase(" ,.!", "")]
    [TestCase("Life is good", "life|is|good")]
    [TestCase("pre-war snake_case a.b", "pre|war|snake|case|a|b")]
    [TestCase("Crème BRÛLÉE", "creme|brulee")]
    [TestCase("e\u0301te\u0301", "ete")]
    [TestCase("İstanbul ΣΊΣΥΦΟΣ", "istanbul|σίσυφοσ")]
    [TestCase("100% 3½", "100|3½")]
    [TestCase("日本語 한국어", "日本語|한국어")]
    [TestCase("a😀b", "a|b")]
    public void Tokenize_Text_GivesFoldedWords(string text, string words)
    {
        Assert.That(string.Join('|', TextTokenizer.Tokenize(text)), Is.EqualTo(words));
    }

    [Test]
    public void Tokenize_EveryCharacter_AgreesWithSqlite()
    {
        using var index = new Fts5("unicode61 remove_diacritics 2");
        index.Begin();
        var runes = Enumerable.Range(0x20, 0x20000).Where(Rune.IsValid).Select(code => new Rune(code)).Where(rune => !IsYoungLetter(rune)).ToList();
        foreach (var rune in runes) index.Add(rune.Value, $"x{rune}y");
        var words = index.Words();
        var different = runes
            .Select(rune => (Code: $"{rune.Value:X4}", Theirs: string.Join('|', words[rune.Value]), Ours: string.Join('|', TextTokenizer.Tokenize($"x{rune}y"))))
            .Where(pair => pair.Theirs != pair.Ours)
            .Select(pair => pair.Code);
        Assert.That(different, Is.Empty);
    }

    // Letters of small scripts that became letters, or got a lower case, after SQLite's tables were made.
    private static bool IsYoungLetter(Rune rune) => rune.Value is 0x37F or >= 0x528 and <= 0x52F or >= 0x13A0 and <= 0x13FF
        or >= 0x19B0 and <= 0x19C9 or >= 0x1C80 and <= 0x1CBF or 0x1CF2 or 0x1CF3 or 0x2C2F or >= 0xA698 and <= 0xA69B
        or >= 0xA796 and <= 0xA7FF or >= 0x104B0 and <= 0x118DF or >= 0x16E40 and <= 0x16EFF or >= 0x1E900 and <= 0x1E921;
}
