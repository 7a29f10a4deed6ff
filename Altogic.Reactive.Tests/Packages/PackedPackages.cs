using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Packages;

/// <summary>This build's packages in a folder of their own, under a version that nobody else has, and a cache that is gone afterwards.</summary>
[SetUpFixture]
[Parallelizable(ParallelScope.Self)]
public sealed class PackedPackages
{
    private static readonly string[] Projects =
        ["Altogic.Reactive", "Altogic.Reactive.Backend", "Altogic.Reactive.Backend/Tool", "examples/template"];

    private static TemporaryFolder? s_folder;

    /// <summary>Where the packages lie.</summary>
    internal static string Feed => Directory.CreateDirectory(PathOf("feed")).FullName;

    internal static string Version { get; } = "0.1.0-test." + Guid.NewGuid().ToString("n");

    internal static Shell Shell { get; private set; } = null!;

    /// <summary>An empty folder below none of this repository's settings.</summary>
    internal static string EmptyFolder(string name) => Directory.CreateDirectory(PathOf(name)).FullName;

    /// <summary>Packs what the test run has built.</summary>
    [OneTimeSetUp]
    public async Task PackAsync()
    {
        s_folder = new TemporaryFolder();
        Shell = new Shell(Environment());
        foreach (var project in Projects)
        {
            var packed = await Shell.DotNetAsync(
                Repository.Root, "pack", project, "--no-build", "-c", Configuration, "-o", Feed, "-p:PackageVersion=" + Version, "-nologo");
            packed.OutputOrFail();
        }
    }

    [OneTimeTearDown]
    public void Remove() => s_folder?.Dispose();

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private static string PathOf(string name) => Path.Combine(s_folder!.Path, name);

    /// <summary>Packages of others come from the machine's own cache where it has them; ours never get there.</summary>
    private static Dictionary<string, string> Environment() => new()
    {
        ["NUGET_PACKAGES"] = PathOf("cache"),
        ["NUGET_FALLBACK_PACKAGES"] = System.Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
        ["DOTNET_NOLOGO"] = "1",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_CLI_UI_LANGUAGE"] = "en",
        ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false",

        // nothing of these builds may stay behind in memory
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["UseSharedCompilation"] = "false",
    };
}
