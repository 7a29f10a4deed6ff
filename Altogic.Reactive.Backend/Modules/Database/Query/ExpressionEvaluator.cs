using System.Runtime.CompilerServices;

namespace Altogic.Reactive.Backend.Modules.Database.Query;

/// <summary>Runs expressions. It keeps the plan of a tree as long as the tree lives, so evaluating one tree on many objects is cheap.</summary>
internal static class ExpressionEvaluator
{
    private static readonly ConditionalWeakTable<Expression, CompiledExpression> Compiled = [];

    public static Value Evaluate(Expression expression, EvaluationScope scope) => Plan(expression, scope.Model).Evaluate(scope);

    /// <summary>Whether the result is true in the sense of a filter (expressions §5.1).</summary>
    public static bool IsTrue(Expression expression, EvaluationScope scope) => Plan(expression, scope.Model).IsTrue(scope);

    /// <summary>The plan of a tree for a model, from the cache where there is one.</summary>
    public static CompiledExpression Plan(Expression expression, ModelContext model)
    {
        if (Compiled.TryGetValue(expression, out var known) && ReferenceEquals(known.Model, model)) return known;
        var plan = CompiledExpression.Compile(expression, model);
        Compiled.AddOrUpdate(expression, plan);
        return plan;
    }
}
