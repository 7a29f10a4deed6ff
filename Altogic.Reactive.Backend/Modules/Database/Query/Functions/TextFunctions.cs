using Altogic.Reactive.Backend.Modules.Database.Query.Values;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Functions;

/// <summary>Searching in texts (expressions §8.3).</summary>
internal static class TextFunctions
{
    public static IEnumerable<FunctionDefinition> All { get; } =
    [
        new("STARTSWITH(main, search)", StartsWith),
        new("ENDSWITH(main, search)", EndsWith),
        new("INCLUDES(main, search, [caseSensitive])", Includes),
        new("CHARINDEX(main, search, [start])", CharIndex),
        new("LASTINDEXOF(main, search)", LastIndexOf),
        new("LENGTH(text)", Length) { Aliases = ["LEN"] },
    ];

    private static bool AreTexts(in Value a, in Value b) => a.Kind == ValueKind.Text && b.Kind == ValueKind.Text;

    private static Value StartsWith(in Value main, in Value search)
    {
        if (!AreTexts(main, search)) return Value.Null;
        if (main.TryGetUtf8(out var mainUtf8) && search.TryGetUtf8(out var searchUtf8)) return Value.Of(mainUtf8.StartsWith(searchUtf8));
        return Value.Of(main.Text.StartsWith(search.Text, StringComparison.Ordinal));
    }

    private static Value EndsWith(in Value main, in Value search)
    {
        if (!AreTexts(main, search)) return Value.Null;
        return Value.Of(main.Text.EndsWith(search.Text, StringComparison.Ordinal));
    }

    private static Value Includes(in Value main, in Value search, in Value caseSensitive)
    {
        if (main.Kind == ValueKind.List) return Value.Of(MembershipFunctions.IsIn(main, search));
        if (!AreTexts(main, search)) return Value.Null;
        if (caseSensitive.IsNothing || caseSensitive.IsTrue) return Value.Of(main.Text.Contains(search.Text, StringComparison.Ordinal));
        return Value.Of(main.Text.ToLowerInvariant().Contains(search.Text.ToLowerInvariant(), StringComparison.Ordinal));
    }

    private static Value CharIndex(in Value main, in Value search, in Value start)
    {
        if (!AreTexts(main, search)) return Value.Null;
        var first = 0;
        if (!start.IsNothing && !Conversions.TryToInt(start, out first)) return Value.Null;
        var text = main.Text;
        var from = CodePoints.ToIndex(text, Math.Max(0, first));
        var index = text.IndexOf(search.Text, from, StringComparison.Ordinal);
        return Value.Of(index < 0 ? -1L : CodePoints.FromIndex(text, index));
    }

    private static Value LastIndexOf(in Value main, in Value search)
    {
        if (!AreTexts(main, search)) return Value.Null;
        var text = main.Text;
        var index = text.LastIndexOf(search.Text, StringComparison.Ordinal);
        return Value.Of(index < 0 ? -1L : CodePoints.FromIndex(text, index));
    }

    private static Value Length(in Value value) => value.Kind switch
    {
        ValueKind.Text => Value.Of((long)CodePoints.Count(value.Text)),
        ValueKind.List => Value.Of((long)value.Count),
        _ => Value.Null,
    };
}
