using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Cache;
using Altogic.Reactive.Backend.Modules.Database;
using Altogic.Reactive.Backend.Modules.Database.Documents;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>The database module on a folder, without a host around it.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly TemporaryFolder? _own;

    private TestDatabase(AppDefinition app, string folder, TemporaryFolder? own, TimeProvider time)
    {
        _own = own;
        Store = SqliteDatabase.Open(Path.Combine(folder, "altogic.db"));
        var (models, ids) = (new ModelRegistry(app), new ObjectId(time));
        Cache = new CacheModule(Store, app.Limits, time, NullLogger.Instance);
        Users = new UserDocuments(models, ids, time, Deletions);
        Module = new DatabaseModule(Store, models, app.Limits, ids, time, (text, _) => Task.FromResult($"hash of {text}"), Deletions, Cache);
    }

    public SqliteDatabase Store { get; }

    public DatabaseModule Module { get; }

    public CacheModule Cache { get; }

    public IUserDocuments Users { get; }

    public UserDeletions Deletions { get; } = new();

    /// <param name="app">The models.</param>
    /// <param name="folder">The data folder; null makes one that goes with the database.</param>
    /// <param name="time">The clock.</param>
    public static async Task<TestDatabase> OpenAsync(AppDefinition? app = null, string? folder = null, TimeProvider? time = null)
    {
        var own = folder is null ? new TemporaryFolder() : null;
        var database = new TestDatabase(app ?? new AppDefinition(), folder ?? own!.Path, own, time ?? TimeProvider.System);
        try
        {
            await database.Module.InitializeAsync();
            await database.Cache.InitializeAsync();
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Cache.DisposeAsync();
        await Store.DisposeAsync();
        _own?.Dispose();
    }
}
