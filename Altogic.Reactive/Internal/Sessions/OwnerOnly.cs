#if NET
namespace Altogic.Reactive.Internal.Sessions;

/// <summary>Files and folders that nobody else may open: never created open and closed later.</summary>
internal static class OwnerOnly
{
    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void CreateFolder(string folder)
    {
        // folders that exist keep their rights: they are not ours
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else CreateWithParents(new DirectoryInfo(folder));
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static void CreateWithParents(DirectoryInfo folder)
    {
        // one by one: the platform gives the rights to the last folder only
        if (folder.Exists) return;
        if (folder.Parent is { } parent) CreateWithParents(parent);
        Directory.CreateDirectory(folder.FullName, FolderMode);
    }

    /// <summary>Writes a new file with a name of its own; returns its path.</summary>
    public static string Write(string folder, byte[] content)
    {
        var path = Path.Combine(folder, "." + Guid.NewGuid().ToString("N") + ".tmp");
        var options = new FileStreamOptions { Mode = System.IO.FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = FileMode;
        try
        {
            using var stream = new FileStream(path, options);
            stream.Write(content);
            stream.Flush(flushToDisk: true);
            return path;
        }
        catch
        {
            OwnerOnlyFile.Discard(path);
            throw;
        }
    }

    public static void Move(string source, string target) => File.Move(source, target, overwrite: true);
}
#endif
