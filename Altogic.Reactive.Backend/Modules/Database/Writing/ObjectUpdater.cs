using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Documents;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Backend.Modules.Database.Values;

namespace Altogic.Reactive.Backend.Modules.Database.Writing;

/// <summary>update and update-fields, of one object by its id or of all that a filter finds (db-query §4.4, §5).</summary>
internal sealed class ObjectUpdater(WriteContext context, BulkChanges bulk)
{
    public async Task<byte[]> UpdateAsync(
        ResolvedModel model, string id, JsonElement values, ObjectOptions options, CancellationToken cancel, JsonObject? cause = null)
    {
        ObjectCreator.RequireObject(values);
        var secrets = await context.HashAsync(model.Schema, values, cancel);
        return await ChangeAsync(
            model, id, options, secrets, (target, shaping) => new ObjectShaper(shaping).Update(model.Schema, target, values), cause, cancel);
    }

    public async Task<byte[]> UpdateFieldsAsync(
        ResolvedModel model, string id, JsonElement updates, ObjectOptions options, CancellationToken cancel, JsonObject? cause = null)
    {
        var read = FieldUpdate.Read(updates);
        var secrets = await HashAsync(model, read, cancel);
        return await ChangeAsync(model, id, options, secrets, (target, shaping) => Apply(model, target, read, shaping), cause, cancel);
    }

    /// <summary>The number of objects found, all of which are changed.</summary>
    public async Task<int> UpdateMatchesAsync(ResolvedModel model, QueryRequest query, JsonElement values, CancellationToken cancel)
    {
        ObjectCreator.RequireObject(values);
        var secrets = await context.HashAsync(model.Schema, values, cancel);
        return await ChangeMatchesAsync(model, query, secrets, (target, shaping) => new ObjectShaper(shaping).Update(model.Schema, target, values), cancel);
    }

    /// <inheritdoc cref="UpdateMatchesAsync"/>
    public async Task<int> UpdateFieldsOfMatchesAsync(ResolvedModel model, QueryRequest query, JsonElement updates, CancellationToken cancel)
    {
        var read = FieldUpdate.Read(updates);
        var secrets = await HashAsync(model, read, cancel);
        return await ChangeMatchesAsync(model, query, secrets, (target, shaping) => Apply(model, target, read, shaping), cancel);
    }

    private Task<byte[]> ChangeAsync(
        ResolvedModel model, string id, ObjectOptions options, Secrets secrets, Action<JsonObject, Shaping> change, JsonObject? cause,
        CancellationToken cancel) =>
        context.Store.WriteAsync(
            session =>
            {
                var found = ObjectFinder.Find(session, model, id) ?? throw ObjectFinder.NotFound("object_not_found", id);
                var shaping = context.Shape(secrets);
                change(found.Target, shaping);
                var saved = WriteContext.Save(session, found.Stored, model, shaping);
                context.Copy(session, options, found.Target, saved);
                context.Tell(session, model, found.Stored, UserEvent.Update, cause);
                return WriteContext.Answer(saved, found.Target, options.ReturnTop);
            },
            cancel);

    private Task<int> ChangeMatchesAsync(
        ResolvedModel model, QueryRequest query, Secrets secrets, Action<JsonObject, Shaping> change, CancellationToken cancel) =>
        bulk.ApplyAsync(
            model,
            query,
            (session, stored, ids, ensureTime) =>
            {
                var shaping = context.Shape(secrets);
                foreach (var target in Targets(model, stored, ids))
                {
                    ensureTime();
                    change(target, shaping);
                }

                WriteContext.Save(session, stored, model, shaping);
            },
            cancel);

    private static List<JsonObject> Targets(ResolvedModel model, StoredDocument stored, IReadOnlyList<string> ids)
    {
        if (model.IsTopLevel) return [stored.Document];
        var wanted = ids.ToHashSet(StringComparer.Ordinal);
        return [.. EmbeddedLocator.All(stored.Document, model.Steps).Where(target => target[SystemFields.Id] is JsonValue && wanted.Contains(SystemFields.IdOf(target)))];
    }

    private static void Apply(ResolvedModel model, JsonObject target, IReadOnlyList<FieldUpdate> updates, Shaping shaping) =>
        new FieldUpdater(new ObjectShaper(shaping), shaping.Errors).Apply(model.Schema, target, updates);

    private Task<Secrets> HashAsync(ResolvedModel model, IReadOnlyList<FieldUpdate> updates, CancellationToken cancel)
    {
        if (!model.Schema.HasSecrets) return Task.FromResult(Secrets.None);
        var values = updates.Where(update => update.Type == UpdateType.Set).GroupBy(update => update.Field).ToDictionary(group => group.Key, group => group.Last().Value);
        return context.HashAsync(model.Schema, JsonSerializer.SerializeToElement(values), cancel);
    }
}
