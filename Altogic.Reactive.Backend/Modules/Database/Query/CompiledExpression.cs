using Altogic.Reactive.Backend.Modules.Database.Query.Plans;

namespace Altogic.Reactive.Backend.Modules.Database.Query;

/// <summary>An expression made ready for one model: names resolved, constants calculated. Safe for use by many threads.</summary>
internal sealed class CompiledExpression
{
    private readonly Node _root;

    private CompiledExpression(Node root, ModelContext model)
    {
        _root = root;
        Model = model;
    }

    public ModelContext Model { get; }

    /// <param name="expression">The tree.</param>
    /// <param name="model">What its names mean.</param>
    /// <param name="constants">Where constants are calculated: one for all of a request. Null: one for this expression.</param>
    public static CompiledExpression Compile(Expression expression, ModelContext model, EvaluationScope? constants = null) =>
        new(new Binder(model, constants ?? EvaluationScope.ForConstants(DateTimeOffset.UnixEpoch, null)).Bind(expression), model);

    public Value Evaluate(EvaluationScope scope) => _root.Evaluate(scope, Value.Missing);

    public bool IsTrue(EvaluationScope scope) => _root.IsTrue(scope, Value.Missing);
}
