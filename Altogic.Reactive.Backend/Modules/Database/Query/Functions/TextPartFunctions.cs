using Altogic.Reactive.Backend.Modules.Database.Query.Values;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Functions;

/// <summary>Parts of texts (expressions §8.3).</summary>
internal static class TextPartFunctions
{
    public static IEnumerable<FunctionDefinition> All { get; } =
    [
        new("LEFT(text, count)", (in Value text, in Value count) => OnText(text, count, (value, n) => CodePoints.Slice(value, 0, n))),
        new("RIGHT(text, count)", (in Value text, in Value count) => OnText(text, count, TakeLast)),
        new("SUBSTRING(text, start, [count])", Substring) { Aliases = ["MID"] },
        new("CHARAT(text, index)", CharAt),
        new("TRIM(text)", (in Value text) => OnText(text, value => value.Trim())),
        new("LTRIM(text)", (in Value text) => OnText(text, value => value.TrimStart())),
        new("RTRIM(text)", (in Value text) => OnText(text, value => value.TrimEnd())),
        new("SPLIT(text, separator)", Split),
    ];

    private static Value OnText(in Value text, Func<string, string> body) =>
        text.Kind == ValueKind.Text ? Value.Of(body(text.Text)) : Value.Null;

    private static Value OnText(in Value text, in Value count, Func<string, int, string> body) =>
        text.Kind == ValueKind.Text && Conversions.TryToInt(count, out var number) ? Value.Of(body(text.Text, Math.Max(0, number))) : Value.Null;

    private static string TakeLast(string text, int count)
    {
        var length = CodePoints.Count(text);
        return CodePoints.Slice(text, Math.Max(0, length - count), count);
    }

    private static Value Substring(in Value text, in Value start, in Value count)
    {
        if (text.Kind != ValueKind.Text || !Conversions.TryToInt(start, out var from)) return Value.Null;
        var length = int.MaxValue;
        if (!count.IsNothing && !Conversions.TryToInt(count, out length)) return Value.Null;
        return Value.Of(CodePoints.Slice(text.Text, Math.Max(0, from), Math.Max(0, length)));
    }

    private static Value CharAt(in Value text, in Value index)
    {
        if (text.Kind != ValueKind.Text || !Conversions.TryToInt(index, out var position) || position < 0) return Value.Null;
        var character = CodePoints.Slice(text.Text, position, 1);
        return character.Length == 0 ? Value.Null : Value.Of(character);
    }

    private static Value Split(in Value text, in Value separator)
    {
        if (text.Kind != ValueKind.Text || separator.Kind != ValueKind.Text) return Value.Null;
        var between = separator.Text;
        var parts = between.Length == 0 ? CodePoints.Split(text.Text) : text.Text.Split(between);
        return Value.Of([.. parts.Select(part => Value.Of(part))]);
    }
}
