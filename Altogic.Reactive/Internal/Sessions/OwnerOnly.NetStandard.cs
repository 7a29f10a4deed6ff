#if !NET
using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace Altogic.Reactive.Internal.Sessions;

/// <summary>The same for .NET Framework, Mono and Unity, which have no file modes: on Unix the C library sets them.</summary>
internal static class OwnerOnly
{
    private const uint FolderMode = 0x1C0; // 0700
    private const int AlreadyExists = 17;

    private static bool IsUnix { get; } = !RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    public static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder)) return;
        if (!IsUnix)
        {
            Directory.CreateDirectory(folder);
            return;
        }

        if (Path.GetDirectoryName(folder) is { Length: > 0 } parent) CreateFolder(parent);
        if (MakeFolder(Native(folder), FolderMode) != 0 && Marshal.GetLastWin32Error() != AlreadyExists)
            throw new IOException("The folder " + folder + " cannot be made.", new Win32Exception(Marshal.GetLastWin32Error()));
    }

    /// <summary>Writes a new file with a name of its own; returns its path.</summary>
    public static string Write(string folder, byte[] content)
    {
        var path = IsUnix ? CreateOnUnix(folder) : Path.Combine(folder, "." + Guid.NewGuid().ToString("N") + ".tmp");
        try
        {
            using var stream = new FileStream(path, IsUnix ? FileMode.Open : FileMode.CreateNew, FileAccess.Write, FileShare.None);
            stream.Write(content, 0, content.Length);
            stream.Flush(flushToDisk: true);
            return path;
        }
        catch
        {
            OwnerOnlyFile.Discard(path);
            throw;
        }
    }

    public static void Move(string source, string target)
    {
        if (IsUnix)
        {
            if (Rename(Native(source), Native(target)) != 0)
                throw new IOException("The file " + target + " cannot be replaced.", new Win32Exception(Marshal.GetLastWin32Error()));
            return;
        }

        if (File.Exists(target)) File.Replace(source, target, destinationBackupFileName: null);
        else File.Move(source, target);
    }

    /// <summary>mkstemp creates with 0600 and a name nobody else has.</summary>
    private static string CreateOnUnix(string folder)
    {
        var template = Native(Path.Combine(folder, ".session.XXXXXX"));
        var descriptor = MakeTemporary(template);
        if (descriptor < 0)
            throw new IOException("No file can be made in " + folder + ".", new Win32Exception(Marshal.GetLastWin32Error()));
        _ = Close(descriptor);
        return Encoding.UTF8.GetString(template, 0, template.Length - 1);
    }

    private static byte[] Native(string path) => Encoding.UTF8.GetBytes(path + "\0");

    [DllImport("libc", EntryPoint = "mkstemp", SetLastError = true)]
    private static extern int MakeTemporary(byte[] template);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int descriptor);

    [DllImport("libc", EntryPoint = "rename", SetLastError = true)]
    private static extern int Rename(byte[] source, byte[] target);

    [DllImport("libc", EntryPoint = "mkdir", SetLastError = true)]
    private static extern int MakeFolder(byte[] path, uint mode);
}
#endif
