using Altogic.Reactive.Backend.App.Loading;
using Altogic.Reactive.Backend.Modules.Database.Query;

namespace Altogic.Reactive.Backend.App.Validation;

/// <summary>Finds defaults that wait for each other (data model §5).</summary>
internal static class DefaultCycles
{
    public static void Check(string path, IReadOnlyDictionary<string, FieldDefinition> fields, DefinitionProblems problems)
    {
        var needs = fields
            .Where(f => f.Value.Default is not null)
            .ToDictionary(f => f.Key, f => Names(f.Value.Default!).Where(fields.ContainsKey).ToArray(), StringComparer.Ordinal);
        var finished = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in needs.Keys)
        {
            if (FindCycle(field, [], needs, finished) is not { } cycle) continue;
            problems.Add($"{path}.fields.{field}.default", $"the defaults wait for each other ({string.Join(" → ", cycle)}): give one of them a value of its own.");
            return;
        }
    }

    private static List<string>? FindCycle(string field, List<string> way, Dictionary<string, string[]> needs, HashSet<string> finished)
    {
        if (way.Contains(field)) return [.. way.SkipWhile(f => f != field), field];
        if (finished.Contains(field) || !needs.TryGetValue(field, out var next)) return null;
        way.Add(field);
        foreach (var needed in next)
            if (FindCycle(needed, way, needs, finished) is { } cycle) return cycle;
        way.RemoveAt(way.Count - 1);
        finished.Add(field);
        return null;
    }

    private static IEnumerable<string> Names(string text) => ExpressionRules.TryParse(text) is { } expression ? Names(expression) : [];

    private static IEnumerable<string> Names(Expression node) => node is PathExpression path
        ? path.Segments is ["this", var member, ..] ? [member] : [path.Segments[0]]
        : ExpressionFacts.Parts(node).SelectMany(Names);
}
