using System.Text.RegularExpressions;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Conventions;

/// <summary>C# in the documents is compiled: every block stands, line by line, in a source file of Snippets/ or examples/.</summary>
public sealed partial class CodeBlockTests
{
    private static readonly string[] Compiled = Repository.Sources("Altogic.Reactive.Tests/Snippets")
        .Concat(Repository.Sources("examples"))
        .Select(f => Normalise(f.Text))
        .ToArray();

    public static IEnumerable<TestCaseData> Blocks() =>
        Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories)
            .Append(Repository.PathOf("README.md"))
            .SelectMany(file => Block().Matches(File.ReadAllText(file).ReplaceLineEndings("\n"))
                .Select((m, i) => new TestCaseData(m.Groups[1].Value)
                    .SetName($"{Path.GetRelativePath(Repository.Root, file)} block {i + 1}")));

    [TestCaseSource(nameof(Blocks))]
    public void Block_IsCompiledSource(string block) =>
        Assert.That(Compiled.Any(source => source.Contains(Normalise(block), StringComparison.Ordinal)), Is.True,
            "copy the block into a file of Altogic.Reactive.Tests/Snippets, so that it is compiled:\n" + block);

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    /// <summary>One trimmed line after the other, without blank ones: indentation differs between a page and a class.</summary>
    private static string Normalise(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0)) + "\n";
}
