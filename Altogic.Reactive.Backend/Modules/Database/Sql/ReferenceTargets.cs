using System.Collections.Concurrent;
using Altogic.Reactive.Backend.Modules.Database.Models;

namespace Altogic.Reactive.Backend.Modules.Database.Sql;

/// <summary>
/// Which model a field refers to where nothing is declared: the one called like the field, or its plural (data-model §11).
/// </summary>
internal sealed class ReferenceTargets(ModelRegistry models)
{
    private readonly ConcurrentDictionary<string, ResolvedModel> _byField = new(StringComparer.Ordinal);

    public ResolvedModel Find(ResolvedModel model, string field)
    {
        var key = model.Name + "/" + field;
        if (_byField.TryGetValue(key, out var known)) return known;
        if (!ModelName.IsSegment(field)) return Unknown();
        foreach (var name in Names(field))
        {
            var target = models.Resolve(name);
            if (!target.IsStored) continue;
            _byField.TryAdd(key, target);
            return target;
        }

        return models.Resolve(field);
    }

    // No model has this name, and none can be given it.
    private ResolvedModel Unknown() => models.Resolve("_");

    private static IEnumerable<string> Names(string field)
    {
        yield return field;
        yield return field + "s";
        yield return field + "es";
        if (field.EndsWith('y')) yield return field[..^1] + "ies";
    }
}
