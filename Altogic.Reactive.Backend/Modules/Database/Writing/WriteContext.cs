using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Documents;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Values;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Database.Writing;

/// <summary>What all writing operations share.</summary>
internal sealed class WriteContext(
    SqliteDatabase store, ModelRegistry models, ObjectId ids, TimeProvider time, SecretHash hash, UserDeletions deletions,
    IObjectCache cache, UserEvents events)
{
    public SqliteDatabase Store { get; } = store;

    public ModelRegistry Models { get; } = models;

    public ObjectId Ids { get; } = ids;

    public UserDeletions Deletions { get; } = deletions;

    public IObjectCache Cache { get; } = cache;

    public Shaping Shape(Secrets secrets) => new(Ids, time.GetUtcNow(), secrets);

    /// <summary>For objects of another backend, which were shaped there.</summary>
    public Shaping ShapeImported(Secrets secrets) => new(Ids, time.GetUtcNow(), secrets) { IsClient = false, IsImport = true };

    /// <summary>Hashes what is to be kept as a hash; slow, so it comes before the writer.</summary>
    public Task<Secrets> HashAsync(ObjectSchema schema, JsonElement values, CancellationToken cancel) =>
        schema.HasSecrets ? Secrets.OfAsync(schema, values, hash, cancel) : Task.FromResult(Secrets.None);

    /// <summary>The model with its table, which is made for a schema-less model's first object.</summary>
    public async ValueTask<ResolvedModel> StoredAsync(ResolvedModel model, CancellationToken cancel)
    {
        if (model.IsStored) return model;
        await Store.WriteAsync(
            session =>
            {
                if (!Models.HasRoom)
                    throw new ApiException(400, "invalid_value", $"There are {ModelRegistry.MostModels} models, and no more can be made.", new JsonObject { ["model"] = model.TopName });
                model.Documents.Create(session);
                session.AfterCommit(() => Models.Add(model.TopName));
                return true;
            },
            cancel);
        return Models.Resolve(model.Name);
    }

    /// <summary>Tells a user's connections that one call changed or deleted the user.</summary>
    public void Tell(DbSession session, ResolvedModel model, StoredDocument stored, string name, JsonObject? cause)
    {
        if (model.TopName == ModelName.Users) events.Raise(session, new UserEvent(name, SystemFields.IdOf(stored.Document), cause));
    }

    /// <summary>Checks and writes a changed object, and what it keeps beside it.</summary>
    public static PreparedDocument Save(DbSession session, StoredDocument stored, ResolvedModel model, Shaping shaping)
    {
        if (!model.IsTopLevel)
        {
            // A change inside changes the whole: its rules and its time stamp too.
            if (model.TopSchema.Timestamps) stored.Document[SystemFields.UpdatedAt] = shaping.Timestamp;
            if (!shaping.Errors.Any) Rules.Check(model.TopSchema, stored.Document, "", shaping);
        }

        shaping.Errors.ThrowIfAny();
        var saved = DocumentStore.Replace(session, stored);
        DocumentStore.Keep(session, shaping.SecretChanges);
        return saved;
    }

    /// <summary>Has a copy of an object go into the cache with this write, when the options ask for one.</summary>
    public void Copy(DbSession session, ObjectOptions options, JsonObject target, PreparedDocument saved)
    {
        if (options.CacheFor is { } time) Cache.Put(session, SystemFields.IdOf(target), Answer(saved, target, false), time);
    }

    /// <summary>The answer to a change: the object itself, or the outermost one.</summary>
    public static byte[] Answer(PreparedDocument saved, JsonNode target, bool returnTop) =>
        returnTop || ReferenceEquals(target, saved.Document) ? saved.Utf8 : Stores.Json.JsonTree.Write(target);
}
