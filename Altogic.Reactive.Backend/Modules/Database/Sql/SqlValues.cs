using System.Text;
using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Backend.Modules.Database.Query.Values;

namespace Altogic.Reactive.Backend.Modules.Database.Sql;

/// <summary>Constants of expressions as values of SQL.</summary>
internal static class SqlValues
{
    /// <summary>Whether SQL can hold the text as it is: half a surrogate pair has no UTF-8.</summary>
    public static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }

        return true;
    }

    /// <summary>Whether the text could be mistaken for a list or an object, which SQLite hands out as JSON text.</summary>
    public static bool LooksLikeJson(string text) => text is ['[' or '{', ..];

    public static bool TryReadInstant(string text, out long milliseconds) => IsoDate.TryParse(text.AsSpan(), out milliseconds);

    /// <summary>The stored form of an instant.</summary>
    public static string ToStored(long milliseconds) => IsoDate.ToText(milliseconds);

    public static object Number(in Value value) => value.Kind switch
    {
        // As objects, or all of them would become decimal numbers.
        ValueKind.Boolean => (object)(value.Boolean ? 1L : 0L),
        ValueKind.Integer => value.Integer,
        ValueKind.Date => value.Milliseconds,
        _ => value.Number,
    };

    /// <summary>The least text behind all texts that start with <paramref name="prefix"/>; null when there is none.</summary>
    public static string? EndOfPrefix(string prefix)
    {
        var runes = prefix.EnumerateRunes().ToList();
        while (runes.Count > 0)
        {
            var last = runes[^1].Value;
            runes.RemoveAt(runes.Count - 1);
            if (last == 0x10FFFF) continue;
            var end = new StringBuilder();
            foreach (var rune in runes) end.Append(rune.ToString());
            return end.Append(new Rune(last == 0xD7FF ? 0xE000 : last + 1).ToString()).ToString();
        }

        return null;
    }
}
