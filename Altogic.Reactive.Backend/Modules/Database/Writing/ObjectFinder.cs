using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Documents;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Database.Writing;

/// <summary>Loads the object that a write addresses, together with the document it is part of.</summary>
internal static class ObjectFinder
{
    public static FoundObject? Find(DbSession session, ResolvedModel model, string id)
    {
        if (!model.IsStored || !ObjectId.IsValid(id)) return null;
        id = id.ToLowerInvariant();
        var root = model.IsTopLevel ? id : EmbeddedTable.FindRoot(session, model.Name, id);
        return root is null || DocumentStore.Load(session, model.TopSchema, root) is not { } stored ? null : In(stored, model, id);
    }

    /// <summary>The object in a document that is loaded already.</summary>
    public static FoundObject? In(StoredDocument stored, ResolvedModel model, string id)
    {
        if (model.IsTopLevel) return new FoundObject(stored, stored.Document, null);
        return EmbeddedLocator.Find(stored.Document, model.Steps, id) is { } place ? new FoundObject(stored, place.Target, place) : null;
    }

    /// <summary>The direct parent of the objects of a sub-model (data-model §9).</summary>
    public static FoundObject? FindParent(DbSession session, ResolvedModel model, string id)
    {
        if (!model.IsStored || !ObjectId.IsValid(id)) return null;
        id = id.ToLowerInvariant();
        var steps = model.Steps.Take(model.Steps.Count - 1).ToArray();
        var root = steps.Length == 0 ? id : EmbeddedTable.FindRoot(session, model.Name[..model.Name.LastIndexOf('.')], id);
        if (root is null || DocumentStore.Load(session, model.TopSchema, root) is not { } stored) return null;
        if (steps.Length == 0) return new FoundObject(stored, stored.Document, null);
        return EmbeddedLocator.Find(stored.Document, steps, id) is { } place ? new FoundObject(stored, place.Target, place) : null;
    }

    public static ApiException NotFound(string code, string id) =>
        new(404, code, code == "parent_not_found" ? "There is no parent object with this id." : "There is no object with this id.", new JsonObject { ["id"] = id });
}

/// <summary>An object and the document it is part of.</summary>
/// <param name="Stored">The document.</param>
/// <param name="Target">The object in it, or the document itself.</param>
/// <param name="Place">Where an embedded object stands; null for the document itself.</param>
internal sealed record FoundObject(StoredDocument Stored, JsonObject Target, EmbeddedPlace? Place);
