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

    public JsonObject Get(string bucket, bool detailed) => context.Store.Read(db =>
    {
        var row = StorageContext.RequireBucket(db, bucket);
        if (detailed) row.Document["stats"] = StorageStatistics.OfBucket(db, row.Id);
        return row.Document;
    });

    public async Task EmptyAsync(string bucket) =>
        context.Remove(await context.Store.WriteAsync(db => DeleteFiles(db, StorageContext.RequireBucket(db, bucket))));

    public async Task DeleteAsync(string bucket) => context.Remove(await context.Store.WriteAsync(db =>
    {
        var row = StorageContext.RequireBucket(db, bucket);
        if (row.Name == StorageNames.Root) throw StorageErrors.RootBucket("The bucket root cannot be deleted.");
        BucketTable.Delete(db, row.Id);
        return DeleteFiles(db, row);
    }));

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
    public Task<JsonObject> UpdateAsync(string bucket, string? newName, bool? isPublic, IReadOnlyList<string>? tags, bool includeFiles) =>
        ChangeAsync(bucket, (db, row) =>
        {
            if (newName is not null) Rename(db, row, newName);
            if (isPublic is { } visibility) row.Document["isPublic"] = visibility;
            if (isPublic is { } files && includeFiles) FileTable.SetVisibility(db, row.Id, files, context.Now);
            if (tags is not null) row.Document["tags"] = Tags.ToJson(tags);
        });

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

    private static List<string> DeleteFiles(DbSession db, BucketRow row) =>
        [.. FileTable.DeleteOfBucket(db, row.Id).Where(blob => !FileTable.IsReferenced(db, blob))];

    private Task<JsonObject> ChangeAsync(string bucket, Action<DbSession, BucketRow> change) => context.Store.WriteAsync(db =>
    {
        var row = StorageContext.RequireBucket(db, bucket);
        change(db, row);
        row.Document["updatedAt"] = context.Now;
        BucketTable.Replace(db, row);
        return row.Document;
    });
}
