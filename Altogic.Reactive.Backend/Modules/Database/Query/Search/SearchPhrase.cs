namespace Altogic.Reactive.Backend.Modules.Database.Query.Search;

/// <summary>Words that stand one after the other, with and without their endings; mostly just one word.</summary>
internal sealed class SearchPhrase(IReadOnlyList<string> words) : IEquatable<SearchPhrase>
{
    public IReadOnlyList<string> Stems { get; } = [.. words.Select(PorterStemmer.Stem)];

    public string ToFts() => $"\"{string.Join(' ', words)}\"";

    public bool Equals(SearchPhrase? other) => other is not null && Stems.SequenceEqual(other.Stems, StringComparer.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as SearchPhrase);

    public override int GetHashCode() => string.GetHashCode(Stems[0], StringComparison.Ordinal);
}
