using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Backend.Modules.Database.Schema;
using Altogic.Reactive.Backend.Modules.Database.Values;
using Altogic.Reactive.Backend.Modules.Database.Writing;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Database;

/// <summary>The documents of one app: the operations on them, and the tables they need.</summary>
internal sealed class DatabaseModule
{
    public DatabaseModule(
        SqliteDatabase store, ModelRegistry models, LimitsDefinition limits, ObjectId ids, TimeProvider time, SecretHash hash, UserDeletions deletions,
        IObjectCache cache,
        UserEvents? events = null)
    {
        Store = store;
        Models = models;
        Cache = cache;
        Queries = new QueryEngine(models, limits, time);
        var context = new WriteContext(store, models, ids, time, hash, deletions, cache, events ?? new UserEvents());
        Creator = new ObjectCreator(context);
        Importer = new ObjectImporter(context);
        EmbeddedCreator = new EmbeddedCreator(context);
        var bulk = new BulkChanges(context, Queries, limits, time);
        Updater = new ObjectUpdater(context, bulk);
        Deleter = new ObjectDeleter(context, bulk);
    }

    public SqliteDatabase Store { get; }

    public ModelRegistry Models { get; }

    public IObjectCache Cache { get; }

    public QueryEngine Queries { get; }

    public ObjectCreator Creator { get; }

    public ObjectImporter Importer { get; }

    public EmbeddedCreator EmbeddedCreator { get; }

    public ObjectUpdater Updater { get; }

    public ObjectDeleter Deleter { get; }

    /// <summary>Brings tables and indexes in line with the models; call it once, before the first request.</summary>
    /// <param name="mayDrop">Whether indexes that no model asks for go; without it, that is an error.</param>
    /// <param name="cancel">Stops it before the write.</param>
    /// <exception cref="BackendStartException">The stored objects do not allow what the models ask for.</exception>
    public Task InitializeAsync(bool mayDrop = true, CancellationToken cancel = default) => Store.WriteAsync(
        session =>
        {
            DatabaseSchema.Apply(session, Models, mayDrop);
            return true;
        },
        cancel);
}
