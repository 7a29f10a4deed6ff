using Altogic.Reactive.Backend.Modules.Database.Query.Values;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Plans;

/// <summary>A node whose constancy is that of its parts.</summary>
internal abstract class CompositeNode(params Node[] parts) : Node
{
    private readonly Constancy _constancy = parts.Length == 0 ? Constancy.Always : parts.Max(part => part.Constancy);

    public override Constancy Constancy => _constancy;

    protected Node[] Parts => parts;
}

/// <summary>All are true, from left to right, as far as needed.</summary>
internal sealed class AndNode(Node[] parts) : CompositeNode(parts)
{
    public override Value Evaluate(EvaluationScope scope, in Value item) => Value.Of(IsTrue(scope, item));

    public override bool IsTrue(EvaluationScope scope, in Value item)
    {
        foreach (var part in Parts)
            if (!part.IsTrue(scope, item)) return false;
        return true;
    }
}

/// <summary>One is true, from left to right, as far as needed.</summary>
internal sealed class OrNode(Node[] parts) : CompositeNode(parts)
{
    public override Value Evaluate(EvaluationScope scope, in Value item) => Value.Of(IsTrue(scope, item));

    public override bool IsTrue(EvaluationScope scope, in Value item)
    {
        foreach (var part in Parts)
            if (part.IsTrue(scope, item)) return true;
        return false;
    }
}

internal sealed class NotNode(Node operand) : CompositeNode(operand)
{
    public override Value Evaluate(EvaluationScope scope, in Value item) => Value.Of(!operand.IsTrue(scope, item));

    public override bool IsTrue(EvaluationScope scope, in Value item) => !operand.IsTrue(scope, item);
}

internal sealed class EqualNode(Node left, Node right, bool expected) : CompositeNode(left, right)
{
    public override Value Evaluate(EvaluationScope scope, in Value item) => Value.Of(IsTrue(scope, item));

    public override bool IsTrue(EvaluationScope scope, in Value item)
    {
        var (first, second) = (left.Evaluate(scope, item), right.Evaluate(scope, item));
        if (first.Kind >= ValueKind.List) scope.SpendOn(first);
        return Equality.AreEqual(first, second) == expected;
    }
}

/// <summary>A value that is equal to one of many constants.</summary>
internal sealed class AnyOfNode(Node operand, Value[] constants) : CompositeNode(operand)
{
    public override Value Evaluate(EvaluationScope scope, in Value item) => Value.Of(IsTrue(scope, item));

    public override bool IsTrue(EvaluationScope scope, in Value item)
    {
        var value = operand.Evaluate(scope, item);
        foreach (ref readonly var constant in constants.AsSpan())
            if (Equality.AreEqual(value, constant)) return true;
        return false;
    }
}

internal sealed class OrderNode(BinaryOperator binary, Node left, Node right) : CompositeNode(left, right)
{
    public override Value Evaluate(EvaluationScope scope, in Value item) => Value.Of(IsTrue(scope, item));

    public override bool IsTrue(EvaluationScope scope, in Value item)
    {
        var (first, second) = (left.Evaluate(scope, item), right.Evaluate(scope, item));
        if (first.Kind >= ValueKind.List) scope.SpendOn(first);
        return Ordering.Compare(first, second) is { } order && Holds(order);
    }

    private bool Holds(int order) => binary switch
    {
        BinaryOperator.Less => order < 0,
        BinaryOperator.LessOrEqual => order <= 0,
        BinaryOperator.Greater => order > 0,
        _ => order >= 0,
    };
}

internal sealed class ListNode(Node[] items) : CompositeNode(items)
{
    public override Value Evaluate(EvaluationScope scope, in Value item)
    {
        var values = new Value[Parts.Length];
        for (var index = 0; index < values.Length; index++) values[index] = Parts[index].Evaluate(scope, item);
        return scope.Made(Value.Of(values));
    }
}
