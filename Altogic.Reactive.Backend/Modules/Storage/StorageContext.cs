using Altogic.Reactive.Backend.Modules.Database.Values;
using Altogic.Reactive.Backend.Stores.Files;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Backend.Stores.Sqlite.Storage;

namespace Altogic.Reactive.Backend.Modules.Storage;

/// <summary>What the parts of storage share.</summary>
internal sealed record StorageContext(
    SqliteDatabase Store, BlobStore Blobs, LimitsDefinition Limits, ObjectId Ids, TimeProvider Time, string EnvironmentId, ILogger Log)
{
    public long Milliseconds => Time.GetUtcNow().ToUnixTimeMilliseconds();

    public string Now => Timestamp.Of(Time.GetUtcNow());

    /// <summary>The bucket with this id, else the one with this name (storage §1.1); null when there is none.</summary>
    public static BucketRow? FindBucket(DbSession db, string nameOrId) =>
        (ObjectId.IsValid(nameOrId) ? BucketTable.Get(db, nameOrId.ToLowerInvariant()) : null)
        ?? BucketTable.ByName(db, StorageNames.Normalise(nameOrId));

    /// <exception cref="ApiException">400 <c>bucket_not_found</c></exception>
    public static BucketRow RequireBucket(DbSession db, string nameOrId) => FindBucket(db, nameOrId) ?? throw StorageErrors.BucketNotFound(nameOrId);

    /// <summary>The file of the bucket with this id, else the one with this name; null when there is none.</summary>
    public static FileRow? FindFile(DbSession db, BucketRow bucket, string nameOrId)
    {
        var file = ObjectId.IsValid(nameOrId) ? FileTable.Get(db, nameOrId.ToLowerInvariant()) : null;
        return file?.BucketId == bucket.Id ? file : FileTable.ByName(db, bucket.Id, StorageNames.Normalise(nameOrId));
    }

    /// <exception cref="ApiException">400 <c>bucket_not_found</c> or <c>file_not_found</c></exception>
    public static FileRow RequireFile(DbSession db, string bucket, string nameOrId) =>
        FindFile(db, RequireBucket(db, bucket), nameOrId) ?? throw StorageErrors.FileNotFound(nameOrId);

    /// <summary>A name that no file of the bucket has: the one given, or the one with a number. Any free number will do.</summary>
    public static string FreeName(DbSession db, string bucketId, string name)
    {
        if (!FileTable.Exists(db, bucketId, name)) return name;
        var free = 1;
        while (FileTable.Exists(db, bucketId, StorageNames.Variant(name, free))) free *= 2;
        for (var taken = free / 2; free - taken > 1;)
        {
            var middle = taken + ((free - taken) / 2);
            if (FileTable.Exists(db, bucketId, StorageNames.Variant(name, middle))) taken = middle;
            else free = middle;
        }

        return StorageNames.Variant(name, free);
    }

    /// <exception cref="ApiException">413 when another file, or more bytes, would be too much.</exception>
    public void RequireRoom(DbSession db, string bucketId, int files, long bytes)
    {
        if (bytes > Limits.FileBytes) throw StorageErrors.FileTooLarge(Limits.FileBytes);
        if (files > 0 && UsageTable.FilesOf(db, bucketId) + files > Limits.FilesPerBucket) throw StorageErrors.TooManyFiles(Limits.FilesPerBucket);
        if (Limits.StorageBytes is { } most && bytes > 0 && UsageTable.TotalBytes(db) + bytes > most) throw StorageErrors.StorageFull(most);
    }

    /// <summary>Where a file is read, without the address of the server, which may change.</summary>
    public string PublicPath(string bucketId, string fileId) => $"{PublicPaths.Prefix}{EnvironmentId}/{bucketId}/{fileId}";

    /// <summary>Removes contents that nothing describes any more; one that cannot be removed now is removed at the next start.</summary>
    public void Remove(IEnumerable<string> blobs)
    {
        foreach (var blob in blobs)
        {
            try
            {
                Blobs.Delete(blob);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                StorageLog.NotRemoved(Log, e, blob);
            }
        }
    }
}
