namespace Altogic.Reactive.Internal.Sessions;

/// <summary>A small file for one user, replaced as a whole. Several processes may do so at once.</summary>
internal sealed class OwnerOnlyFile(string path)
{
    private const int Tries = 20;

    public string Path => path;

    /// <summary>The content; null when there is no file.</summary>
    public byte[]? Read()
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var content = new MemoryStream();
            stream.CopyTo(content);
            return content.ToArray();
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Writes a new file beside the old one, onto the disk, and puts it in its place.</summary>
    public void Replace(byte[] content)
    {
        var folder = System.IO.Path.GetDirectoryName(path)!;
        OwnerOnly.CreateFolder(folder);
        var temporary = OwnerOnly.Write(folder, content);
        try
        {
            Retry(() => OwnerOnly.Move(temporary, path));
        }
        catch
        {
            Discard(temporary);
            throw;
        }
    }

    /// <summary>Removes what could not be finished: a part of a session belongs to nobody. What went wrong before matters more than this.</summary>
    public static void Discard(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // whoever calls has a failure to tell already
        }
    }

    /// <summary>Removes the file, if there is one.</summary>
    public void Delete()
    {
        try
        {
            Retry(() => File.Delete(path));
        }
        catch (DirectoryNotFoundException)
        {
            // no folder, no file
        }
    }

    /// <summary>Windows refuses while another process reads or replaces the same file, which takes it microseconds.</summary>
    private static void Retry(Action action)
    {
        var wait = new SpinWait();
        for (var left = Tries; ; left--)
        {
            try
            {
                action();
                return;
            }
            catch (Exception exception) when (left > 1 && IsBusy(exception))
            {
                wait.SpinOnce();
            }
        }
    }

    private static bool IsBusy(Exception exception) =>
        DataProtection.IsAvailable && exception is UnauthorizedAccessException or IOException { InnerException: null }
        && exception is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException);
}
