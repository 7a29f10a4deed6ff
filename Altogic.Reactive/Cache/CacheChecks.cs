namespace Altogic.Reactive.Cache;

/// <summary>The argument checks of this module; they throw at the call, before anything is built.</summary>
internal static class CacheChecks
{
    private const int LongestKey = 1024;

    public static string Key(string key, string name = "key")
    {
        if (key is null) throw new ArgumentNullException(name);
        if (key.Length == 0) throw new ArgumentException("A key must not be empty.", name);
        return key.Length <= LongestKey ? key : throw new ArgumentException($"A key has {LongestKey} characters at most.", name);
    }

    /// <summary>A copy, so that what the caller changes later is not sent.</summary>
    public static IReadOnlyList<string> Keys(IEnumerable<string> keys)
    {
        string[] list = [.. keys ?? throw new ArgumentNullException(nameof(keys))];
        if (list.Length == 0) throw new ArgumentException("At least one key is needed.", nameof(keys));
        foreach (var key in list) Key(key, nameof(keys));
        return list;
    }

    public static int? Seconds(int? ttl) =>
        ttl is < 0 ? throw new ArgumentOutOfRangeException(nameof(ttl), ttl, "It must be 0 or more.") : ttl;

    /// <summary>The number as JSON writes it best: 1 and not 1.0.</summary>
    public static object Finite(double number, string name)
    {
        const double LargestExact = 9007199254740992;
        if (double.IsNaN(number) || double.IsInfinity(number))
            throw new ArgumentOutOfRangeException(name, number, "It must be a finite number.");
        return Math.Floor(number) == number && Math.Abs(number) <= LargestExact ? (object)(long)number : number;
    }
}
