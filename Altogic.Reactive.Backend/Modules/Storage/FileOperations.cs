using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Backend.Stores.Sqlite.Storage;

namespace Altogic.Reactive.Backend.Modules.Storage;

/// <summary>The operations on files that do not bring content (storage §1.3).</summary>
internal sealed class FileOperations(StorageContext context)
{
    private const int IdLength = 24;

    /// <summary>An id that nobody can guess: it is all that an address of a file consists of.</summary>
    public static string NewId() => RandomNumberGenerator.GetHexString(IdLength, lowercase: true);

    public bool Exists(string bucket, string file) => context.Store.Read(db =>
        StorageContext.FindBucket(db, bucket) is { } row && StorageContext.FindFile(db, row, file) is not null);

    public FileRow Get(string bucket, string file) => context.Store.Read(db => StorageContext.RequireFile(db, bucket, file));

    /// <summary>The file behind an address that everybody may open.</summary>
    /// <exception cref="ApiException">404 when there is none, 403 when it is private.</exception>
    public FileRow GetPublic(string bucketId, string fileId)
    {
        if (!ObjectId.IsValid(bucketId) || !ObjectId.IsValid(fileId)) throw StorageErrors.InvalidIdentifier();
        var file = context.Store.Read(db => FileTable.Get(db, fileId.ToLowerInvariant()));
        if (file is null || !string.Equals(file.BucketId, bucketId, StringComparison.OrdinalIgnoreCase)) throw StorageErrors.InvalidIdentifier();
        return file.IsPublic ? file : throw StorageErrors.NotPublic();
    }

    /// <summary>Opens the content; when it was replaced in this very moment, the new one, if the caller may have that as well.</summary>
    /// <param name="find">Finds the file and checks everything that the caller needs for it. Asked again after a replacement.</param>
    /// <exception cref="ApiException">What <paramref name="find"/> throws; 500 when the disk has lost the content.</exception>
    public (FileRow Row, FileStream Content) Open(Func<FileRow> find)
    {
        string? gone = null;
        while (true)
        {
            var row = find();
            if (row.Blob == gone)
            {
                StorageLog.ContentMissing(context.Log, gone);
                throw new ApiException(500, "content_missing", "The content of the file is missing on the server.");
            }

            if (context.Blobs.TryOpen(row.Blob) is { } content) return (row, content);
            gone = row.Blob;
        }
    }

    public Task<JsonObject> SetVisibilityAsync(string bucket, string file, bool isPublic) => UpdateAsync(bucket, file, null, isPublic, null);

    public Task<JsonObject> RenameAsync(string bucket, string file, string newName) => UpdateAsync(bucket, file, newName, null, null);

    public Task<JsonObject> AddTagsAsync(string bucket, string file, IReadOnlyList<string> tags) =>
        ChangeAsync(bucket, file, (_, row) => row.Document["tags"] = Tags.With(row.Document, tags));

    public Task<JsonObject> RemoveTagsAsync(string bucket, string file, IReadOnlyList<string> tags) =>
        ChangeAsync(bucket, file, (_, row) => row.Document["tags"] = Tags.Without(row.Document, tags));

    /// <param name="bucket">Name or id.</param>
    /// <param name="file">Name or id.</param>
    /// <param name="newName">Null leaves it.</param>
    /// <param name="isPublic">Null leaves it.</param>
    /// <param name="tags">Null leaves them.</param>
    public Task<JsonObject> UpdateAsync(string bucket, string file, string? newName, bool? isPublic, IReadOnlyList<string>? tags) =>
        ChangeAsync(bucket, file, (db, row) =>
        {
            if (newName is not null) Rename(db, row, newName);
            if (isPublic is { } visibility) row.Document["isPublic"] = visibility;
            if (tags is not null) row.Document["tags"] = Tags.ToJson(tags);
        });

