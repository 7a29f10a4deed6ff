namespace Altogic.Reactive.Backend.Modules.Database.Query.Search;

/// <summary>
/// Takes English endings off (Porter 1980), in the variant of SQLite's <c>porter</c> tokenizer: words of one or two bytes and
/// of more than 64 stay as they are, and what is not a Latin letter counts as a consonant.
/// </summary>
internal static class PorterStemmer
{
    private const int Shortest = 3;
    private const int Longest = 64;

    // The longest ending that fits decides, whether or not its condition then holds.
    private static readonly (string Ending, string Replacement)[] Step2 =
    [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("logi", "log"), ("bli", "ble"),
        ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"),
        ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"),
    ];

    private static readonly (string Ending, string Replacement)[] Step3 =
    [
        ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""),
    ];

    private static readonly string[] Step4 =
    [
        "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ou", "ism", "ate", "iti", "ous", "ive", "ize",
    ];

    public static string Stem(string word)
    {
        var length = System.Text.Encoding.UTF8.GetByteCount(word);
        if (length is < Shortest or > Longest) return word;
        word = RemovePlural(word);
        word = RemovePast(word);
        if (word.EndsWith('y') && HasVowel(word, word.Length - 1)) word = word[..^1] + "i";
        word = Replace(word, Step2);
        word = Replace(word, Step3);
        word = RemoveSuffix(word);
        return TidyEnd(word);
    }

    private static string RemovePlural(string word)
    {
        if (Ends(word, "sses") || Ends(word, "ies")) return word[..^2];
        return word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1] : word;
    }

    private static string RemovePast(string word)
    {
        if (Ends(word, "eed")) return Measure(word, word.Length - 3) > 0 ? word[..^1] : word;
        var ending = Ends(word, "ed") ? 2 : Ends(word, "ing") ? 3 : 0;
        if (ending == 0 || !HasVowel(word, word.Length - ending)) return word;

        word = word[..^ending];
        if (Ends(word, "at") || Ends(word, "bl") || Ends(word, "iz")) return word + "e";
        if (EndsWithDouble(word) && word[^1] is not ('l' or 's' or 'z')) return word[..^1];
        return Measure(word, word.Length) == 1 && EndsShort(word, word.Length) ? word + "e" : word;
    }

    private static string Replace(string word, (string Ending, string Replacement)[] endings)
    {
        var (ending, replacement) = endings.Where(pair => Ends(word, pair.Ending)).OrderByDescending(pair => pair.Ending.Length).FirstOrDefault();
        if (ending is null) return word;
        var stem = word.Length - ending.Length;
        return Measure(word, stem) > 0 ? word[..stem] + replacement : word;
    }

    private static string RemoveSuffix(string word)
    {
        var ending = Step4.Where(suffix => Ends(word, suffix)).MaxBy(suffix => suffix.Length);
        if (Ends(word, "ion") && word[^4] is 's' or 't') ending = "ion";
        if (ending is null) return word;
        var stem = word.Length - ending.Length;
        return Measure(word, stem) > 1 ? word[..stem] : word;
    }

    private static string TidyEnd(string word)
    {
        if (word.EndsWith('e'))
        {
            var measure = Measure(word, word.Length - 1);
            if (measure > 1 || (measure == 1 && !EndsShort(word, word.Length - 1))) word = word[..^1];
        }

        return word.EndsWith("ll", StringComparison.Ordinal) && Measure(word, word.Length - 1) > 1 ? word[..^1] : word;
    }

    /// <summary>How often a consonant follows a vowel in the first letters.</summary>
    private static int Measure(string word, int length)
    {
        var count = 0;
        var afterVowel = false;
        for (var index = 0; index < length; index++)
        {
            var isVowel = IsVowel(word, index);
            if (afterVowel && !isVowel) count++;
            afterVowel = isVowel;
        }

        return count;
    }

    private static bool HasVowel(string word, int length)
    {
        for (var index = 0; index < length; index++)
            if (IsVowel(word, index)) return true;
        return false;
    }

    private static bool IsVowel(string word, int index) => word[index] switch
    {
        'a' or 'e' or 'i' or 'o' or 'u' => true,
        'y' => index > 0 && !IsVowel(word, index - 1),
        _ => false,
    };

    // Here a y is a consonant wherever it stands.
    private static bool EndsWithDouble(string word) =>
        word.Length > 1 && word[^1] == word[^2] && word[^1] is not ('a' or 'e' or 'i' or 'o' or 'u');

    private static bool Ends(string word, string ending) => word.Length > ending.Length && word.EndsWith(ending, StringComparison.Ordinal);

    /// <summary>Consonant, vowel, consonant, the last not w, x or y.</summary>
    private static bool EndsShort(string word, int length) =>
        length > 2
        && !IsVowel(word, length - 1) && IsVowel(word, length - 2) && !IsVowel(word, length - 3)
        && word[length - 1] is not ('w' or 'x' or 'y');
}
