namespace Altogic.Reactive.Backend.Modules.Database.Query;

/// <summary>The types that a value has while an expression runs (expressions §5).</summary>
internal enum ValueKind : byte
{
    Missing,
    Null,
    Boolean,
    Integer,
    Number,
    Text,
    Date,
    List,
    Object,
}
