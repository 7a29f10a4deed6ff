namespace Altogic.Reactive.Tests.Backend.Database.Query.Functions;

/// <summary>Lines of the form <c>expression → result</c>, by family.</summary>
internal static class FunctionCases
{
    public static IEnumerable<(string Name, string Lines)> All { get; } =
        [.. LogicCases.Families, .. ListCases.Families, .. TextCases.Families, .. NumberCases.Families];
}
