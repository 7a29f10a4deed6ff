using Altogic.Reactive.Backend.Modules.Database.Documents;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Database;

/// <summary>The documents of one app: opens the store, brings its tables in line with the models, and closes it.</summary>
internal sealed class DatabaseModule : IAsyncDisposable
{
    private DatabaseModule(SqliteDatabase store, ModelRegistry models, ObjectId ids, TimeProvider time)
    {
        Store = store;
        Models = models;
        Ids = ids;
        Users = new UserDocuments(models, ids, time);
    }

    public SqliteDatabase Store { get; }

    public ModelRegistry Models { get; }

    public ObjectId Ids { get; }

    public IUserDocuments Users { get; }

    /// <summary>Opens <c>data.db</c> in the folder, which is made when it is missing.</summary>
    public static async Task<DatabaseModule> OpenAsync(AppDefinition app, string folder, TimeProvider time, CancellationToken cancel = default)
    {
        Directory.CreateDirectory(folder);
        var store = SqliteDatabase.Open(Path.Combine(folder, "data.db"));
        try
        {
            var models = new ModelRegistry(app);
            await store.WriteAsync(
                session =>
                {
                    DatabaseSchema.Apply(session, models);
                    return true;
                },
                cancel);
            return new DatabaseModule(store, models, new ObjectId(time), time);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
