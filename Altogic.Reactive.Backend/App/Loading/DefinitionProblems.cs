namespace Altogic.Reactive.Backend.App.Loading;

/// <summary>Collects the mistakes of a definition, so that all of them are reported at once.</summary>
internal sealed class DefinitionProblems(DefinitionSource? source)
{
    private readonly List<AppDefinitionError> _errors = [];
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);

    public bool IsEmpty => _errors.Count == 0;

    /// <summary>Notes a mistake at <paramref name="path"/>; only the first one of a place is kept, the others mostly follow from it.</summary>
    public void Add(string path, string message, int? line = null)
    {
        if (_paths.Add(path)) _errors.Add(new AppDefinitionError(source?.File, line ?? source?.LineOf(path), path, message));
    }

    /// <exception cref="AppDefinitionException">There are mistakes.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0) throw new AppDefinitionException([.. _errors.OrderBy(e => e.Line ?? 0)]);
    }
}
