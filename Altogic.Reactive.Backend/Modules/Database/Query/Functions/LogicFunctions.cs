using Altogic.Reactive.Backend.Modules.Database.Query.Plans;
using Altogic.Reactive.Backend.Modules.Database.Query.Values;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Functions;

/// <summary>Truth and choice (expressions §8.1).</summary>
internal static class LogicFunctions
{
    public static IEnumerable<FunctionDefinition> All { get; } =
    [
        new("AND(e1, …)", arguments => new AndNode(arguments)),
        new("OR(e1, …)", arguments => new OrNode(arguments)),
        new("NOT(e)", arguments => new NotNode(arguments[0])),
        new("XOR(a, b)", (in Value a, in Value b) => Value.Of(a.IsTrue != b.IsTrue)),
        new("TRUE()", _ => new ConstantNode(Value.True)),
        new("FALSE()", _ => new ConstantNode(Value.False)),
        new("IF(condition, a, [b])", arguments => new IfNode(arguments)),
        new("IFNULL(a, b)", arguments => new CoalesceNode(arguments)),
        new("COALESCE(a, …)", arguments => new CoalesceNode(arguments)),
        new("SWITCH(value, k1, r1, …)", arguments => new SwitchNode(arguments)),
    ];

    private sealed class IfNode(Node[] parts) : CompositeNode(parts)
    {
        public override Value Evaluate(EvaluationScope scope, in Value item)
        {
            if (Parts[0].IsTrue(scope, item)) return Parts[1].Evaluate(scope, item);
            return Parts.Length > 2 ? Parts[2].Evaluate(scope, item) : Value.Null;
        }
    }

    private sealed class CoalesceNode(Node[] parts) : CompositeNode(parts)
    {
        public override Value Evaluate(EvaluationScope scope, in Value item)
        {
            foreach (var part in Parts)
            {
                var value = part.Evaluate(scope, item);
                if (!value.IsNothing) return value;
            }

            return Value.Null;
        }
    }

    /// <summary>Pairs of key and result behind the value; an argument left over is the result when no key fits.</summary>
    private sealed class SwitchNode(Node[] parts) : CompositeNode(parts)
    {
        public override Value Evaluate(EvaluationScope scope, in Value item)
        {
            var value = Parts[0].Evaluate(scope, item);
            var index = 1;
            for (; index + 1 < Parts.Length; index += 2)
                if (Equality.AreEqual(value, Parts[index].Evaluate(scope, item))) return Parts[index + 1].Evaluate(scope, item);
            return index < Parts.Length ? Parts[index].Evaluate(scope, item) : Value.Null;
        }
    }
}
