namespace Altogic.Reactive.Examples.Files;

/// <summary>A folder with made-up files, gone at the end.</summary>
internal sealed class WorkFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("files-");

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>A text, or 40 MB of noise.</summary>
    public string Make(string name)
    {
        var path = PathOf(name);
        if (name.EndsWith(".txt", StringComparison.Ordinal))
        {
            File.WriteAllText(path, "Tuesday: sun, sand, a lighthouse.");
            return path;
        }

        var random = new Random(1);
        var piece = new byte[1_000_000];
        using var file = File.Create(path);
        for (var n = 0; n < 40; n++)
        {
            random.NextBytes(piece);
            file.Write(piece);
        }

        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
