namespace Altogic.Reactive.Backend.Modules.Database.Query.Search;

/// <summary>
/// What a fuzzy search looks for (db-query §7.2): any of the words, each with so many wrong letters as its length allows:
/// none up to two characters, one up to five, two above. Immutable.
/// </summary>
internal sealed class FuzzyQuery
{
    /// <summary>Of longer words, searched for or found, only the beginning counts.</summary>
    private const int LongestWord = 64;

    private readonly List<string> _words;

    private FuzzyQuery(List<string> words) => _words = words;

    /// <summary>Whether there is nothing to look for, so that nothing matches.</summary>
    public bool IsEmpty => _words.Count == 0;

    public static FuzzyQuery Parse(string text) =>
        new([.. TextTokenizer.Tokenize(text).Select(Cut).Distinct(StringComparer.Ordinal).Take(TextQuery.MostParts)]);

    public bool IsMatch(string text) => Score(text) > 0;

    /// <summary>How well a text fits: the sum of the best likeness of each word searched for; 0 when none is found.</summary>
    public double Score(string text)
    {
        if (IsEmpty) return 0;
        var found = TextTokenizer.Tokenize(text);
        var score = _words.Sum(word => BestLikeness(word, found));
        // Between texts with the same words the shorter one fits better.
        return score == 0 ? 0 : score + 0.1 / (1 + found.Count);
    }

    private static string Cut(string word) => word.Length <= LongestWord ? word : word[..LongestWord];

    private static double BestLikeness(string word, List<string> found)
    {
        var tolerance = word.Length switch { <= 2 => 0, <= 5 => 1, _ => 2 };
        var best = tolerance + 1;
        foreach (var other in found)
        {
            best = Math.Min(best, EditDistance.Between(word, other.AsSpan(0, Math.Min(other.Length, LongestWord)), best - 1));
            if (best == 0) break;
        }

        return best > tolerance ? 0 : 1 - (double)best / (word.Length + 1);
    }
}
