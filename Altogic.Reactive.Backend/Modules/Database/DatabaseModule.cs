using Altogic.Reactive.Backend.Modules.Database.Documents;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Schema;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Database;

/// <summary>The documents of one app.</summary>
internal sealed class DatabaseModule
{
    public DatabaseModule(SqliteDatabase store, AppDefinition app, ObjectId ids, TimeProvider time)
    {
        Store = store;
        Models = new ModelRegistry(app);
        Ids = ids;
        Users = new UserDocuments(Models, ids, time, UserDeletions);
    }

    public SqliteDatabase Store { get; }

    public ModelRegistry Models { get; }

    public ObjectId Ids { get; }

    public IUserDocuments Users { get; }

    public UserDeletions UserDeletions { get; } = new();

    /// <summary>Brings tables and indexes in line with the models; call it once, before the first request.</summary>
    /// <exception cref="BackendStartException">The stored objects do not allow what the models ask for.</exception>
    public Task InitializeAsync(CancellationToken cancel = default) => Store.WriteAsync(
        session =>
        {
            DatabaseSchema.Apply(session, Models);
            return true;
        },
        cancel);
}
