namespace Altogic.Reactive.Backend.Modules.Database.Query.Search;

/// <summary>Where the words of one text stand.</summary>
internal sealed class WordIndex
{
    private readonly List<string> _stems;
    private readonly Dictionary<string, List<int>> _positions = new(StringComparer.Ordinal);

    public WordIndex(string text)
    {
        _stems = TextTokenizer.Tokenize(text);
        for (var index = 0; index < _stems.Count; index++)
        {
            var stem = _stems[index] = PorterStemmer.Stem(_stems[index]);
            if (!_positions.TryGetValue(stem, out var positions)) _positions[stem] = positions = [];
            positions.Add(index);
        }
    }

    public int Length => _stems.Count;

    /// <summary>How often the phrase occurs.</summary>
    public int Count(SearchPhrase phrase)
    {
        if (!_positions.TryGetValue(phrase.Stems[0], out var starts)) return 0;
        return phrase.Stems.Count == 1 ? starts.Count : starts.Count(start => IsAt(start, phrase));
    }

    private bool IsAt(int start, SearchPhrase phrase)
    {
        if (start + phrase.Stems.Count > _stems.Count) return false;
        for (var index = 1; index < phrase.Stems.Count; index++)
            if (_stems[start + index] != phrase.Stems[index]) return false;
        return true;
    }
}
