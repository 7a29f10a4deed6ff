using Altogic.Reactive.Backend.Modules.Database.Query.Search;

namespace Altogic.Reactive.Tests.Backend.Database.Query.Search;

internal sealed class PorterStemmerTests
{
    private static readonly string[] Stems =
    [
        "", "a", "b", "s", "t", "at", "be", "cr", "tr", "oat", "try", "rel", "condit", "fall", "hop", "hopp", "siz", "plast", "agr", "feed", "sky", "happ", "oper",
        "analog", "radic", "form", "elect", "hope", "good", "bow", "snow", "box", "tax", "play", "yell", "controll", "ärger", "xé", "eeeee", "syz", "conf", "roll",
    ];

    private static readonly string[] Endings =
    [
        "", "s", "es", "sses", "ies", "ss", "eed", "ed", "ing", "y", "ational", "tional", "enci", "anci", "izer", "bli", "alli", "entli", "eli", "ousli", "ization", "ation",
        "ator", "alism", "iveness", "fulness", "ousness", "aliti", "iviti", "biliti", "logi", "icate", "ative", "alize", "iciti", "ical", "ful", "ness", "al", "ance", "ence",
        "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "sion", "tion", "ou", "ism", "ate", "iti", "ous", "ive", "ize", "e", "ll", "le", "ly", "ying", "ied",
    ];

    [TestCase("running", "run")]
    [TestCase("recipes", "recip")]
    [TestCase("is", "is")]
    [TestCase("generalizations", "gener")]
    [TestCase("flies", "fli")]
    public void Stem_Word_LosesItsEnding(string word, string stem) => Assert.That(PorterStemmer.Stem(word), Is.EqualTo(stem));

    [Test]
    public void Stem_ManyWords_AgreesWithSqlite()
    {
        using var index = new Fts5("porter unicode61 remove_diacritics 0");
        index.Begin();
        var words = (from stem in Stems from first in Endings from second in Endings select stem + first + second)
            .Append(new string('a', 61) + "ing").Append(new string('a', 62) + "ing")
            .Where(word => word.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        for (var row = 0; row < words.Count; row++) index.Add(row + 1, words[row]);
        var theirs = index.Words();
        var different = words
            .Select((word, row) => (Word: word, Theirs: theirs[row + 1].Single(), Ours: PorterStemmer.Stem(word)))
            .Where(pair => pair.Theirs != pair.Ours)
            .ToList();
        Assert.That(different, Is.Empty);
    }
}
