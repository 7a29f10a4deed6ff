using Altogic.Reactive.Backend.Modules.Database.Query.Values;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Functions;

/// <summary>Lists made of lists (expressions §8.2).</summary>
internal static class ListFunctions
{
    private const int LongestRange = 100_000;

    public static IEnumerable<FunctionDefinition> All { get; } =
    [
        new("APPEND(list, v1, …)", arguments => Extend("APPEND(list, v1, …)", arguments, atEnd: true)) { CanFail = true },
        new("PREPEND(list, v1, …)", arguments => Extend("PREPEND(list, v1, …)", arguments, atEnd: false)) { CanFail = true },
        new("REMOVE(list, v1, …)", Remove),
        new("ELEMENTAT(list, index)", ElementAt),
        new("FIRST(list)", (in Value list) => At(list, 0)),
        new("LAST(list)", (in Value list) => At(list, -1)),
        new("SLICE(list, start, [count])", Slice),
        new("REVERSE(list)", Reverse),
        new("SORT(list, [direction])", (scope, arguments) => Sort(scope, arguments[0], arguments.Length > 1 ? arguments[1] : Value.Missing)),
        new("FLATTEN(list)", Flatten),
        new("RANGE(from, to, [step])", Range),
        new("JOIN(list, [separator])", Join),
    ];

    // A list that is not there counts as empty, so that one odd object cannot fail a whole query (expressions §5.5).
    private static Value Extend(string usage, ReadOnlySpan<Value> arguments, bool atEnd)
    {
        var list = arguments[0];
        if (!list.IsNothing && list.Kind != ValueKind.List) throw ExpressionErrors.Argument($"{usage} needs a list as its first argument.");
        var items = list.IsNothing ? [] : list.ToArray();
        var added = arguments[1..].ToArray();
        return Value.Of(atEnd ? [.. items, .. added] : [.. added, .. items]);
    }

    private static Value Remove(ReadOnlySpan<Value> arguments)
    {
        if (arguments[0].Kind != ValueKind.List) return Value.Null;
        var kept = new List<Value>();
        foreach (var item in arguments[0].Items)
            if (!IsAny(item, arguments[1..])) kept.Add(item);
        return Value.Of(kept);
    }

    private static bool IsAny(in Value item, ReadOnlySpan<Value> values)
    {
        foreach (ref readonly var value in values)
            if (Equality.AreEqual(item, value)) return true;
        return false;
    }

    private static Value ElementAt(in Value list, in Value index) =>
        Conversions.TryToInt(index, out var position) ? At(list, position) : Value.Null;

    private static Value At(in Value list, int index)
    {
        if (list.Kind != ValueKind.List) return Value.Null;
        var position = index < 0 ? list.Count + index : index;
        if (position < 0 || position >= list.Count) return Value.Null;
        foreach (var item in list.Items)
            if (position-- == 0) return item;
        return Value.Null;
    }

    private static Value Slice(in Value list, in Value start, in Value count)
    {
        if (list.Kind != ValueKind.List || !Conversions.TryToInt(start, out var from)) return Value.Null;
        var items = list.ToArray();
        from = Math.Clamp(from < 0 ? items.Length + from : from, 0, items.Length);
        var length = items.Length - from;
        if (!count.IsNothing)
        {
            if (!Conversions.TryToInt(count, out var wanted)) return Value.Null;
            length = Math.Clamp(wanted, 0, length);
        }

        return Value.Of(items.AsSpan(from, length).ToArray());
    }

    private static Value Reverse(in Value list)
    {
        if (list.Kind != ValueKind.List) return Value.Null;
        Value[] items = [.. list.ToArray()];
        Array.Reverse(items);
        return Value.Of(items);
    }

    private static Value Sort(EvaluationScope scope, in Value list, in Value direction)
    {
        if (list.Kind != ValueKind.List) return Value.Null;
        scope.Spend((long)list.Count * System.Numerics.BitOperations.Log2((uint)list.Count + 1));
        var order = direction.Kind == ValueKind.Text ? direction.Text.ToLowerInvariant() : direction.IsNothing ? "asc" : null;
        var comparer = Comparer<Value>.Create((a, b) => Ordering.CompareAll(a, b));
        return order switch
        {
            "asc" => Value.Of([.. list.ToArray().Order(comparer)]),
            "desc" => Value.Of([.. list.ToArray().OrderDescending(comparer)]),
            _ => Value.Null,
        };
    }

    private static Value Flatten(in Value list)
    {
        if (list.Kind != ValueKind.List) return Value.Null;
        var items = new List<Value>();
        foreach (var item in list.Items)
        {
            if (item.Kind != ValueKind.List) items.Add(item);
            else items.AddRange(item.ToArray());
            if (items.Count > Value.MaxSize) return Value.Null;
        }

        return Value.Of(items);
    }

    private static Value Range(in Value from, in Value to, in Value step)
    {
        var stride = step.IsNothing ? Value.Of(1L) : step;
        if (!from.IsNumeric || !to.IsNumeric || !stride.IsNumeric || stride.Number == 0) return Value.Null;
        var length = Math.Ceiling((to.Number - from.Number) / stride.Number);
        if (length > LongestRange) return Value.Null;
        var items = new Value[Math.Max(0, (int)length)];
        for (var index = 0; index < items.Length; index++)
            items[index] = Arithmetic.Add(from, Arithmetic.Multiply(stride, Value.Of((long)index)));
        return Value.Of(items);
    }

    private static Value Join(in Value list, in Value separator)
    {
        if (list.Kind != ValueKind.List) return Value.Null;
        var between = Conversions.ToText(separator);
        var texts = new List<string>();
        var length = 0L;
        foreach (var item in list.Items)
        {
            texts.Add(Conversions.ToText(item));
            length += texts[^1].Length + between.Length;
            if (length > Value.MaxSize) return Value.Null;
        }

        return Value.Of(string.Join(between, texts));
    }
}
