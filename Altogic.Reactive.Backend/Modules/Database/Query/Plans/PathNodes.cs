using System.Text.Json;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Plans;

/// <summary>A path from a starting object along its members (expressions §4.2).</summary>
internal abstract class PathNode(PathStep[] steps) : Node
{
    public sealed override Value Evaluate(EvaluationScope scope, in Value item) => Follow(scope, Start(scope, item), steps);

    protected abstract Value Start(EvaluationScope scope, in Value item);

    private static Value Follow(EvaluationScope scope, Value value, PathStep[] steps)
    {
        for (var index = 0; index < steps.Length; index++)
        {
            var step = steps[index];
            if (step.IsItems) continue;
            if (value.Kind == ValueKind.List) return scope.Made(FanOut(value, steps, index));
            value = Next(value, step);
        }

        return value;
    }

    private static Value Next(in Value value, PathStep step) => value.Kind switch
    {
        ValueKind.Object => value.Member(step),
        // The id of what a plain reference points to is the reference itself.
        ValueKind.Text when step.IsId => value,
        _ => Value.Missing,
    };

    // A list in the middle gives the values behind each of its items; a list at the end stays one value.
    private static Value FanOut(in Value list, PathStep[] steps, int index)
    {
        var results = new List<Value>();
        Collect(list, steps, index, results);
        return Value.Of(results);
    }

    private static void Collect(in Value list, PathStep[] steps, int index, List<Value> results)
    {
        foreach (var item in list.Items)
        {
            var value = item;
            var at = index;
            while (at < steps.Length && value.Kind != ValueKind.List && !value.IsMissing)
            {
                if (!steps[at].IsItems) value = Next(value, steps[at]);
                at++;
            }

            while (at < steps.Length && steps[at].IsItems) at++;
            if (value.IsMissing) continue;
            if (value.Kind == ValueKind.List && at < steps.Length) Collect(value, steps, at, results);
            else results.Add(value);
        }
    }
}

/// <summary>A path of the object at hand.</summary>
internal sealed class FieldNode(PathStep[] steps, Shape shape) : PathNode(steps)
{
    protected override Value Start(EvaluationScope scope, in Value item) => Value.FromJson(scope.This, shape);
}

/// <summary>A field of the object at hand: the short way for what most paths are.</summary>
internal sealed class SingleFieldNode(PathStep step, Shape shape) : Node
{
    private readonly FieldNode _general = new([step], shape);

    public override Value Evaluate(EvaluationScope scope, in Value item)
    {
        var document = scope.This;
        if (document.ValueKind != JsonValueKind.Object) return _general.Evaluate(scope, item);
        return document.TryGetProperty(step.Utf8, out var value) ? Value.FromJson(value, step.Shape) : Value.Missing;
    }
}

/// <summary>A path of the list item at hand.</summary>
internal sealed class ItemNode(PathStep[] steps) : PathNode(steps)
{
    protected override Value Start(EvaluationScope scope, in Value item) => item;
}

/// <summary>A path of an object that a lookup found.</summary>
internal sealed class JoinedNode(string name, PathStep[] steps, Shape shape) : PathNode(steps)
{
    protected override Value Start(EvaluationScope scope, in Value item) =>
        scope.Lookups is not null && scope.Lookups.TryGetValue(name, out var found) ? Value.FromJson(found, shape) : Value.Missing;
}

/// <summary>A path of the candidate of a lookup query; outside of one, a field that happens to be called <c>lookup</c>.</summary>
internal sealed class CandidateNode(PathStep[] steps, Shape shape, Node field) : Node
{
    private readonly CandidatePath _candidate = new(steps, shape);

    public override Value Evaluate(EvaluationScope scope, in Value item) =>
        scope.Lookup is null ? field.Evaluate(scope, item) : _candidate.Evaluate(scope, item);

    private sealed class CandidatePath(PathStep[] steps, Shape shape) : PathNode(steps)
    {
        protected override Value Start(EvaluationScope scope, in Value item) => Value.FromJson(scope.Lookup!.Value, shape);
    }
}

/// <summary>A name that is a field where the object has one, else the model's own name before a field (expressions §4.1).</summary>
internal sealed class PrefixedNode(string name, Node field, Node withoutPrefix) : Node
{
    public override Value Evaluate(EvaluationScope scope, in Value item)
    {
        var isField = scope.This.ValueKind == JsonValueKind.Object && scope.This.TryGetProperty(name, out _);
        return isField ? field.Evaluate(scope, item) : withoutPrefix.Evaluate(scope, item);
    }
}
