namespace Altogic.Reactive.Backend.Modules.Database.Query.Search;

/// <summary>
/// What a text search looks for (db-query §7.1): any of the words, all of the phrases in double quotes, none of what a
/// minus stands before. Whole words count, without regard to case, diacritics and English endings. Immutable.
/// </summary>
internal sealed class TextQuery
{
    /// <summary>How many words and phrases count; the rest of a longer text is passed over.</summary>
    public const int MostParts = 64;

    private readonly List<SearchPhrase> _phrases = [];
    private readonly List<SearchPhrase> _words = [];
    private readonly List<SearchPhrase> _excluded = [];

    private TextQuery()
    {
    }

    /// <summary>Whether there is nothing to look for, so that nothing matches.</summary>
    public bool IsEmpty => _phrases.Count == 0 && _words.Count == 0;

    public static TextQuery Parse(string text)
    {
        var query = new TextQuery();
        var count = 0;
        foreach (var part in SearchPart.Split(text))
        {
            foreach (var (list, phrase) in query.Sort(part))
            {
                if (list.Contains(phrase)) continue;
                if (++count > MostParts) return query;
                list.Add(phrase);
            }
        }

        return query;
    }

    public bool IsMatch(IEnumerable<string> texts) => Score(texts) > 0;

    /// <summary>How well an object with these texts fits; 0 when it does not match.</summary>
    public double Score(IEnumerable<string> texts)
    {
        if (IsEmpty) return 0;
        var indexes = texts.Select(text => new WordIndex(text)).ToList();
        if (_excluded.Any(phrase => Count(indexes, phrase) > 0)) return 0;
        if (_phrases.Any(phrase => Count(indexes, phrase) == 0)) return 0;

        var length = indexes.Sum(index => index.Length);
        return _phrases.Concat(_words).Sum(phrase => Weigh(Count(indexes, phrase), length));
    }

    /// <summary>
    /// The same search for SQLite's FTS5 with the tokenizer <c>porter unicode61 remove_diacritics 2</c>; null when there is
    /// nothing to look for. It holds quoted words and operators only, whatever was searched for.
    /// </summary>
    public string? ToFtsMatch()
    {
        if (IsEmpty) return null;
        var match = _phrases.Count == 0 ? "" : string.Join(" AND ", _phrases.Select(phrase => phrase.ToFts()));
        // A word that need not occur adds to the rank where it does.
        var optional = string.Join(" OR ", (_phrases.Count == 0 ? _words : [_phrases[0], .. _words]).Select(phrase => phrase.ToFts()));
        if (_phrases.Count == 0) match = optional;
        else if (_words.Count > 0) match = $"{match} AND ({optional})";
        return _excluded.Count == 0 ? match : $"({match}) NOT ({string.Join(" OR ", _excluded.Select(phrase => phrase.ToFts()))})";
    }

    private IEnumerable<(List<SearchPhrase> List, SearchPhrase Phrase)> Sort(SearchPart part)
    {
        var words = TextTokenizer.Tokenize(part.Text);
        if (words.Count == 0) return [];
        if (part.IsExcluded) return [(_excluded, new SearchPhrase(words))];
        return part.IsQuoted ? [(_phrases, new SearchPhrase(words))] : words.Select(word => (_words, new SearchPhrase([word])));
    }

    private static int Count(List<WordIndex> indexes, SearchPhrase phrase) => indexes.Sum(index => index.Count(phrase));

    // A second occurrence is worth less than the first, and a long text dilutes each.
    private static double Weigh(int count, int length) => count == 0 ? 0 : 1 + count / (count + 1.2 + length / 100.0);
}
