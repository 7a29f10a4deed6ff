namespace Altogic.Reactive.Backend.Modules.Database.Query.Plans;

internal delegate Value OneArgument(in Value a);

internal delegate Value TwoArguments(in Value a, in Value b);

internal delegate Value ThreeArguments(in Value a, in Value b, in Value c);

internal delegate Value ManyArguments(ReadOnlySpan<Value> arguments);

internal delegate Value ManyArgumentsInScope(EvaluationScope scope, ReadOnlySpan<Value> arguments);

internal sealed class OneArgumentNode(OneArgument body, Node a) : CompositeNode(a)
{
    public override Value Evaluate(EvaluationScope scope, in Value item)
    {
        var first = a.Evaluate(scope, item);
        scope.SpendOn(first);
        return scope.Made(body(first));
    }
}

internal sealed class TwoArgumentsNode(TwoArguments body, Node a, Node b) : CompositeNode(a, b)
{
    public override Value Evaluate(EvaluationScope scope, in Value item)
    {
        var (first, second) = (a.Evaluate(scope, item), b.Evaluate(scope, item));
        scope.SpendOn(first);
        scope.SpendOn(second);
        return scope.Made(body(first, second));
    }
}

internal sealed class ThreeArgumentsNode(ThreeArguments body, Node a, Node b, Node c) : CompositeNode(a, b, c)
{
    public override Value Evaluate(EvaluationScope scope, in Value item)
    {
        var (first, second, third) = (a.Evaluate(scope, item), b.Evaluate(scope, item), c.Evaluate(scope, item));
        scope.SpendOn(first);
        scope.SpendOn(second);
        scope.SpendOn(third);
        return scope.Made(body(first, second, third));
    }
}

internal sealed class ManyArgumentsNode(ManyArgumentsInScope body, Node[] arguments) : CompositeNode(arguments)
{
    public override Value Evaluate(EvaluationScope scope, in Value item)
    {
        var values = new Value[Parts.Length];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = Parts[index].Evaluate(scope, item);
            scope.SpendOn(values[index]);
        }

        return scope.Made(body(scope, values));
    }
}
