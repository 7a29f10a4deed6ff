using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Stores.Files;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Backend.Stores.Sqlite.Storage;

namespace Altogic.Reactive.Backend.Modules.Storage;

/// <summary>
/// Uploads and replacements: first the content, durably and under a name that nobody knows, then its description. A failure at any place
/// leaves nothing; a crash leaves at most a content without description, which the next start removes.
/// </summary>
internal sealed class Uploads(StorageContext context, BucketOperations buckets)
{
    private const int FormOverhead = 64 * 1024;

    /// <param name="request">Where it goes.</param>
    /// <param name="receive">Hands all bytes on, then tells what they are.</param>
    /// <param name="cancel">The client went away.</param>
    public async Task<JsonObject> UploadAsync(
        UploadRequest request, Func<UploadSink, CancellationToken, Task<UploadedContent>> receive, CancellationToken cancel)
    {
        var name = StorageNames.File(request.File, "fileName");
        var bucketName = CheckBucket(request);
        return await StoreAsync(receive, (db, blob, content) => Insert(db, request, bucketName, name, blob, content), cancel);
    }

    /// <summary>Gives a file new content; whoever reads the old one reads on.</summary>
    public async Task<JsonObject> ReplaceAsync(
        UploadRequest request, Func<UploadSink, CancellationToken, Task<UploadedContent>> receive, CancellationToken cancel)
    {
        var file = context.Store.Read(db => StorageContext.RequireFile(db, request.Bucket, request.File));
        CheckSize(request);
        var freed = new List<string>();
        var document = await StoreAsync(receive, (db, blob, content) => Replace(db, request, file.Id, blob, content, freed), cancel);
        context.Remove(freed);
        return document;
    }

    private async Task<JsonObject> StoreAsync(
        Func<UploadSink, CancellationToken, Task<UploadedContent>> receive, Func<DbSession, Blob, UploadedContent, JsonObject> describe, CancellationToken cancel)
    {
        await using var writer = context.Blobs.Create();
        var content = await receive(new UploadSink(writer, context.Limits.FileBytes), cancel);
        if (content.Digest is { } claimed && !claimed.AsSpan().SequenceEqual(writer.Digest)) throw StorageErrors.ChecksumMismatch();
        var blob = await writer.KeepAsync();
        try
        {
            return await context.Store.WriteAsync(db => describe(db, blob, content), CancellationToken.None);
        }
        catch
        {
            context.Remove([blob.Id]);
            throw;
        }
    }

    /// <summary>Refuses before the content is sent what would be refused afterwards. Gives the checked name of a bucket to be made.</summary>
    private string? CheckBucket(UploadRequest request)
    {
        CheckSize(request);
        var bucket = context.Store.Read(db =>
        {
            var found = StorageContext.FindBucket(db, request.Bucket);
            if (found is not null) context.RequireRoom(db, found.Id, files: 1, bytes: 0);
            return found;
        });
        if (bucket is null && !request.CreateBucket) throw StorageErrors.BucketNotFound(request.Bucket);
        return bucket is null ? StorageNames.Bucket(request.Bucket, "bucket") : null;
    }

    private void CheckSize(UploadRequest request)
    {
        if (request.Announced - FormOverhead > context.Limits.FileBytes) throw StorageErrors.FileTooLarge(context.Limits.FileBytes);
    }

    private JsonObject Insert(DbSession db, UploadRequest request, string? bucketName, string name, Blob blob, UploadedContent content)
    {
        var bucket = StorageContext.FindBucket(db, request.Bucket)
            ?? (bucketName is null ? throw StorageErrors.BucketNotFound(request.Bucket) : buckets.Create(db, bucketName, true, [], request.UserId));
        context.RequireRoom(db, bucket.Id, files: 1, blob.Length);
        var (id, now) = (FileOperations.NewId(), context.Now);
        var document = new JsonObject
        {
            ["_id"] = id,
            ["bucketId"] = bucket.Id,
            ["fileName"] = StorageContext.FreeName(db, bucket.Id, name),
            ["isPublic"] = request.IsPublic ?? bucket.IsPublic,
            ["size"] = blob.Length,
            ["encoding"] = content.Encoding,
            ["mimeType"] = content.MimeType,
            ["publicPath"] = context.PublicPath(bucket.Id, id),
            ["uploadedAt"] = now,
            ["updatedAt"] = now,
            ["tags"] = Tags.ToJson(request.Tags),
        };
        if (request.UserId is not null) document["userId"] = request.UserId;
        FileTable.Insert(db, new FileRow(id, document, blob.Id, blob.Digest, context.Milliseconds));
        return document;
    }

    private JsonObject Replace(DbSession db, UploadRequest request, string fileId, Blob blob, UploadedContent content, List<string> freed)
    {
        var before = FileTable.Get(db, fileId) ?? throw StorageErrors.FileNotFound(request.File);
        var bucket = BucketTable.Get(db, before.BucketId) ?? throw StorageErrors.BucketNotFound(request.Bucket);
        context.RequireRoom(db, bucket.Id, files: 0, blob.Length - before.Size);
        var document = (JsonObject)before.Document.DeepClone();
        document["isPublic"] = request.IsPublic ?? bucket.IsPublic;
        document["size"] = blob.Length;
        document["encoding"] = content.Encoding;
        document["mimeType"] = content.MimeType;
        document["updatedAt"] = context.Now;

        // HTTP dates have whole seconds: no two contents of a file share one, so that a date tells which of them it is about.
        var storedAt = Math.Max(context.Milliseconds, ((before.StoredAt / 1000) + 1) * 1000);
        FileTable.Replace(db, before, new FileRow(fileId, document, blob.Id, blob.Digest, storedAt));
        if (!FileTable.IsReferenced(db, before.Blob)) freed.Add(before.Blob);
        return document;
    }
}
