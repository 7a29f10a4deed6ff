using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Backend.Stores.Files;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Altogic.Reactive.Backend.Stores.Sqlite.Storage;

namespace Altogic.Reactive.Backend.Modules.Storage;

/// <summary>The buckets and files of one app.</summary>
internal sealed class StorageModule
{
    private const int MostReported = 20;
    private const int EnvironmentIdBytes = 12;

    private readonly StorageContext _context;
    private readonly IReadOnlyList<BucketDefinition> _definitions;

    public StorageModule(
        AppDefinition app, SqliteDatabase store, BlobStore blobs, QueryEngine queries, ObjectId ids, byte[] hostKey, TimeProvider time, ILogger log)
    {
        _definitions = app.Buckets;
        _context = new StorageContext(store, blobs, app.Limits, ids, time, EnvironmentId(hostKey), log);
        Buckets = new BucketOperations(_context);
        Files = new FileOperations(_context);
        Uploads = new Uploads(_context, Buckets);
        Lists = new StorageLists(_context, queries);
    }

    public BucketOperations Buckets { get; }

    public FileOperations Files { get; }

    public Uploads Uploads { get; }

    public StorageLists Lists { get; }

    public DateTimeOffset Now => _context.Time.GetUtcNow();

    public Task<JsonObject> StatisticsAsync(CancellationToken cancel) => _context.Store.QueryAsync(StorageStatistics.OfAll, cancel);

    /// <summary>Makes tables and buckets, and clears up after an interrupted run; call it once, before the first request.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        await _context.Store.WriteAsync(
            db =>
            {
                StorageSchema.Create(db);
                BucketOperations.Ensure(db, _context, _definitions);
                return true;
            },
            cancel);
        var report = _context.Store.Read(db => _context.Blobs.Sweep((from, to) => FileTable.Blobs(db, from, to)));
        if (report.Removed > 0) StorageLog.Swept(_context.Log, report.Removed);
        foreach (var blob in report.Missing.Take(MostReported)) StorageLog.ContentMissing(_context.Log, blob);
        if (report.Missing.Count > MostReported) StorageLog.MoreContentMissing(_context.Log, report.Missing.Count - MostReported);
    }

    /// <summary>The second part of public addresses. It stays the same as long as the data folder does.</summary>
    private static string EnvironmentId(byte[] hostKey) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(hostKey, "environment"u8)[..EnvironmentIdBytes]);
}
