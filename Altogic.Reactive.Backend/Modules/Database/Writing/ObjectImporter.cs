using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Documents;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Values;

namespace Altogic.Reactive.Backend.Modules.Database.Writing;

/// <summary>Objects of another backend, which keep their ids and time stamps.</summary>
internal sealed class ObjectImporter(WriteContext context)
{
    /// <summary>Writes those whose id is not there yet, in one transaction.</summary>
    /// <returns>How many were written.</returns>
    /// <exception cref="ApiException">One of them cannot be stored; then none of them is.</exception>
    public async Task<int> ImportAsync(ResolvedModel model, IReadOnlyList<JsonElement> objects, CancellationToken cancel)
    {
        if (!model.IsTopLevel)
            throw new ApiException(400, "invalid_model_type", $"{model.Name} is a sub-model: its objects come with those of {model.TopName}.", new JsonObject { ["model"] = model.Name });
        var prepared = new List<(PreparedDocument Document, IReadOnlyList<SecretChange> Secrets)>(objects.Count);
        foreach (var values in objects) prepared.Add(await PrepareAsync(model, ObjectCreator.RequireObject(values), cancel));
        var stored = await context.StoredAsync(model, cancel);
        return await context.Store.WriteAsync(
            session =>
            {
                var written = 0;
                foreach (var (document, secrets) in prepared)
                {
                    if (stored.TopSchema.Documents.Get(session, document.Id) is not null) continue;
                    DocumentStore.Insert(session, stored.TopSchema, document);
                    DocumentStore.Keep(session, secrets);
                    written++;
                }

                return written;
            },
            cancel);
    }

    private async Task<(PreparedDocument Document, IReadOnlyList<SecretChange> Secrets)> PrepareAsync(
        ResolvedModel model, JsonElement values, CancellationToken cancel)
    {
        var shaping = context.ShapeImported(await context.HashAsync(model.Schema, values, cancel));
        var document = new ObjectShaper(shaping).Create(model.Schema, values, parent: null);
        shaping.Errors.ThrowIfAny();
        return (PreparedDocument.Of(model.Schema, document), shaping.SecretChanges);
    }
}
