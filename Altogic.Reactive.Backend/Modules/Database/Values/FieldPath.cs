namespace Altogic.Reactive.Backend.Modules.Database.Values;

/// <summary>Dotted paths into embedded objects, as they occur in keys of values and in update instructions.</summary>
internal static class FieldPath
{
    private const int MostSegments = 16;

    /// <summary>The segments; null when the text is no path (an empty segment, too many), and then names nothing.</summary>
    public static string[]? Split(string path)
    {
        var segments = path.Split('.');
        return segments.Length <= MostSegments && !Array.Exists(segments, segment => segment.Length == 0) ? segments : null;
    }
}
