using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Search;

/// <summary>
/// Cuts texts into words the way SQLite's <c>unicode61 remove_diacritics 2</c> does: letters, digits and other numbers make
/// words, in lower case and without diacritics.
/// </summary>
internal static class TextTokenizer
{
    private static readonly FrozenDictionary<int, char> Undecorated = FindUndecorated();

    public static List<string> Tokenize(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsPart(rune) || (word.Length > 0 && IsMark(rune)))
            {
                Append(word, rune);
                continue;
            }

            Flush(word, words);
        }

        Flush(word, words);
        return words;
    }

    private static void Flush(StringBuilder word, List<string> words)
    {
        if (word.Length > 0) words.Add(word.ToString());
        word.Clear();
    }

    private static void Append(StringBuilder word, Rune rune)
    {
        if (rune.IsAscii) word.Append(char.ToLowerInvariant((char)rune.Value));
        else if (!IsMark(rune)) AppendFolded(word, rune);
    }

    private static bool IsPart(Rune rune)
    {
        if (rune.IsAscii) return char.IsAsciiLetterOrDigit((char)rune.Value);
        if (rune.Value is 0xFFFE or 0xFFFF) return false;
        return Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
            or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
            or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned
            || NewCharacters.Contains(rune);
    }

    // The combining marks that stand alone in text not composed.
    private static bool IsMark(Rune rune) => rune.Value is >= 0x300 and <= 0x304 or >= 0x306 and <= 0x30C
        or 0x30F or 0x311 or 0x31B or >= 0x323 and <= 0x328 or 0x32D or 0x32E or 0x330 or 0x331;

    private static void AppendFolded(StringBuilder word, Rune rune)
    {
        var lower = FoldCase(rune);
        if (Undecorated.TryGetValue(lower.Value, out var letter)) word.Append(letter);
        else word.Append(lower.ToString());
    }

    // Latin letters with diacritics, except for one that SQLite's table does not hold.
    private static FrozenDictionary<int, char> FindUndecorated()
    {
        var letters = new Dictionary<int, char>();
        foreach (var code in Enumerable.Range(0xC0, 0x1F00 - 0xC0))
        {
            if (code == 'ǡ' || !Rune.IsValid(code) || !Rune.IsLower(new Rune(code))) continue;
            var first = new Rune(code).ToString().Normalize(NormalizationForm.FormD)[0];
            if (char.IsAsciiLetter(first)) letters[code] = first;
        }

        return letters.ToFrozenDictionary();
    }

    // Where folding is more than lower case.
    private static Rune FoldCase(Rune rune) => rune.Value switch
    {
        'µ' => new Rune('μ'),
        'ſ' => new Rune('s'),
        'ς' => new Rune('σ'),
        'ϐ' => new Rune('β'),
        'ϑ' or 'ϴ' => new Rune('θ'),
        'ϕ' => new Rune('φ'),
        'ϖ' => new Rune('π'),
        'ϰ' => new Rune('κ'),
        'ϱ' => new Rune('ρ'),
        'ϵ' => new Rune('ε'),
        'ẛ' => new Rune('s'),
        '\u1FBE' => new Rune('ι'),
        'İ' => new Rune('i'),
        _ => Rune.ToLowerInvariant(rune),
    };
}
