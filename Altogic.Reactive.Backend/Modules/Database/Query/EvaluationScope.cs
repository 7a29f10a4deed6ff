using System.Text.Json;

namespace Altogic.Reactive.Backend.Modules.Database.Query;

/// <summary>What one evaluation sees: an object, what was joined to it, and the instant of the request. Not for use by two threads at once.</summary>
internal sealed class EvaluationScope
{
    // About half a second of work; far above what real objects need.
    private const long Budget = 5_000_000;

    private long _spent;

    public required ModelContext Model { get; init; }

    /// <summary>The object at hand; the default value is none: every field is missing.</summary>
    public JsonElement This { get; init; }

    /// <summary>The candidate of a lookup query; null outside of one.</summary>
    public JsonElement? Lookup { get; init; }

    /// <summary>Lookup name, or reference field that a lookup replaces → the object that matched. No entry: nothing matched.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Lookups { get; init; }

    /// <summary>The same for all objects of a request.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Counts the work of functions that loop, so that nested loops cannot hold a thread for long.</summary>
    public void Spend(long steps)
    {
        _spent += steps;
        if (_spent > Budget) throw ExpressionErrors.TooExpensive();
    }
}
