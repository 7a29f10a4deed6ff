using System.Globalization;
using System.Text;
using Altogic.Reactive.Backend.Modules.Database.Query.Values;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Functions;

/// <summary>Texts changed and joined (expressions §8.3). A result that would grow too large is null.</summary>
internal static class TextShapeFunctions
{
    public static IEnumerable<FunctionDefinition> All { get; } =
    [
        new("TOLOWER(text)", (in Value text) => OnText(text, value => value.ToLowerInvariant())) { Aliases = ["LOWER"] },
        new("TOUPPER(text)", (in Value text) => OnText(text, value => value.ToUpperInvariant())) { Aliases = ["UPPER"] },
        new("PROPERCASE(text)", (in Value text) => OnText(text, ToProperCase)),
        new("CONCAT(t1, …)", Concat),
        new("REPLACE(text, old, new)", (in Value text, in Value old, in Value with) => Replace(text, old, with, everywhere: false)),
        new("REPLACEALL(text, old, new)", (in Value text, in Value old, in Value with) => Replace(text, old, with, everywhere: true)),
        new("REPEAT(text, count)", Repeat),
        new("PADLEFT(text, length, [character])", (in Value text, in Value length, in Value c) => Pad(text, length, c, atStart: true)),
        new("PADRIGHT(text, length, [character])", (in Value text, in Value length, in Value c) => Pad(text, length, c, atStart: false)),
    ];

    private static Value OnText(in Value text, Func<string, string> body) =>
        text.Kind == ValueKind.Text ? Value.Of(body(text.Text)) : Value.Null;

    private static string ToProperCase(string text)
    {
        var result = new StringBuilder(text.Length);
        var isStart = true;
        foreach (var rune in text.EnumerateRunes())
        {
            result.Append((isStart ? Rune.ToUpperInvariant(rune) : Rune.ToLowerInvariant(rune)).ToString());
            isStart = !Rune.IsLetterOrDigit(rune) && rune.Value != '\'' && Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark;
        }

        return result.ToString();
    }

    private static Value Concat(ReadOnlySpan<Value> arguments)
    {
        var joined = new StringBuilder();
        foreach (ref readonly var argument in arguments)
        {
            joined.Append(Conversions.ToText(argument));
            if (joined.Length > Value.MaxSize) return Value.Null;
        }

        return Value.Of(joined.ToString());
    }

    private static Value Replace(in Value text, in Value old, in Value with, bool everywhere)
    {
        if (text.Kind != ValueKind.Text || old.Kind != ValueKind.Text || with.Kind != ValueKind.Text) return Value.Null;
        var (main, search, replacement) = (text.Text, old.Text, with.Text);
        if (search.Length == 0) return text;
        var first = main.IndexOf(search, StringComparison.Ordinal);
        if (first < 0) return text;
        if (!everywhere) return Value.Of(string.Concat(main.AsSpan(0, first), replacement, main.AsSpan(first + search.Length)));

        var places = main.AsSpan().Count(search);
        var length = main.Length + (long)places * (replacement.Length - search.Length);
        return length > Value.MaxSize ? Value.Null : Value.Of(main.Replace(search, replacement, StringComparison.Ordinal));
    }

    private static Value Repeat(in Value text, in Value count)
    {
        if (text.Kind != ValueKind.Text || !Conversions.TryToInt(count, out var times)) return Value.Null;
        var part = text.Text;
        if (times <= 0 || part.Length == 0) return Value.Of("");
        return (long)part.Length * times > Value.MaxSize ? Value.Null : Value.Of(new StringBuilder().Insert(0, part, times).ToString());
    }

    private static Value Pad(in Value text, in Value length, in Value character, bool atStart)
    {
        if (text.Kind != ValueKind.Text || !Conversions.TryToInt(length, out var wanted)) return Value.Null;
        var fill = character.IsNothing ? " " : character.Kind == ValueKind.Text ? CodePoints.Slice(character.Text, 0, 1) : "";
        if (fill.Length == 0) return Value.Null;
        var missing = wanted - CodePoints.Count(text.Text);
        if (missing <= 0) return text;
        var padding = Repeat(Value.Of(fill), Value.Of((long)missing));
        if (padding.IsNothing) return Value.Null;
        return atStart ? Arithmetic.Concatenate(padding.Text, text.Text) : Arithmetic.Concatenate(text.Text, padding.Text);
    }
}
