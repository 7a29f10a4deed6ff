namespace Altogic.Reactive.Backend.Modules.Database.Query.Plans;

internal sealed class ConstantNode(Value value) : Node
{
    private readonly bool _isTrue = value.IsTrue;

    public Value Value => value;

    public override Constancy Constancy => Constancy.Always;

    public override Value Evaluate(EvaluationScope scope, in Value item) => value;

    public override bool IsTrue(EvaluationScope scope, in Value item) => _isTrue;
}

/// <summary>Keeps the result of a part that depends on nothing but the instant of the request.</summary>
internal sealed class PerRequestNode(Node inner) : Node
{
    private Known? _known;

    public override Constancy Constancy => Constancy.PerRequest;

    public override Value Evaluate(EvaluationScope scope, in Value item)
    {
        var known = _known;
        if (known is null || known.Now != scope.Now) _known = known = new Known(scope.Now, inner.Evaluate(scope, item));
        return known.Value;
    }

    private sealed record Known(DateTimeOffset Now, Value Value);
}

/// <summary><c>NOW()</c></summary>
internal sealed class NowNode : Node
{
    public override Constancy Constancy => Constancy.PerRequest;

    public override Value Evaluate(EvaluationScope scope, in Value item) => Value.OfDate(scope.Now);
}
