namespace Altogic.Reactive.Examples.DesktopBoard;

/// <summary>The command line.</summary>
internal sealed record Options(string? Url, string? Key, string Folder, string? Trace)
{
    public const string Usage = "Usage: board [--url URL --key KEY] [--folder DIR] [--trace FILE]";
    private static readonly string[] Known = ["--url", "--key", "--folder", "--trace"];

    /// <summary>Null when it makes no sense.</summary>
    public static Options? Parse(string[] args)
    {
        var given = new Dictionary<string, string>();
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length || !Known.Contains(args[i])) return null;
            given[args[i]] = args[i + 1];
        }

        string? Of(string name) => given.TryGetValue(name, out var value) ? value : null;
        if (Of("--url") is null != Of("--key") is null) return null;
        return new Options(Of("--url"), Of("--key"), Path.GetFullPath(Of("--folder") ?? UsualFolder), Of("--trace"));
    }

    private static string UsualFolder =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "altogic-desktop-board");
}
