namespace Altogic.Reactive.Tests.Backend.Database.Query;

/// <summary>A line of <c>RealWorldQueries.txt</c>.</summary>
internal sealed record RealWorldQuery(string Number, string Text)
{
    public static IReadOnlyList<RealWorldQuery> All { get; } = Read();

    public static IEnumerable<RealWorldQuery> Of(char family) => All.Where(query => query.Number[0] == family);

    public static string TextOf(string number) => All.Single(query => query.Number == number).Text;

    /// <summary>The parts of a line in a notation with bars.</summary>
    public string[] Parts => [.. (Text + " ").Split(" | ", 4).Select(part => part.TrimEnd())];

    public override string ToString() => $"{Number} {Text}";

    private static List<RealWorldQuery> Read()
    {
        using var stream = typeof(RealWorldQuery).Assembly.GetManifestResourceStream("RealWorldQueries.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n')
            .Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Select(line => line.Split(" :: ", 2))
            .Select(parts => new RealWorldQuery(parts[0], parts.Length > 1 ? parts[1] : ""))
            .ToList();
    }
}
