namespace Altogic.Reactive.Internal.Expressions;

/// <summary>Rules for field names in expressions: segments of letters, digits and underscores, joined by dots (expressions §2).</summary>
internal static class FieldPath
{
    private static readonly HashSet<string> Reserved =
        new(["this", "lookup", "true", "false", "null", "undefined", "TRUE", "FALSE"], StringComparer.Ordinal);

    public static bool IsIdentifier(string name)
    {
        if (name.Length == 0 || !(char.IsLetter(name[0]) || name[0] == '_')) return false;
        foreach (var c in name)
            if (!IsIdentifierPart(c)) return false;
        return true;
    }

    public static bool IsIdentifierPart(char c) => c == '_' || char.IsLetterOrDigit(c);

    /// <summary>Whether the text is one field or a dotted path; <c>$</c> stands for every item of a list.</summary>
    public static bool IsPath(string path)
    {
        foreach (var segment in path.Split('.'))
            if (segment != "$" && !IsIdentifier(segment)) return false;
        return true;
    }

    /// <summary>Makes a field whose name means something else at the start of a path reachable.</summary>
    public static string Rooted(string path)
    {
        var end = path.IndexOf('.');
        var first = end < 0 ? path : path.Substring(0, end);
        return Reserved.Contains(first) ? "this." + path : path;
    }
}
