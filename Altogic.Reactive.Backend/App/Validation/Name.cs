namespace Altogic.Reactive.Backend.App.Validation;

/// <summary>Names that the expression language can say.</summary>
internal static class Name
{
    private const int Longest = 64;

    /// <summary>A letter or underscore, then letters, digits and underscores; all ASCII.</summary>
    public static bool IsIdentifier(string name) =>
        name.Length is > 0 and <= Longest
        && (char.IsAsciiLetter(name[0]) || name[0] == '_')
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
