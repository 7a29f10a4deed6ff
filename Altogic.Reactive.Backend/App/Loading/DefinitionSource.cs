namespace Altogic.Reactive.Backend.App.Loading;

/// <summary>Where a definition was read from, and in which line each of its parts stands.</summary>
internal sealed class DefinitionSource(string file)
{
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    public string File { get; } = file;

    public void Locate(string path, int line) => _lines.TryAdd(path, line);

    /// <summary>The line of <paramref name="path"/>, or of the nearest part around it.</summary>
    public int LineOf(string path)
    {
        while (path.Length > 0)
        {
            if (_lines.TryGetValue(path, out var line)) return line;
            path = path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))];
        }

        return _lines.GetValueOrDefault("", 1);
    }
}
