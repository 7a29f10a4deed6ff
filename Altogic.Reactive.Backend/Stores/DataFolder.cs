namespace Altogic.Reactive.Backend.Stores;

/// <summary>The data folder, held by this process alone until it is disposed.</summary>
internal sealed class DataFolder : IDisposable
{
    public const string RunningFileName = "running.json";
    private readonly FileStream _lock;
    private readonly bool _temporary;

    private DataFolder(string path, FileStream hold, bool temporary) => (Path, _lock, _temporary) = (path, hold, temporary);

    public string Path { get; }

    public string DatabaseFile => In("altogic.db");

    public string KeysFile => In("keys.json");

    public string OutboxDirectory => In("outbox");

    /// <summary>The contents of stored files.</summary>
    public string FilesDirectory => In("files");

    /// <summary>Tells commands on the same machine how to reach the backend that uses the folder.</summary>
    public string RunningFile => In(RunningFileName);

    /// <param name="path">The folder, created when missing; null makes a temporary one.</param>
    /// <exception cref="BackendStartException">The folder cannot be used.</exception>
    public static DataFolder Open(string? path)
    {
        var full = path is null
            ? System.IO.Path.Combine(System.IO.Path.GetTempPath(), "altogic-" + Guid.NewGuid().ToString("N"))
            : System.IO.Path.GetFullPath(path);
        try
        {
            PrivateFiles.CreateDirectory(full);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BackendStartException($"The data folder {full} cannot be created: {e.Message} Choose another one with --data DIR.", e);
        }

        var folder = new DataFolder(full, Lock(full), temporary: path is null);
        // a run that was killed says no more where a backend can be reached
        File.Delete(folder.RunningFile);
        return folder;
    }

    public string In(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        _lock.Dispose();
        if (_temporary) Directory.Delete(Path, recursive: true);
    }

    private static FileStream Lock(string folder)
    {
        var file = System.IO.Path.Combine(folder, ".lock");
        try
        {
            return PrivateFiles.Hold(file);
        }
        catch (IOException e) when (IsHeldByAnother(e))
        {
            throw new DataFolderInUseException(folder, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BackendStartException(
                $"The data folder {folder} is not writable: {e.Message} Change its rights, or choose another one with --data DIR.", e);
        }
    }

    // EAGAIN of Linux and of macOS, and the sharing violation of Windows.
    private static bool IsHeldByAnother(IOException e) => (e.HResult & 0xFFFF) is 11 or 35 or 32;
}
