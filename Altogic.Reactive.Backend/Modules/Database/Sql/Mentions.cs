using Altogic.Reactive.Backend.Modules.Database.Query;
using Altogic.Reactive.Backend.Modules.Database.Query.Functions;

namespace Altogic.Reactive.Backend.Modules.Database.Sql;

/// <summary>What the paths of an expression start with.</summary>
internal static class Mentions
{
    /// <summary>Whether a path may mean the field or lookup of this name; rather too often than not often enough.</summary>
    public static bool Name(Expression expression, string name) =>
        Paths(expression).Any(path => path.Segments.Take(3).Any(segment => string.Equals(segment, name, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether a path means the candidate of a lookup.</summary>
    public static bool Candidate(Expression expression) => Paths(expression).Any(path => path.Segments[0] == "lookup");

    /// <summary>Whether a path means anything but the candidate of a lookup, or a function looks at the object by itself.</summary>
    public static bool Others(Expression expression) =>
        (expression is PathExpression path && path.Segments[0] != "lookup")
        || (expression is CallExpression call && FunctionLibrary.Get(call.Function).ReadsObject)
        || ExpressionFacts.Parts(expression).Any(Others);

    private static IEnumerable<PathExpression> Paths(Expression expression)
    {
        if (expression is PathExpression path) yield return path;
        foreach (var part in ExpressionFacts.Parts(expression))
            foreach (var inner in Paths(part)) yield return inner;
    }
}
