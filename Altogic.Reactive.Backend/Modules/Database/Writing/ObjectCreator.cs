using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Documents;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Values;

namespace Altogic.Reactive.Backend.Modules.Database.Writing;

/// <summary>create: new top-level objects (db-query §4.1, §4.2).</summary>
internal sealed class ObjectCreator(WriteContext context)
{
    private const int LargestArray = 10_000;

    /// <summary>The created object, as JSON.</summary>
    public async Task<byte[]> CreateOneAsync(ResolvedModel model, JsonElement values, ObjectOptions options, CancellationToken cancel)
    {
        var prepared = await PrepareAsync(model, [RequireObject(values)], cancel);
        await WriteAsync(prepared, options, cancel);
        return prepared.Documents[0].Utf8;
    }

    /// <summary>All of the objects or, when one of them fails, none; the answers in the order of the values.</summary>
    public async Task<IReadOnlyList<byte[]>> CreateManyAsync(ResolvedModel model, JsonElement values, CancellationToken cancel)
    {
        var prepared = await PrepareAsync(model, RequireObjects(values), cancel);
        await WriteAsync(prepared, default, cancel);
        return [.. prepared.Documents.Select(document => document.Utf8)];
    }

    /// <summary>The <c>values</c> of a call as an object.</summary>
    public static JsonElement RequireObject(JsonElement values) => values.ValueKind switch
    {
        JsonValueKind.Object => values,
        JsonValueKind.Undefined or JsonValueKind.Null => throw Refuse("missing_required_value", "The values are missing."),
        _ => throw Refuse("invalid_value", "The values have to be an object."),
    };

    /// <summary>The <c>values</c> of a call as a list of objects.</summary>
    public static IReadOnlyList<JsonElement> RequireObjects(JsonElement values)
    {
        var count = values.GetArrayLength();
        if (count == 0) throw Refuse("emtpy_array", "The list of values is empty.");
        if (count > LargestArray) throw Refuse("invalid_value", $"One call takes {LargestArray} objects at most.");
        var objects = values.EnumerateArray().ToArray();
        return Array.TrueForAll(objects, value => value.ValueKind == JsonValueKind.Object)
            ? objects
            : throw Refuse("invalid_value", "The list of values has to consist of objects.");
    }

    private async Task<Prepared> PrepareAsync(ResolvedModel model, IReadOnlyList<JsonElement> values, CancellationToken cancel)
    {
        if (!model.IsTopLevel)
            throw new ApiException(400, "invalid_model_type", $"{model.Name} is a sub-model: use set or append.", new JsonObject { ["model"] = model.Name });
        var documents = new List<PreparedDocument>(values.Count);
        var secrets = new List<SecretChange>();
        foreach (var value in values)
        {
            var shaping = context.Shape(await context.HashAsync(model.Schema, value, cancel));
            var document = new ObjectShaper(shaping).Create(model.Schema, value, null);
            shaping.Errors.ThrowIfAny();
            documents.Add(PreparedDocument.Of(model.Schema, document));
            secrets.AddRange(shaping.SecretChanges);
        }

        return new Prepared(await context.StoredAsync(model, cancel), documents, secrets);
    }

    private Task<bool> WriteAsync(Prepared prepared, ObjectOptions options, CancellationToken cancel) => context.Store.WriteAsync(
        session =>
        {
            foreach (var document in prepared.Documents)
            {
                DocumentStore.Insert(session, prepared.Model.TopSchema, document);
                context.Copy(session, options, document.Document, document);
            }

            DocumentStore.Keep(session, prepared.Secrets);
            return true;
        },
        cancel);

    private static ApiException Refuse(string code, string message) => new(400, code, message, new JsonObject { ["field"] = "values" });

    private sealed record Prepared(ResolvedModel Model, IReadOnlyList<PreparedDocument> Documents, IReadOnlyList<SecretChange> Secrets);
}
