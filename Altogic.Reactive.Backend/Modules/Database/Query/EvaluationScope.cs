using System.Text.Json;
using Altogic.Reactive.Backend.Modules.Database.Sql;

namespace Altogic.Reactive.Backend.Modules.Database.Query;

/// <summary>What one evaluation sees: an object, what was joined to it, and the instant of the request. Not for use by two threads at once.</summary>
internal sealed class EvaluationScope
{
    /// <summary>The most steps of one evaluation: about half a second of work, far above what real objects need.</summary>
    public const long Budget = 5_000_000;

    private static readonly ModelContext NoModel = new("", null, new Dictionary<string, IReadOnlyDictionary<string, FieldDefinition>?>());

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

    /// <summary>Ends the evaluation with the request that it is part of; null where there is none.</summary>
    public QueryGuard? Guard { get; init; }

    /// <summary>The scope that constants are calculated in, all those of a request in one, so that they share its budget.</summary>
    public static EvaluationScope ForConstants(DateTimeOffset now, QueryGuard? guard) => new() { Model = NoModel, Now = now, Guard = guard };

    /// <summary>Counts the work of functions that loop, so that nested loops cannot hold a thread for long.</summary>
    /// <exception cref="ApiException">504 when the budget is spent or the request's time is over.</exception>
    public void Spend(long steps)
    {
        _spent += steps;
        if (_spent > Budget) throw ExpressionErrors.TooExpensive();
        Guard?.Spend(steps);
    }

    /// <summary>Counts what handing a value to a function costs.</summary>
    public void SpendOn(in Value argument) => Spend(argument.CostOfReading);

    /// <summary>Counts what a function has made.</summary>
    public Value Made(in Value result)
    {
        if (result.CostOfMaking is > 0 and var steps) Spend(steps);
        return result;
    }
}
