namespace Altogic.Reactive.Backend.Modules.Database.Sql;

/// <summary>Chains of "column equals value" as one IN for each column, which an index can serve.</summary>
internal sealed class EqualityGroups
{
    private readonly List<(string Column, List<object> Values)> _groups = [];
    private readonly HashSet<EqualTo> _known = [];

    public void Add(IEnumerable<EqualTo> terms)
    {
        foreach (var term in terms)
        {
            if (!_known.Add(term)) continue;
            var values = _groups.Find(group => group.Column == term.Column).Values;
            if (values is null) _groups.Add((term.Column, values = []));
            values.Add(term.Value);
        }
    }

    public IEnumerable<string> ToSql(SqlParameters parameters)
    {
        foreach (var (column, values) in _groups)
        {
            yield return values.Count == 1
                ? $"{column} = {parameters.Add(values[0])}"
                : $"{column} IN ({string.Join(", ", values.Select(parameters.Add))})";
        }
    }
}
