using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Values;

namespace Altogic.Reactive.Backend.Modules.Database.Writing;

/// <summary>set and append: new objects inside a parent (data-model §9).</summary>
internal sealed class EmbeddedCreator(WriteContext context)
{
    /// <summary>Puts one object into a field of its parent, in place of what stood there.</summary>
    public async Task<Answers> SetAsync(
        ResolvedModel model, string parentId, JsonElement values, ObjectOptions options, CancellationToken cancel, JsonObject? cause = null)
    {
        if (model.Kind is not (ModelKind.Object or ModelKind.ByData)) throw WrongKind(model, "set needs a sub-model that is one object");
        ObjectCreator.RequireObject(values);
        return await WriteAsync(model, parentId, values, [values], options, Place, cause, cancel);

        static void Place(ResolvedModel model, JsonObject parent, List<JsonObject> made)
        {
            var field = model.Steps[^1].Field;
            if (parent[field] is JsonArray) throw WrongKind(model, "set needs a sub-model that is one object");
            parent[field] = made[0];
        }
    }

    /// <summary>Adds objects at the end of a list of their parent, in the order given.</summary>
    public async Task<Answers> AppendAsync(
        ResolvedModel model, string parentId, JsonElement values, ObjectOptions options, CancellationToken cancel, JsonObject? cause = null)
    {
        if (model.Kind is not (ModelKind.ObjectList or ModelKind.ByData)) throw WrongKind(model, "append needs a sub-model that is a list of objects");
        IReadOnlyList<JsonElement> items = values.ValueKind == JsonValueKind.Array ? ObjectCreator.RequireObjects(values) : [ObjectCreator.RequireObject(values)];
        return await WriteAsync(model, parentId, values, items, options, Place, cause, cancel);

        static void Place(ResolvedModel model, JsonObject parent, List<JsonObject> made)
        {
            var field = model.Steps[^1].Field;
            if (parent[field] is not (null or JsonArray)) throw WrongKind(model, "append needs a sub-model that is a list of objects");
            if (parent[field] is not JsonArray list) parent[field] = list = [];
            if (list.Count > 0 && list[0] is not JsonObject) throw WrongKind(model, "append needs a sub-model that is a list of objects");
            foreach (var item in made) list.Add((JsonNode)item);
        }
    }

    private async Task<Answers> WriteAsync(
        ResolvedModel model, string parentId, JsonElement values, IReadOnlyList<JsonElement> items, ObjectOptions options,
        Action<ResolvedModel, JsonObject, List<JsonObject>> place, JsonObject? cause, CancellationToken cancel)
    {
        var shaping = context.Shape(await context.HashAsync(model.Schema, values, cancel));
        var shaper = new ObjectShaper(shaping);
        var made = items.Select(item => shaper.Create(model.Schema, item, parentId.ToLowerInvariant())).ToList();
        shaping.Errors.ThrowIfAny();
        return await context.Store.WriteAsync(
            session =>
            {
                var parent = ObjectFinder.FindParent(session, model, parentId) ?? throw ObjectFinder.NotFound("parent_not_found", parentId);

                // The write may be run once more, and a node has one parent.
                var placed = made[0].Parent is null ? made : made.ConvertAll(item => (JsonObject)item.DeepClone());
                place(model, parent.Target, placed);
                var saved = WriteContext.Save(session, parent.Stored, model, shaping);
                foreach (var item in placed) context.Copy(session, options, item, saved);
                context.Tell(session, model, parent.Stored, UserEvent.Update, cause);
                return options.ReturnTop ? new Answers([saved.Utf8], true) : new Answers([.. placed.Select(item => WriteContext.Answer(saved, item, false))], false);
            },
            cancel);
    }

    private static ApiException WrongKind(ResolvedModel model, string message) =>
        new(400, "invalid_model_type", $"{model.Name}: {message}.", new JsonObject { ["model"] = model.Name });
}

/// <summary>The JSON of the objects that a call made, or of the one outermost object.</summary>
internal sealed record Answers(IReadOnlyList<byte[]> Objects, bool IsTop);
