using System.Text.RegularExpressions;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Packages;

/// <summary>The ten lines of README.md, with what the text around them says: three usings and a class with an <c>_id</c>.</summary>
internal static partial class ReadmeProgram
{
    /// <summary>What a run prints.</summary>
    public const string Output = @"signed out\s+user [0-9a-f]{24}\s+1 of 1\s+";

    private static string Lines { get; } = Block().Match(Repository.Read("README.md").ReplaceLineEndings("\n")).Groups[1].Value;

    /// <summary>A program that starts the backend itself.</summary>
    public static string WithBackend => "using Altogic.Reactive.Backend;\n" + Usings + Lines + Todo;

    /// <summary>A program for a backend that runs elsewhere: its address and client key are the arguments.</summary>
    public static string ForBackendElsewhere => Usings + "var (url, key) = (args[0], args[1]);\n" + LinesForBackendElsewhere + Todo;

    /// <summary>The same as a library.</summary>
    public static string AsLibrary =>
        Usings + "public static class Lines { public static async Task RunAsync(string url, string key) {\n" + LinesForBackendElsewhere + "} }" + Todo;

    private const string Usings = "using Altogic.Reactive; using System.Reactive.Linq; using Newtonsoft.Json;\n";

    private const string Todo = """

        public sealed class Todo
        {
            [JsonProperty("_id")] public string? Id { get; set; }
            public string? Title { get; set; }
            public int Priority { get; set; }
            public bool Done { get; set; }
        }
        """;

    private static string LinesForBackendElsewhere => StartLine().Replace(Lines, "", 1)
        .Replace("backend.Url", "url", StringComparison.Ordinal)
        .Replace("backend.ClientKey", "key", StringComparison.Ordinal);

    [GeneratedRegex("## Ten lines\n.*?```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("^await using var backend = .*\n")]
    private static partial Regex StartLine();
}
