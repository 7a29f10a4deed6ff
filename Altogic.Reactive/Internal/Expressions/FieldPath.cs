namespace Altogic.Reactive.Internal.Expressions;

/// <summary>Rules for field names in expressions: segments of letters, digits and underscores, joined by dots (expressions §2).</summary>
internal static class FieldPath
{
    private static readonly HashSet<string> Literals = new(["true", "false", "null", "undefined"], StringComparer.OrdinalIgnoreCase);

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
    public static string Rooted(string path) => First(path) is "this" or "lookup" ? "this." + path : RootedLiteral(path);

    /// <summary>The same for fields that are called like a literal; <c>this</c> and <c>lookup</c> keep their meaning.</summary>
    public static string RootedLiteral(string path) => Literals.Contains(First(path)) ? "this." + path : path;

    private static string First(string path)
    {
        var end = path.IndexOf('.');
        return end < 0 ? path : path.Substring(0, end);
    }
}
