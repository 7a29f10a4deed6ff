namespace Altogic.Reactive.Backend.Modules.Database.Query.Plans;

/// <summary>Finds out what the first segment of a path means (expressions §4.1).</summary>
internal sealed class PathBinder
{
    private readonly ModelContext _model;
    private readonly Shape _shape;
    private readonly Shape _candidate;
    private readonly string _modelName;

    public PathBinder(ModelContext model)
    {
        _model = model;
        _shape = Shape.Of(model.Fields);
        _candidate = Shape.Of(model.CandidateFields);
        _modelName = model.ModelName[(model.ModelName.LastIndexOf('.') + 1)..];
    }

    public Node Bind(IReadOnlyList<string> segments, bool insideItem)
    {
        var first = segments[0];
        if (first == "lookup") return new CandidateNode(Steps(segments, 1, _candidate), _candidate, BindOwn(segments, insideItem));
        if (first is "this" or "$") return insideItem ? new ItemNode(Steps(segments, 1, Shape.Any)) : BindField([.. segments.Skip(1)]);
        return BindOwn(segments, insideItem);
    }

    private Node BindOwn(IReadOnlyList<string> segments, bool insideItem)
    {
        if (insideItem) return new ItemNode(Steps(segments, 0, Shape.Any));
        return HasPrefix(segments) ? BindPrefixed(segments) : BindField(segments);
    }

    private bool HasPrefix(IReadOnlyList<string> segments) =>
        segments.Count > 1
        && FindLookup(segments[0]) is null
        && !_shape.Declares(segments[0])
        && string.Equals(segments[0], _modelName, StringComparison.OrdinalIgnoreCase);

    private Node BindPrefixed(IReadOnlyList<string> segments)
    {
        var withoutPrefix = BindField([.. segments.Skip(1)]);
        return _model.Fields is null ? new PrefixedNode(segments[0], BindField(segments), withoutPrefix) : withoutPrefix;
    }

    private Node BindField(IReadOnlyList<string> segments)
    {
        if (segments.Count > 0 && FindLookup(segments[0]) is { } name)
        {
            var joined = Shape.Of(_model.Lookups[name]);
            return new JoinedNode(name, Steps(segments, 1, joined), joined);
        }

        var steps = Steps(segments, 0, _shape);
        return steps is [{ IsItems: false } only] ? new SingleFieldNode(only, _shape) : new FieldNode(steps, _shape);
    }

    /// <summary>The lookup of that name; in any letter case where no field is meant.</summary>
    private string? FindLookup(string name)
    {
        if (_model.Lookups.ContainsKey(name)) return name;
        if (_shape.Declares(name)) return FindReplaced(name);
        var similar = _model.Lookups.Keys.Where(key => string.Equals(key, name, StringComparison.OrdinalIgnoreCase)).Take(2).ToList();
        return similar.Count == 1 ? similar[0] : null;
    }

    private string? FindReplaced(string field)
    {
        var declared = _shape.Member(field).Name;
        return _model.Lookups.ContainsKey(declared) ? declared : null;
    }

    private static PathStep[] Steps(IReadOnlyList<string> segments, int from, Shape owner) => PathStep.Resolve(segments.Skip(from), owner);
}
