using Altogic.Reactive.Backend.App.Loading;

namespace Altogic.Reactive.Backend.App.Validation;

/// <summary>Checks that several sections share.</summary>
internal static class ValueRules
{
    private const int LongestName = 100;

    /// <summary>An absolute http or https address; null is fine.</summary>
    public static void HttpUrl(DefinitionProblems problems, string path, string? url)
    {
        if (url is null || (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0)) return;
        problems.Add(path, $"\"{url}\" is not an address: write it like \"http://127.0.0.1:9000/path\".");
    }

    /// <summary>An absolute address of any scheme, for apps with a scheme of their own; null is fine.</summary>
    public static void AnyUrl(DefinitionProblems problems, string path, string? url)
    {
        if (url is null || (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is not ("file" or "javascript" or "data"))) return;
        problems.Add(path, $"\"{url}\" is not an address: write it like \"https://example.com/auth-redirect\" or \"myapp://auth-redirect\".");
    }

    public static void AtLeast(DefinitionProblems problems, string path, long? value, long least)
    {
        if (value < least) problems.Add(path, FormattableString.Invariant($"{value} is too small: it must be at least {least}."));
    }

    public static void Between(DefinitionProblems problems, string path, long? value, long least, long most)
    {
        if (value < least || value > most) problems.Add(path, FormattableString.Invariant($"{value} is out of range: it must be from {least} to {most}."));
    }

    /// <summary>Names that are there, printable and given once.</summary>
    public static void Names<T>(
        DefinitionProblems problems, string path, IReadOnlyList<T> items, Func<T, string?> nameOf, string what, StringComparer comparer, string? member = null)
    {
        var seen = new HashSet<string>(comparer);
        for (var i = 0; i < items.Count; i++)
        {
            var name = nameOf(items[i]);
            var place = At(path, i, member);
            if (string.IsNullOrWhiteSpace(name)) problems.Add(place, $"is empty: give the {what} a name.");
            else if (name.Length > LongestName || name.Any(char.IsControl)) problems.Add(place, $"cannot name a {what}: at most {LongestName} printable characters.");
            else if (!seen.Add(name)) problems.Add(place, $"the {what} \"{name}\" is there twice: keep one of them.");
        }
    }

    public static string At(string path, int index, string? member = null) =>
        FormattableString.Invariant($"{path}[{index}]") + (member is null ? "" : "." + member);
}
