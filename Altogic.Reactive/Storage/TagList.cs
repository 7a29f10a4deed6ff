using Altogic.Reactive.Database;

namespace Altogic.Reactive.Storage;

/// <summary>Checks and copies tags.</summary>
internal static class TagList
{
    public static IReadOnlyList<string>? Of(IEnumerable<string>? tags)
    {
        if (tags is null) return null;
        string[] list = [.. tags];
        return list.Contains(null) ? throw new ArgumentException("No tag may be null.", nameof(tags)) : list;
    }

    public static IReadOnlyList<string> AtLeastOne(IEnumerable<string> tags) => Require.Items(tags, nameof(tags));
}
