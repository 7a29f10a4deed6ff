using Altogic.Reactive.Backend.Modules.Database.Query.Values;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Grouping;

/// <summary>Keys are the same when type and value are: the text 1, the number 1 and true make three groups, missing and null one.</summary>
internal sealed class GroupKeyComparer : IEqualityComparer<Value[]>
{
    public static readonly GroupKeyComparer Instance = new();

    public bool Equals(Value[]? x, Value[]? y)
    {
        if (x is null || y is null || x.Length != y.Length) return x == y;
        for (var index = 0; index < x.Length; index++)
            if (Ordering.CompareAll(x[index], y[index]) != 0) return false;
        return true;
    }

    public int GetHashCode(Value[] obj)
    {
        var hash = new HashCode();
        foreach (ref readonly var value in obj.AsSpan()) AddTo(ref hash, value);
        return hash.ToHashCode();
    }

    private static void AddTo(ref HashCode hash, in Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Missing or ValueKind.Null: hash.Add(0); break;
            case ValueKind.Integer or ValueKind.Number: hash.Add(value.Number); break;
            case ValueKind.Text: hash.Add(value.Text, StringComparer.Ordinal); break;
            case ValueKind.Object: hash.Add(JsonText.Write(value), StringComparer.Ordinal); break;
            case ValueKind.List:
                hash.Add(value.Count);
                foreach (var item in value.Items) AddTo(ref hash, item);
                break;
            default: hash.Add((value.Kind, value.Milliseconds)); break;
        }
    }
}
