namespace Altogic.Reactive.Backend.Stores.Sqlite;

/// <summary>
/// Keeps a second backend out of the data folder, in this process or another one: it would bring a second connection that
/// writes and checkpoints. The system frees the lock when the process dies, however it dies.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <exception cref="StoreInUseException">Somebody else holds it.</exception>
    public static FolderLock Take(string path)
    {
        try
        {
            return new FolderLock(PrivateFiles.Hold(path));
        }
        catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException))
        {
            throw new StoreInUseException(
                $"The data folder '{Path.GetDirectoryName(path)}' is in use by another backend; stop it or name another folder.", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
