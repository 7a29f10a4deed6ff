using Altogic.Reactive.Backend.Modules.Database.Query;

namespace Altogic.Reactive.Backend;

/// <summary>Finds the name that somebody probably meant.</summary>
internal static class NearMiss
{
    /// <summary><c> (did you mean X?)</c>, or an empty text when no candidate is near.</summary>
    public static string Hint(string name, IEnumerable<string> candidates) => Find(name, candidates) is { } near ? $" (did you mean {near}?)" : "";

    /// <summary>The candidate that differs least, at most by a third of its letters; null when none is near.</summary>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        string? best = null;
        var least = int.MaxValue;
        foreach (var candidate in candidates)
        {
            var most = Math.Max(1, candidate.Length / 3);
            var distance = EditDistance.Between(name.ToUpperInvariant(), candidate.ToUpperInvariant(), most);
            if (distance <= most && distance < least) (best, least) = (candidate, distance);
        }

        return best;
    }
}
