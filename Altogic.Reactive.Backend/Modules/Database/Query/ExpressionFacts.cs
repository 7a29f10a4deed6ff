using Altogic.Reactive.Backend.Modules.Database.Query.Functions;

namespace Altogic.Reactive.Backend.Modules.Database.Query;

/// <summary>What can be said of an expression without running it.</summary>
internal static class ExpressionFacts
{
    /// <summary>The parts of a node, in the order written.</summary>
    public static IEnumerable<Expression> Parts(Expression node) => node switch
    {
        ListExpression list => list.Items,
        UnaryExpression unary => [unary.Operand],
        BinaryExpression binary => [binary.Left, binary.Right],
        CallExpression call => call.Arguments,
        _ => [],
    };

    /// <summary>Whether the value is the same for all objects of one request: no path, nothing random.</summary>
    public static bool IsConstant(Expression node) => node switch
    {
        PathExpression => false,
        CallExpression call when FunctionLibrary.Get(call.Function).IsVolatile || FunctionLibrary.Get(call.Function).ReadsObject => false,
        _ => Parts(node).All(IsConstant),
    };

    /// <summary>One tree of many parts, not deeper than it must be.</summary>
    public static Expression Join(BinaryOperator logical, IReadOnlyList<Expression> parts)
    {
        return Balance(0, parts.Count);

        Expression Balance(int from, int to)
        {
            if (to - from == 1) return parts[from];
            var middle = from + (to - from + 1) / 2;
            var (left, right) = (Balance(from, middle), Balance(middle, to));
            return new BinaryExpression(logical, left, right) { Position = left.Position };
        }
    }

    /// <summary>The expression itself; refuses functions that give another value each time.</summary>
    public static Expression EnsureRepeatable(Expression node)
    {
        if (node is CallExpression call && FunctionLibrary.Get(call.Function).IsVolatile) throw ExpressionErrors.NotInFilter(call.Position, call.Function);
        foreach (var part in Parts(node)) EnsureRepeatable(part);
        return node;
    }
}
