using Newtonsoft.Json;

namespace Altogic.Reactive.Internal.Serialization;

/// <summary>The lists of an answer promise items that are there.</summary>
internal static class NoNulls
{
    /// <exception cref="JsonException">null stands in the list.</exception>
    public static void Require<T>(IEnumerable<T> items)
    {
        if (default(T) is null && items.Any(static item => item is null)) throw new JsonSerializationException("null stands among the items of a list.");
    }

    /// <summary>Reads a list; null is an empty one.</summary>
    /// <exception cref="JsonException">It is no list, or null stands in it.</exception>
    public static List<T> Read<T>(JsonReader reader, JsonSerializer serializer)
    {
        var items = serializer.Deserialize<List<T>>(reader) ?? [];
        Require(items);
        return items;
    }
}
