namespace Altogic.Reactive.Backend.Modules.Database.Query;

/// <summary>What an expression may refer to: the model's fields and the lookups of the same request.</summary>
/// <param name="ModelName">The dotted model name; its last segment may prefix a field (expressions §4.1).</param>
/// <param name="Fields">The declared fields, or null when the model is schema-less.</param>
/// <param name="Lookups">Lookup name (or replaced reference field) → declared fields of the looked-up model, null when schema-less.</param>
internal sealed record ModelContext(
    string ModelName,
    IReadOnlyDictionary<string, FieldDefinition>? Fields,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, FieldDefinition>?> Lookups)
{
    /// <summary>In the query of a lookup, the declared fields of the model that <c>lookup</c> stands for; null when schema-less.</summary>
    public IReadOnlyDictionary<string, FieldDefinition>? CandidateFields { get; init; }
}
