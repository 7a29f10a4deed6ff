
namespace Altogic.Reactive.Backend.Modules.Database.Query.Values;

/// <summary>Texts counted in characters (code points), which in .NET may take two places (expressions §8.3).</summary>
internal static class CodePoints
{
    public static int Count(string text)
    {
        var pairs = 0;
        for (var index = 0; index + 1 < text.Length; index++)
        {
            if (!char.IsSurrogatePair(text[index], text[index + 1])) continue;
            pairs++;
            index++;
        }

        return text.Length - pairs;
    }

    /// <summary>The place of a character, or the length of the text if there are not so many.</summary>
    public static int ToIndex(string text, int characters)
    {
        var index = 0;
        while (characters-- > 0 && index < text.Length) index += Width(text, index);
        return index;
    }

    /// <summary>How many characters stand before a place.</summary>
    public static int FromIndex(string text, int index) => Count(text[..index]);

    public static string Slice(string text, int start, int count)
    {
        var from = ToIndex(text, start);
        var to = from;
        while (count-- > 0 && to < text.Length) to += Width(text, to);
        return text[from..to];
    }

    public static IEnumerable<string> Split(string text)
    {
        for (var index = 0; index < text.Length;)
        {
            var width = Width(text, index);
            yield return text.Substring(index, width);
            index += width;
        }
    }

    private static int Width(string text, int index) => index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]) ? 2 : 1;
}
