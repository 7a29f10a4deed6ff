namespace Altogic.Reactive.Internal.Serialization;

/// <summary>The tags of a record: equal when they say the same in the same order.</summary>
internal readonly record struct StoredTags(IReadOnlyList<string>? Items)
{
    public bool Equals(StoredTags other) => ReferenceEquals(Items, other.Items) || (Items ?? []).SequenceEqual(other.Items ?? [], StringComparer.Ordinal);

    public override int GetHashCode() => Items?.Count ?? 0;
}
