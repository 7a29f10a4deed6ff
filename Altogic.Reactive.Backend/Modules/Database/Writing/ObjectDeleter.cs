using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Documents;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Backend.Modules.Database.Values;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Database.Writing;

/// <summary>delete, of one object by its id or of all that a filter finds (data-model §8).</summary>
internal sealed class ObjectDeleter(WriteContext context, BulkChanges bulk)
{
    /// <summary>The outermost object after an embedded one left it, when it was asked for; else null. An unknown id is no error.</summary>
    public async Task<byte[]?> DeleteAsync(
        ResolvedModel model, string id, ObjectOptions options, CancellationToken cancel, JsonObject? cause = null)
    {
        if (!model.IsStored) return null;
        return await context.Store.DeleteAsync(
            session =>
            {
                // Any other key is the business of the cache's own right.
                if (options.RemoveFromCache && ObjectId.IsValid(id)) context.Cache.Remove(session, id.ToLowerInvariant());
                if (ObjectFinder.Find(session, model, id) is not { } found) return null;
                if (found.Place is null)
                {
                    // Before the deletion: it ends the sessions, and with them the way to tell anybody.
                    context.Tell(session, model, found.Stored, UserEvent.Delete, cause);
                    DeleteWhole(session, model, found.Stored);
                    return null;
                }

                found.Place.Remove();
                var saved = WriteContext.Save(session, found.Stored, model, context.Shape(Secrets.None));
                context.Tell(session, model, found.Stored, UserEvent.Update, cause);
                return options.ReturnTop ? saved.Utf8 : null;
            },
            cancel);
    }

    /// <summary>The number of objects found, all of which are gone.</summary>
    public Task<int> DeleteMatchesAsync(ResolvedModel model, QueryRequest query, CancellationToken cancel) =>
        bulk.ApplyAsync(model, query, (session, stored, ids, _) => DeleteIn(session, model, stored, ids), cancel);

    private void DeleteIn(DbSession session, ResolvedModel model, StoredDocument stored, IReadOnlyList<string> ids)
    {
        if (model.IsTopLevel)
        {
            DeleteWhole(session, model, stored);
            return;
        }

        EmbeddedLocator.Remove(stored.Document, model.Steps, ids);
        WriteContext.Save(session, stored, model, context.Shape(Secrets.None));
    }

    private void DeleteWhole(DbSession session, ResolvedModel model, StoredDocument stored)
    {
        DocumentStore.Delete(session, stored);
        if (model.TopName == ModelName.Users) context.Deletions.Run(session, SystemFields.IdOf(stored.Document));
    }
}
