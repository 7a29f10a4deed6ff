namespace Altogic.Reactive.Backend.Modules.Database.Query.Search;

/// <summary>A part of a search text: something in double quotes, or something between spaces.</summary>
internal readonly record struct SearchPart(string Text, bool IsQuoted, bool IsExcluded)
{
    public static IEnumerable<SearchPart> Split(string text)
    {
        var position = 0;
        while (position < text.Length)
        {
            if (char.IsWhiteSpace(text[position]))
            {
                position++;
                continue;
            }

            var isExcluded = text[position] == '-';
            if (isExcluded) position++;
            var isQuoted = position < text.Length && text[position] == '"' && text.IndexOf('"', position + 1) > 0;
            if (isQuoted) position++;
            var end = isQuoted ? text.IndexOf('"', position) : EndOfWord(text, position);
            yield return new SearchPart(text[position..end], isQuoted, isExcluded);
            position = isQuoted ? end + 1 : end;
        }
    }

    // A quote begins a phrase also in the middle of a word, unless nothing closes it.
    private static int EndOfWord(string text, int position)
    {
        for (var index = position; index < text.Length; index++)
        {
            if (char.IsWhiteSpace(text[index])) return index;
            if (text[index] == '"' && index > position && text.IndexOf('"', index + 1) > 0) return index;
        }

        return text.Length;
    }
}
