namespace Altogic.Reactive.Backend.Modules.Database.Query.Functions;

/// <summary>Lists as sets, in the order of first occurrence (expressions §8.2). The work grows with the product of the lengths and is counted.</summary>
internal static class SetFunctions
{
    public static IEnumerable<FunctionDefinition> All { get; } =
    [
        new("UNIQUE(list)", Unique),
        new("UNION(a, b)", Union),
        new("INTERSECTION(a, b)", (scope, lists) => Keep(scope, lists, wanted: true)),
        new("DIFFERENCE(a, b)", (scope, lists) => Keep(scope, lists, wanted: false)),
        new("ISSUBSET(a, b)", IsSubset),
    ];

    private static bool AreLists(ReadOnlySpan<Value> values)
    {
        foreach (ref readonly var value in values)
            if (value.Kind != ValueKind.List) return false;
        return true;
    }

    private static Value Unique(EvaluationScope scope, ReadOnlySpan<Value> lists)
    {
        if (!AreLists(lists)) return Value.Null;
        var kept = new List<Value>();
        foreach (var item in lists[0].Items) AddNew(scope, kept, item);
        return Value.Of(kept);
    }

    private static Value Union(EvaluationScope scope, ReadOnlySpan<Value> lists)
    {
        if (!AreLists(lists)) return Value.Null;
        var kept = new List<Value>();
        foreach (var item in lists[0].Items) AddNew(scope, kept, item);
        foreach (var item in lists[1].Items) AddNew(scope, kept, item);
        return Value.Of(kept);
    }

    private static Value Keep(EvaluationScope scope, ReadOnlySpan<Value> lists, bool wanted)
    {
        if (!AreLists(lists)) return Value.Null;
        var kept = new List<Value>();
        foreach (var item in lists[0].Items)
        {
            scope.Spend(lists[1].Count);
            if (MembershipFunctions.Position(lists[1], item) >= 0 == wanted) AddNew(scope, kept, item);
        }

        return Value.Of(kept);
    }

    private static Value IsSubset(EvaluationScope scope, ReadOnlySpan<Value> lists)
    {
        if (!AreLists(lists)) return Value.Null;
        foreach (var item in lists[0].Items)
        {
            scope.Spend(lists[1].Count);
            if (MembershipFunctions.Position(lists[1], item) < 0) return Value.False;
        }

        return Value.True;
    }

    private static void AddNew(EvaluationScope scope, List<Value> kept, in Value item)
    {
        scope.Spend(kept.Count + 1);
        foreach (var known in kept)
            if (Values.Equality.AreEqual(known, item)) return;
        kept.Add(item);
    }
}
