using System.Collections.Concurrent;
using Altogic.Reactive.Backend.Modules.Database.Models;
using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Database.Sql;

/// <summary>
/// Which model a field refers to where nothing is declared: the one called like the field, or its plural (data-model §11);
/// failing that the one that holds the objects whose ids stand in the field. Safe for any number of threads.
/// </summary>
internal sealed class ReferenceTargets(ModelRegistry models)
{
    private const int Samples = 50;

    // The names come from clients; what is not remembered is looked up again.
    private const int MostRemembered = 10_000;
    private readonly ConcurrentDictionary<string, ResolvedModel> _byField = new(StringComparer.Ordinal);

    public ResolvedModel Find(DbSession session, ResolvedModel model, string field)
    {
        var key = model.Name + "/" + field;
        if (_byField.TryGetValue(key, out var known)) return known;
        var target = ByName(field) ?? ByContent(session, model, field);
        if (target is null) return Nothing;
        if (_byField.Count < MostRemembered) _byField.TryAdd(key, target);
        return target;
    }

    /// <summary>A model without objects.</summary>
    private static ResolvedModel Nothing { get; } = Empty(ObjectSchema.Any("_"));

    private static ResolvedModel Empty(ObjectSchema schema) => new()
    {
        Name = schema.ModelName,
        Kind = ModelKind.TopLevel,
        Steps = [],
        TopSchema = schema,
        Schema = schema,
        IsStored = false,
    };

    private ResolvedModel? ByName(string field)
    {
        if (!ModelName.IsSegment(field)) return null;
        string[] names = field.EndsWith('y') ? [field, field + "s", field[..^1] + "ies"] : [field, field + "s", field + "es"];
        return names.Select(models.Resolve).FirstOrDefault(target => target.IsStored);
    }

    private ResolvedModel? ByContent(DbSession session, ResolvedModel model, string field)
    {
        foreach (var id in SampleIds(session, model, field))
            foreach (var schema in models.TopLevel)
                if (Holds(session, schema.ModelName, id)) return models.Resolve(schema.ModelName);
        return null;
    }

    // The newest objects, and not so many that a field without ids costs much.
    private static List<string> SampleIds(DbSession session, ResolvedModel model, string field)
    {
        var ids = new List<string>();
        if (!model.IsStored) return ids;
        var source = new RowSource(model, "d");
        using var rows = session.Prepare($"SELECT {SqlPaths.Extract("d", field)} FROM {source.From()} ORDER BY {source.Root} DESC LIMIT {Samples}");
        while (rows.Step())
            if (!rows.IsNull(0) && rows.Text(0) is var id && ObjectId.IsValid(id)) ids.Add(id.ToLowerInvariant());
        return [.. ids.Distinct().Take(10)];
    }

    private static bool Holds(DbSession session, string model, string id)
    {
        using var row = session.Prepare($"SELECT 1 FROM {ResolvedModel.TableOf(model)} WHERE id = ?1");
        return row.Bind(id).Step();
    }
}
