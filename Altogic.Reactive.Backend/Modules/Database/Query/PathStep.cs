using System.Text;

namespace Altogic.Reactive.Backend.Modules.Database.Query;

/// <summary>One segment of a path, with its name resolved for objects of the shape that is expected there.</summary>
internal sealed class PathStep
{
    public PathStep(string written, Shape owner)
    {
        Written = written;
        Owner = owner;
        (Name, Shape) = owner.Member(written);
        Utf8 = Encoding.UTF8.GetBytes(Name);
    }

    public string Written { get; }

    public Shape Owner { get; }

    public string Name { get; }

    public byte[] Utf8 { get; }

    public Shape Shape { get; }

    /// <summary>Whether the step is <c>$</c>, every item of a list, which a path reaches into anyway.</summary>
    public bool IsItems => Written == "$";

    public bool IsId => Written == "_id";

    public static PathStep[] Resolve(IEnumerable<string> segments, Shape owner)
    {
        var steps = new List<PathStep>();
        foreach (var segment in segments)
        {
            var step = new PathStep(segment, owner);
            if (!step.IsItems) owner = step.Shape;
            steps.Add(step);
        }

        return [.. steps];
    }
}
