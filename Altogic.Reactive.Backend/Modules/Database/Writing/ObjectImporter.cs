using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Documents;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Values;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Database.Writing;

/// <summary>Objects of another backend, which keep their ids, their time stamps and the fields that nothing declares.</summary>
internal sealed class ObjectImporter(WriteContext context)
{
    /// <summary>Writes those whose id is not there yet, in one transaction.</summary>
    /// <param name="model">Where they belong.</param>
    /// <param name="objects">The objects.</param>
    /// <param name="first">The number of the first one, for the message about one that is wrong.</param>
    /// <param name="cancel">Stops it before the transaction.</param>
    /// <returns>How many were written.</returns>
    /// <exception cref="ApiException">One of them, which the message names, cannot be stored; then none of them is.</exception>
    public async Task<int> ImportAsync(ResolvedModel model, IReadOnlyList<JsonElement> objects, int first, CancellationToken cancel)
    {
        var prepared = new List<Prepared>(objects.Count);
        foreach (var values in objects) prepared.Add(await PrepareAsync(model, values, first + prepared.Count, cancel));
        var stored = await context.StoredAsync(model, cancel);
        return await context.Store.WriteAsync(session => prepared.Count(one => Write(session, stored.TopSchema, one)), cancel);
    }

    private async Task<Prepared> PrepareAsync(ResolvedModel model, JsonElement values, int number, CancellationToken cancel)
    {
        try
        {
            RequireOwnFields(ObjectCreator.RequireObject(values));
            var shaping = context.ShapeImported(await context.HashAsync(model.Schema, values, cancel));
            var document = new ObjectShaper(shaping).Create(model.Schema, values, parent: null);
            shaping.Errors.ThrowIfAny();
            return new Prepared(PreparedDocument.Of(model.Schema, document), shaping.SecretChanges, number);
        }
        catch (ApiException e)
        {
            throw Name(e, number, values.ValueKind == JsonValueKind.Object ? SystemFields.IdIn(values) : null);
        }
    }

    private static bool Write(DbSession session, ObjectSchema schema, Prepared prepared)
    {
        if (schema.Documents.Get(session, prepared.Document.Id) is not null) return false;
        try
        {
            DocumentStore.Insert(session, schema, prepared.Document);
        }
        catch (ApiException e)
        {
            throw Name(e, prepared.Number, prepared.Document.Id);
        }

        DocumentStore.Keep(session, prepared.Secrets);
        return true;
    }

    // An id or time stamp that cannot be kept must not be replaced by another: references to it would lead nowhere.
    private static void RequireOwnFields(JsonElement values)
    {
        if (values.TryGetProperty(SystemFields.Id, out var id) && SystemFields.IdIn(values) is null)
            throw Refuse($"_id {id.GetRawText()} is no id of 24 hexadecimal digits, and an import never replaces one.");
        foreach (var timestamp in (string[])[SystemFields.CreatedAt, SystemFields.UpdatedAt])
        {
            if (values.TryGetProperty(timestamp, out var instant) && instant.ValueKind != JsonValueKind.Null && SystemFields.InstantIn(values, timestamp) is null)
                throw Refuse($"{timestamp} {instant.GetRawText()} is no date of the form 2024-01-31T12:00:00.000Z.");
        }

        foreach (var property in values.EnumerateObject()) RequireOwnFieldsInside(property.Value);
    }

    private static void RequireOwnFieldsInside(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object) RequireOwnFields(value);
        else if (value.ValueKind == JsonValueKind.Array)
            foreach (var item in value.EnumerateArray()) RequireOwnFieldsInside(item);
    }

    private static ApiException Refuse(string message) => new(400, "invalid_value", message, new JsonObject { ["field"] = "values" });

    private static ApiException Name(ApiException e, int number, string? id) =>
        new(e.Status, e.Items[0].Code, $"object {number}{(id is null ? "" : $" (_id {id})")}: {string.Join(" ", e.Items.Select(item => item.Message))}");

    private sealed record Prepared(PreparedDocument Document, IReadOnlyList<SecretChange> Secrets, int Number);
}
