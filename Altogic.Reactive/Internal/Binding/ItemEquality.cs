using System.Collections;
using Altogic.Reactive.Internal.Serialization;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace Altogic.Reactive.Internal.Binding;

/// <summary>
/// Whether an item has changed: JSON by its content, types with an <c>Equals</c> of their own by that, other classes by what they are in
/// JSON, since two reads of the same object never give the same instance.
/// </summary>
internal sealed class ItemEquality<T>(IEqualityComparer? custom) : IEqualityComparer<T>
{
    private const int DeepestNesting = 16;

    public bool Equals(T? x, T? y) => custom?.Equals(x, y) ?? AreEqual(x, y, depth: 0);

    public int GetHashCode(T obj) => throw new NotSupportedException("Items are found by their keys.");

    private static bool AreEqual(object? x, object? y, int depth)
    {
        if (ReferenceEquals(x, y)) return true;
        if (x is null || y is null) return false;
        if (x is JToken token) return y is JToken other && JToken.DeepEquals(token, other);
        // something this deep may be a circle; to take it for changed does no harm
        if (x.GetType() != y.GetType() || depth > DeepestNesting) return false;
        if (x.Equals(y)) return true;
        return JsonFormat.Default.Serializer.ContractResolver.ResolveContract(x.GetType()) switch
        {
            JsonObjectContract contract when !HasOwnEquals(x.GetType()) => HaveEqualMembers(contract, x, y, depth),
            JsonArrayContract => HaveEqualItems((IEnumerable)x, (IEnumerable)y, depth),
            JsonDictionaryContract when x is IDictionary entries => HaveEqualEntries(entries, (IDictionary)y, depth),
            _ => false,
        };
    }

    // records, values and everything else that says itself what equal means
    private static bool HasOwnEquals(Type type) =>
        type.GetMethod(nameof(Equals), [typeof(object)])?.DeclaringType is { } owner && owner != typeof(object);

    private static bool HaveEqualMembers(JsonObjectContract contract, object x, object y, int depth)
    {
        foreach (var property in contract.Properties)
        {
            if (property.Ignored || !property.Readable || property.ValueProvider is not { } values) continue;
            if (!AreEqual(values.GetValue(x), values.GetValue(y), depth + 1)) return false;
        }

        return true;
    }

    private static bool HaveEqualItems(IEnumerable x, IEnumerable y, int depth)
    {
        var others = y.GetEnumerator();
        using var end = others as IDisposable;
        foreach (var item in x)
            if (!others.MoveNext() || !AreEqual(item, others.Current, depth + 1)) return false;
        return !others.MoveNext();
    }

    private static bool HaveEqualEntries(IDictionary x, IDictionary y, int depth)
    {
        if (x.Count != y.Count) return false;
        foreach (var key in x.Keys)
            if (!y.Contains(key) || !AreEqual(x[key], y[key], depth + 1)) return false;
        return true;
    }
}
