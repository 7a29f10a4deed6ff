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

    public static CompiledExpression Compile(Expression expression, ModelContext model) => new(new Binder(model).Bind(expression), model);

    public Value Evaluate(EvaluationScope scope) => _root.Evaluate(scope, Value.Missing);

    public bool IsTrue(EvaluationScope scope) => _root.IsTrue(scope, Value.Missing);
}
