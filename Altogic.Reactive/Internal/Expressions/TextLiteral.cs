using System.Globalization;
using System.Text;

namespace Altogic.Reactive.Internal.Expressions;

/// <summary>Writes text so that an expression reads it back as exactly that text (expressions §2).</summary>
internal static class TextLiteral
{
    /// <summary>
    /// A complete literal. Harmless text takes the single quotes of the samples; anything that needs an escape takes
    /// double quotes, inside which the escapes of JSON are the ones known to have worked.
    /// </summary>
    public static string Quote(string text)
    {
        if (IsPlain(text)) return "'" + text + "'";
        var builder = new StringBuilder(text.Length + 8).Append('"');
        Escape(builder, text, '"');
        return builder.Append('"').ToString();
    }

    /// <summary>The inside of a literal whose quotes stand elsewhere.</summary>
    public static void Escape(StringBuilder builder, string text, char delimiter)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\' || c == delimiter) builder.Append('\\').Append(c);
            else if (c < ' ') AppendControl(builder, c);
            else if (IsLoneSurrogate(text, i)) AppendCode(builder, c);
            else builder.Append(c);
        }
    }

    private static bool IsPlain(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '\'' or '\\' || c < ' ' || IsLoneSurrogate(text, i)) return false;
        }

        return true;
    }

    // UTF-8 has no form for half a pair; as an escape it survives the journey.
    private static bool IsLoneSurrogate(string text, int i)
    {
        if (char.IsHighSurrogate(text[i])) return i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]);
        return char.IsLowSurrogate(text[i]) && (i == 0 || !char.IsHighSurrogate(text[i - 1]));
    }

    private static void AppendControl(StringBuilder builder, char c)
    {
        switch (c)
        {
            case '\n': builder.Append("\\n"); break;
            case '\r': builder.Append("\\r"); break;
            case '\t': builder.Append("\\t"); break;
            case '\b': builder.Append("\\b"); break;
            case '\f': builder.Append("\\f"); break;
            default: AppendCode(builder, c); break;
        }
    }

    private static void AppendCode(StringBuilder builder, char c) =>
        builder.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
}
