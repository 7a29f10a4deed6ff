using Newtonsoft.Json;

namespace Altogic.Reactive.Internal.Serialization;

/// <summary>
/// Gives every object of a list the same string for the same member name. A fixed number of slots, the newest name wins;
/// threads may lose each other's entries, never read a wrong one.
/// </summary>
internal sealed class PropertyNames : JsonNameTable
{
    private const int Slots = 1024;
    private const int LongestName = 64;

    private readonly string?[] _names = new string?[Slots];

    public override string? Get(char[] key, int start, int length)
    {
        if (length is 0 or > LongestName) return null;
        var name = key.AsSpan(start, length);
        ref var slot = ref _names[Hash(name) & (Slots - 1)];
        var known = slot;
        if (known is not null && name.SequenceEqual(known.AsSpan())) return known;
        return slot = name.ToString();
    }

    private static int Hash(ReadOnlySpan<char> name)
    {
        var hash = 5381;
        foreach (var character in name) hash = unchecked((hash * 33) ^ character);
        return hash ^ (hash >> 15);
    }
}