    public Task<JsonObject> DuplicateAsync(string bucket, string file, string? name, string? userId)
    {
        var template = name is null ? null : StorageNames.File(name, "duplicateName");
        return context.Store.WriteAsync(db =>
        {
            var row = StorageContext.RequireFile(db, bucket, file);
            return Copy(db, row, row.BucketId, template ?? row.Name, userId);
        });
    }

    public Task<JsonObject> CopyAsync(string bucket, string file, string target, string? userId) => context.Store.WriteAsync(db =>
    {
        var row = StorageContext.RequireFile(db, bucket, file);
        return Copy(db, row, StorageContext.RequireBucket(db, target).Id, row.Name, userId);
    });

    public Task<JsonObject> MoveAsync(string bucket, string file, string target) => ChangeAsync(bucket, file, (db, row) =>
    {
        var to = StorageContext.RequireBucket(db, target);
        if (to.Id == row.BucketId) return;
        context.RequireRoom(db, to.Id, files: 1, bytes: 0);
        row.Document["fileName"] = StorageContext.FreeName(db, to.Id, row.Name);
        row.Document["bucketId"] = to.Id;
        row.Document["publicPath"] = context.PublicPath(to.Id, row.Id);
    });

    public async Task DeleteAsync(string bucket, string file) =>
        context.Remove(await context.Store.DeleteAsync(db => Delete(db, StorageContext.RequireFile(db, bucket, file))));

    /// <summary>Names and ids that nothing has are passed over.</summary>
    public async Task DeleteManyAsync(string bucket, IReadOnlyList<string> files)
    {
        var row = context.Store.Read(db => StorageContext.RequireBucket(db, bucket));
        await Parts.OfAsync(files.Distinct(StringComparer.Ordinal), async part =>
        {
            context.Remove(await context.Store.DeleteAsync(db =>
            {
                var freed = new List<string>();
                foreach (var file in part)
                    if (StorageContext.FindFile(db, row, file) is { } found) freed.AddRange(Delete(db, found));
                return freed;
            }));
            return part.Length;
        });
    }

    public async Task DeleteByUrlAsync(string url) => context.Remove(await context.Store.DeleteAsync(db =>
    {
        var file = PublicPaths.Parse(url) is { } place && FileTable.Get(db, place.FileId) is { } found && found.BucketId == place.BucketId ? found : null;
        return Delete(db, file ?? throw StorageErrors.FileNotFound(url));
    }));

    private static void Rename(DbSession db, FileRow row, string newName)
    {
        var name = StorageNames.File(newName, "newName");
        if (name == row.Name) return;
        if (FileTable.Exists(db, row.BucketId, name)) throw StorageErrors.FileExists(name);
        row.Document["fileName"] = name;
    }

    private static string[] Delete(DbSession db, FileRow row)
    {
        FileTable.Delete(db, row);
        return FileTable.IsReferenced(db, row.Blob) ? [] : [row.Blob];
    }

    private JsonObject Copy(DbSession db, FileRow row, string bucketId, string name, string? userId)
    {
        context.RequireRoom(db, bucketId, files: 1, row.Size);
        var (id, now) = (NewId(), context.Now);
        var document = (JsonObject)row.Document.DeepClone();
        document["_id"] = id;
        document["bucketId"] = bucketId;
        document["fileName"] = StorageContext.FreeName(db, bucketId, name);
        document["publicPath"] = context.PublicPath(bucketId, id);
        document["uploadedAt"] = now;
        document["updatedAt"] = now;
        document.Remove("userId");
        if (userId is not null) document["userId"] = userId;
        FileTable.Insert(db, row with { Id = id, Document = document });
        return document;
    }

    private Task<JsonObject> ChangeAsync(string bucket, string file, Action<DbSession, FileRow> change) => context.Store.WriteAsync(db =>
    {
        var before = StorageContext.RequireFile(db, bucket, file);
        var after = before with { Document = (JsonObject)before.Document.DeepClone() };
        change(db, after);
        after.Document["updatedAt"] = context.Now;
        FileTable.Replace(db, before, after);
        return after.Document;
    });
}
