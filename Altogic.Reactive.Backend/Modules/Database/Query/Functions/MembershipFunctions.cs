using Altogic.Reactive.Backend.Modules.Database.Query.Values;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Functions;

/// <summary>What is in a list (expressions §8.2).</summary>
internal static class MembershipFunctions
{
    public static IEnumerable<FunctionDefinition> All { get; } =
    [
        new("IN(list, value)", (in Value list, in Value value) => Value.Of(IsIn(list, value))),
        new("NIN(list, value)", (in Value list, in Value value) => Value.Of(!IsIn(list, value))),
        new("SIZE(list)", Size),
        new("INDEXOF(list, value)", IndexOf),
    ];

    /// <summary>Membership with the list first; the other way round if only the second argument is a list.</summary>
    public static bool IsIn(in Value list, in Value value)
    {
        if (list.Kind == ValueKind.List) return Position(list, value) >= 0;
        return value.Kind == ValueKind.List && Position(value, list) >= 0;
    }

    public static int Position(in Value list, in Value value)
    {
        var index = 0;
        foreach (var item in list.Items)
        {
            if (Equality.AreEqual(item, value)) return index;
            index++;
        }

        return -1;
    }

    private static Value Size(in Value value) => value.Kind switch
    {
        ValueKind.List => Value.Of((long)value.Count),
        ValueKind.Text => Value.Of((long)CodePoints.Count(value.Text)),
        ValueKind.Missing or ValueKind.Null => Value.Of(0L),
        _ => Value.Null,
    };

    private static Value IndexOf(in Value list, in Value value) =>
        list.Kind == ValueKind.List ? Value.Of((long)Position(list, value)) : Value.Null;
}
