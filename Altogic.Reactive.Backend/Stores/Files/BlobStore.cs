using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;

namespace Altogic.Reactive.Backend.Stores.Files;

/// <summary>
/// The contents of files, each in a file of its own under a random name, spread over 256 folders that are made when first needed. What clients
/// call their files is only data in the database and never reaches the disk.
/// </summary>
internal sealed class BlobStore
{
    private const int IdLength = 32;
    private const int Shards = 256;
    private readonly string _folder;
    private readonly string _temporary;
    private readonly Func<string, FileStream> _create;
    private readonly ConcurrentDictionary<string, bool> _durableFolders = new(StringComparer.Ordinal);

    private BlobStore(string folder, string temporary, Func<string, FileStream> create) => (_folder, _temporary, _create) = (folder, temporary, create);

    /// <param name="folder">Created when missing.</param>
    /// <param name="create">Makes a file that did not exist; null for the usual way.</param>
    public static BlobStore Open(string folder, Func<string, FileStream>? create = null)
    {
        var store = new BlobStore(folder, Path.Combine(folder, "tmp"), create ?? PrivateFiles.CreateFile);
        if (Directory.Exists(store._temporary)) return store;
        PrivateFiles.CreateDirectory(folder);
        DirectorySync.Flush(Path.GetDirectoryName(folder)!);
        PrivateFiles.CreateDirectory(store._temporary);
        return store;
    }

    public BlobWriter Create()
    {
        var id = RandomNumberGenerator.GetHexString(IdLength, lowercase: true);
        var temporary = Path.Combine(_temporary, id);
        return new BlobWriter(id, temporary, _create(temporary), PathOf(id), MakeFolder);
    }

    /// <summary>The content, to be read from any place; null when it is gone. It stays readable while it is open.</summary>
    public FileStream? TryOpen(string id)
    {
        try
        {
            return new FileStream(PathOf(id), new FileStreamOptions
            {
                Mode = FileMode.Open,
                Access = FileAccess.Read,
                Share = FileShare.Read | FileShare.Delete,
                Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
                BufferSize = 0,
            });
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public void Delete(string id)
    {
        if (Directory.Exists(FolderOf(id))) File.Delete(PathOf(id));
    }

    /// <summary>Removes what an interrupted run left behind; to be called before the first request.</summary>
    /// <param name="described">The ids between two prefixes that the database describes; the second prefix is null for the last ones.</param>
    public SweepReport Sweep(Func<string, string?, IReadOnlySet<string>> described)
    {
        var removed = 0;
        var missing = new List<string>();
        foreach (var file in Directory.EnumerateFiles(_temporary))
        {
            File.Delete(file);
            removed++;
        }

        for (var shard = 0; shard < Shards; shard++)
        {
            var known = described(ShardName(shard), shard + 1 < Shards ? ShardName(shard + 1) : null);
            var found = new HashSet<string>(StringComparer.Ordinal);
            foreach (var file in FilesOf(Path.Combine(_folder, ShardName(shard))))
            {
                if (found.Add(Path.GetFileName(file)) && known.Contains(Path.GetFileName(file))) continue;
                File.Delete(file);
                removed++;
            }

            missing.AddRange(known.Where(id => !found.Contains(id)));
        }

        return new SweepReport(removed, missing);
    }

    private static string ShardName(int shard) => shard.ToString("x2", CultureInfo.InvariantCulture);

    private static IEnumerable<string> FilesOf(string folder) => Directory.Exists(folder) ? Directory.EnumerateFiles(folder) : [];

    // Nobody relies on a folder before it is known to be on the disk, not even who finds it made by another.
    private void MakeFolder(string folder)
    {
        if (_durableFolders.ContainsKey(folder)) return;
        PrivateFiles.CreateDirectory(folder);
        DirectorySync.Flush(_folder);
        _durableFolders.TryAdd(folder, true);
    }

    private string FolderOf(string id) => Path.Combine(_folder, id[..2]);

    private string PathOf(string id) => Path.Combine(FolderOf(id), id);
}

/// <param name="Removed">Files that nothing describes.</param>
/// <param name="Missing">Ids that are described but not there.</param>
internal sealed record SweepReport(int Removed, IReadOnlyList<string> Missing);
