using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Backend.Stores.Sqlite.Storage;

namespace Altogic.Reactive.Backend.Modules.Storage;

/// <summary>The operations on buckets (storage §1.3).</summary>
internal sealed class BucketOperations(StorageContext context)
{
    public async Task<JsonObject> CreateAsync(string name, bool isPublic, IReadOnlyList<string> tags, string? userId)
    {
        var checkedName = StorageNames.Bucket(name, "name");
        return (await context.Store.WriteAsync(db => Create(db, checkedName, isPublic, tags, userId))).Document;
    }

    /// <summary>Makes the buckets of the app definition and <c>root</c>; those that are there stay as they are.</summary>
    public static void Ensure(DbSession db, StorageContext context, IEnumerable<BucketDefinition> definitions)
    {
        foreach (var definition in definitions.Prepend(new BucketDefinition { Name = StorageNames.Root }))
            if (BucketTable.ByName(db, StorageNames.Normalise(definition.Name)) is null)
                Insert(db, context, StorageNames.Normalise(definition.Name), definition.IsPublic, [], null);
    }

    public BucketRow Create(DbSession db, string checkedName, bool isPublic, IReadOnlyList<string> tags, string? userId)
    {
        if (BucketTable.ByName(db, checkedName) is not null) throw StorageErrors.BucketExists(checkedName);
        if (BucketTable.Count(db) >= context.Limits.Buckets) throw StorageErrors.TooManyBuckets(context.Limits.Buckets);
        return Insert(db, context, checkedName, isPublic, tags, userId);
    }

    public bool Exists(string bucket) => context.Store.Read(db => StorageContext.FindBucket(db, bucket) is not null);

    public JsonObject Get(string bucket) => context.Store.Read(db => StorageContext.RequireBucket(db, bucket).Document);

    /// <summary>The same with numbers about its files, each of which is looked at.</summary>
    public Task<JsonObject> GetDetailedAsync(string bucket, CancellationToken cancel) => context.Store.QueryAsync(
        db =>
        {
            var row = StorageContext.RequireBucket(db, bucket);
            row.Document["stats"] = StorageStatistics.OfBucket(db, row.Id);
            return row.Document;
        },
        cancel);

    /// <summary>Deletes the files that the bucket has now; those that come meanwhile stay.</summary>
    public async Task EmptyAsync(string bucket)
    {
        var (row, last) = context.Store.Read(db => StorageContext.RequireBucket(db, bucket) is var found ? (found, FileTable.LastOf(db, found.Id)) : default);
        await Parts.UntilNoneAsync(() => DeletePartAsync(row.Id, last, whenEmpty: null));
    }

    /// <summary>Deletes all files and, with the last of them, the bucket. When it ends before that, the bucket is still there.</summary>
    public async Task DeleteAsync(string bucket)
    {
        var row = context.Store.Read(db => StorageContext.RequireBucket(db, bucket));
        if (row.Name == StorageNames.Root) throw StorageErrors.RootBucket("The bucket root cannot be deleted.");
        await Parts.UntilNoneAsync(() => DeletePartAsync(row.Id, long.MaxValue, Remove));

        static void Remove(DbSession db, string id)
        {
            BucketTable.Delete(db, id);
            UsageTable.Clear(db, id);
        }
    }

    public Task<JsonObject> RenameAsync(string bucket, string newName) => UpdateAsync(bucket, newName, null, null, false);

    public Task<JsonObject> SetVisibilityAsync(string bucket, bool isPublic, bool includeFiles) => UpdateAsync(bucket, null, isPublic, null, includeFiles);

    public Task<JsonObject> AddTagsAsync(string bucket, IReadOnlyList<string> tags) =>
        ChangeAsync(bucket, (_, row) => row.Document["tags"] = Tags.With(row.Document, tags));

    public Task<JsonObject> RemoveTagsAsync(string bucket, IReadOnlyList<string> tags) =>
        ChangeAsync(bucket, (_, row) => row.Document["tags"] = Tags.Without(row.Document, tags));

    /// <param name="bucket">Name or id.</param>
    /// <param name="newName">Null leaves it.</param>
    /// <param name="isPublic">Null leaves it.</param>
    /// <param name="tags">Null leaves them.</param>
    /// <param name="includeFiles">Whether <paramref name="isPublic"/> holds for the files as well.</param>
    public async Task<JsonObject> UpdateAsync(string bucket, string? newName, bool? isPublic, IReadOnlyList<string>? tags, bool includeFiles)
    {
        var changed = await ChangeAsync(bucket, (db, row) =>
        {
            if (newName is not null) Rename(db, row, newName);
            if (isPublic is { } visibility) row.Document["isPublic"] = visibility;
            if (tags is not null) row.Document["tags"] = Tags.ToJson(tags);
        });

        // Files that come from now on take the visibility of the bucket.
        if (isPublic is { } files && includeFiles) await SetVisibilityOfFilesAsync((string)changed["_id"]!, files);
        return changed;
    }

    private static void Rename(DbSession db, BucketRow row, string newName)
    {
        if (row.Name == StorageNames.Normalise(newName)) return;
        if (row.Name == StorageNames.Root) throw StorageErrors.RootBucket("The bucket root cannot be renamed.");
        var name = StorageNames.Bucket(newName, "newName");
        if (BucketTable.ByName(db, name) is not null) throw StorageErrors.BucketExists(name);
        row.Document["name"] = name;
    }

    private static BucketRow Insert(DbSession db, StorageContext context, string name, bool isPublic, IReadOnlyList<string> tags, string? userId)
    {
        var (id, now) = (context.Ids.Next(), context.Now);
        var document = new JsonObject
        {
            ["_id"] = id,
            ["name"] = name,
            ["isPublic"] = isPublic,
            ["createdAt"] = now,
            ["updatedAt"] = now,
            ["tags"] = Tags.ToJson(tags),
        };
        if (userId is not null) document["userId"] = userId;
        var row = new BucketRow(id, document);
        BucketTable.Insert(db, row);
        return row;
    }

    private async Task<int> DeletePartAsync(string bucketId, long last, Action<DbSession, string>? whenEmpty)
    {
        var (count, freed) = await context.Store.DeleteAsync(db =>
        {
            var blobs = FileTable.DeleteOfBucket(db, bucketId, last, Parts.Size);
            if (blobs.Count < Parts.Size) whenEmpty?.Invoke(db, bucketId);
            return (blobs.Count, blobs.Distinct(StringComparer.Ordinal).Where(blob => !FileTable.IsReferenced(db, blob)).ToList());
        });
        context.Remove(freed);
        return count;
    }

    /// <summary>The files are looked for on a reader, so that the writer only writes.</summary>
    private async Task SetVisibilityOfFilesAsync(string bucketId, bool isPublic)
    {
        var after = 0L;
        await Parts.UntilNoneAsync(async () =>
        {
            var places = await context.Store.QueryAsync(db => FileTable.WithOtherVisibility(db, bucketId, isPublic, after, Parts.Size));
            if (places.Count == 0) return 0;
            after = places[^1];
            await context.Store.WriteAsync(db =>
            {
                FileTable.SetVisibility(db, bucketId, places, isPublic, context.Now);
                return true;
            });
            return places.Count;
        });
    }

    private Task<JsonObject> ChangeAsync(string bucket, Action<DbSession, BucketRow> change) => context.Store.WriteAsync(db =>
    {
        var row = StorageContext.RequireBucket(db, bucket);
        change(db, row);
        row.Document["updatedAt"] = context.Now;
        BucketTable.Replace(db, row);
        return row.Document;
    });
}
