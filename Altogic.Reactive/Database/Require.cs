using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace Altogic.Reactive.Database;

/// <summary>The argument checks of this module; they throw at the call, before anything is built (db-query §12).</summary>
internal static class Require
{
    public static string Text(string value, string name)
    {
        if (value is null) throw new ArgumentNullException(name);
        if (string.IsNullOrWhiteSpace(value)) throw new ArgumentException("It must not be blank.", name);
        return value;
    }

    public static TValue NotNull<TValue>(TValue value, string name)
        where TValue : class => value ?? throw new ArgumentNullException(name);

    public static int Positive(int value, string name) =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(name, value, "It must be 1 or more.");

    public static IReadOnlyList<TItem> Items<TItem>(IEnumerable<TItem> items, string name)
    {
        TItem[] list = [.. NotNull(items, name)];
        if (list.Length == 0) throw new ArgumentException("At least one is needed.", name);
        foreach (var item in list)
            if (item is null) throw new ArgumentException("No entry may be null.", name);
        return list;
    }

    /// <summary>Something that JSON makes an object of.</summary>
    public static object Fields(object values, string name, JsonSerializer serializer)
    {
        NotNull(values, name);
        if (IsList(values, serializer)) throw new ArgumentException("One object is expected; lists go to CreateMany and AppendMany.", name);
        var contract = serializer.ContractResolver.ResolveContract(values.GetType());
        if (values is JValue || contract is JsonPrimitiveContract or JsonStringContract)
            throw new ArgumentException("An object with fields is expected.", name);
        return values;
    }

    public static bool IsList(object values, JsonSerializer serializer) =>
        values is JArray || serializer.ContractResolver.ResolveContract(values.GetType()) is JsonArrayContract;
}
