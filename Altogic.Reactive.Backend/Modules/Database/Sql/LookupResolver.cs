using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Database.Sql;

/// <summary>Finds out what the lookups of a request mean, and refuses those that mean nothing (db-query §2.3).</summary>
internal sealed class LookupResolver(ModelRegistry models, ReferenceTargets references)
{
    /// <param name="session">Where documents can be looked at to find out what their fields refer to.</param>
    /// <param name="model">The model queried.</param>
    /// <param name="requests">The lookups as sent.</param>
    /// <param name="mentionedEarly">Whether filter or sort may look at what has this name.</param>
    public List<PlannedLookup> Resolve(DbSession session, ResolvedModel model, IReadOnlyList<LookupRequest> requests, Func<string, bool> mentionedEarly)
    {
        var planned = new List<PlannedLookup>();
        foreach (var request in requests)
        {
            var lookup = request.Field is null ? Complex(model, request) : Simple(session, model, request.Field);
            if (planned.Contains(lookup)) continue;
            if (planned.Exists(other => string.Equals(other.Name, lookup.Name, StringComparison.OrdinalIgnoreCase)))
                throw Refuse(lookup.Name, $"There are two different lookups called '{lookup.Name}'.");
            planned.Add(lookup);
        }

        return MarkEarly(planned, mentionedEarly);
    }

    // A lookup that an early one looks at is early itself, and so is one that looks at an early one: all those are joined in one place.
    private static List<PlannedLookup> MarkEarly(List<PlannedLookup> planned, Func<string, bool> mentionedEarly)
    {
        var early = planned.Select(lookup => mentionedEarly(lookup.Name)).ToArray();
        for (var changed = true; changed;)
        {
            changed = false;
            for (var i = 0; i < planned.Count; i++)
                for (var j = 0; j < i; j++)
                    if (early[i] != early[j] && planned[i].Query is { } query && Mentions.Name(query, planned[j].Name))
                        changed = early[i] = early[j] = true;
        }

        return [.. planned.Select((lookup, i) => lookup with { IsEarly = early[i] })];
    }

    private PlannedLookup Simple(DbSession session, ResolvedModel model, string name)
    {
        var field = model.Schema.FindField(name);
        if (field?.Definition is { Type: FieldType.Reference, Model: { } target })
            return new PlannedLookup(field.Name, Find(target, name), null, false);
        if (!model.Schema.IsOpen) throw Refuse(name, $"'{name}' is not a reference field of {model.Name}.");
        return new PlannedLookup(name, references.Find(session, model, name), null, false);
    }

    private PlannedLookup Complex(ResolvedModel model, LookupRequest request)
    {
        var name = request.Name!;
        if (name is "_id" or "_parent" or "this" or "lookup" || model.Schema.FindField(name) is not null)
            throw Refuse(name, $"A lookup cannot be called '{name}': {model.Name} has a field with this name.");
        return new PlannedLookup(name, Find(request.ModelName!, name), ExpressionParser.ParseFilterOrNull(request.Query) ?? new LiteralExpression(true), false);
    }

    private ResolvedModel Find(string target, string lookup)
    {
        try
        {
            return models.Resolve(target);
        }
        catch (ApiException)
        {
            throw Refuse(lookup, $"The lookup '{lookup}' names a model that does not exist: '{target}'.");
        }
    }

    private static ApiException Refuse(string lookup, string message) =>
        new(400, "invalid_lookup", message, new JsonObject { ["lookup"] = lookup });
}
