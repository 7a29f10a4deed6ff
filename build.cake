// Clean · Format · Build · Test · TestTurkish · Examples · Pack · SingleFile · Bench. Default takes the steps of .ci/run, in its order:
// dotnet tool restore && dotnet cake

var target = Argument("target", "Default");
var configuration = Argument("configuration", "Debug");
var solution = "Altogic.Reactive.sln";
var artifacts = Directory("artifacts");

Task("Clean").Does(() =>
{
    CleanDirectory(artifacts);
    DotNetClean(solution, new DotNetCleanSettings { Configuration = configuration, Verbosity = DotNetVerbosity.Quiet });
});

Task("Format").Does(() =>
    DotNetFormatWhitespace(solution, new DotNetFormatSettings { VerifyNoChanges = true }));

Task("Build").Does(() =>
    DotNetBuild(solution, new DotNetBuildSettings
    {
        Configuration = configuration,
        NoLogo = true,
        ArgumentCustomization = arguments => arguments.Append("-warnaserror"),
    }));

Task("Test").IsDependentOn("Build").Does(() => DotNetTest(solution, Tests()));

// The client's tests once more as they run on a Turkish machine, where "I".ToLower() is not "i".
Task("TestTurkish").IsDependentOn("Build").Does(() =>
{
    var settings = Tests();
    settings.EnvironmentVariables["ALTOGIC_TEST_CULTURE"] = "tr-TR";
    settings.Filter = "FullyQualifiedName!~Tests.Backend."
        + "&FullyQualifiedName!~Tests.EndToEnd."
        + "&FullyQualifiedName!~Tests.Interop."
        + "&FullyQualifiedName!~Tests.Conventions."
        + "&FullyQualifiedName!~Tests.Desktop."
        + "&FullyQualifiedName!~Tests.Packages.";
    // Above its limit of 2,000 the adapter runs every test, whatever the filter says.
    settings.ArgumentCustomization = arguments => arguments.Append("-- NUnit.AssemblySelectLimit=100000");
    DotNetTest("Altogic.Reactive.Tests", settings);
});

// Those that need more than .NET (a desktop, Windows) are built only.
Task("Examples").IsDependentOn("Build").DoesForEach(
    () => GetFiles("examples/*/*.csproj").Where(project => System.IO.File.ReadAllText(project.FullPath).Contains("<TargetFramework>net10.0<")),
    project => DotNetRun(project.FullPath, new ProcessArgumentBuilder(), new DotNetRunSettings { Configuration = configuration, NoBuild = true }));

// Client, backend, tool and template. CI installs those of its own build in new projects: Altogic.Reactive.Tests/Packages.
Task("Pack").Does(() =>
{
    var packages = artifacts + Directory("packages");
    CleanDirectory(packages);
    foreach (var project in new[] { "Altogic.Reactive", "Altogic.Reactive.Backend", "Altogic.Reactive.Backend/Tool", "examples/template" })
    {
        DotNetPack(project, new DotNetPackSettings
        {
            Configuration = "Release",
            OutputDirectory = packages,
            NoLogo = true,
            ArgumentCustomization = arguments => arguments.Append("-warnaserror"),
        });
    }
});

// The backend as one file that needs no .NET: --runtime=linux-x64, linux-arm64, win-x64 …
Task("SingleFile").Does(() =>
{
    var runtime = Argument("runtime", "linux-x64");
    var folder = artifacts + Directory("single-file") + Directory(runtime);
    CleanDirectory(folder);
    DotNetPublish("Altogic.Reactive.Backend/Tool", new DotNetPublishSettings
    {
        Configuration = "Release",
        Runtime = runtime,
        OutputDirectory = folder,
        NoLogo = true,
    });
    foreach (var file in GetFiles(folder.Path + "/*")) Information("{0}: {1:0.0} MB", file, new System.IO.FileInfo(file.FullPath).Length / 1e6);
});

Task("Bench").Does(() =>
    DotNetRun(
        "Altogic.Reactive.Benchmarks/Altogic.Reactive.Benchmarks.csproj",
        new ProcessArgumentBuilder().Append(Argument("suite", "all")),
        new DotNetRunSettings { Configuration = "Release" }));

Task("Default").IsDependentOn("Format").IsDependentOn("Build").IsDependentOn("Test").IsDependentOn("TestTurkish").IsDependentOn("Examples");

DotNetTestSettings Tests() => new()
{
    Configuration = configuration,
    NoBuild = true,
    NoLogo = true,
    Loggers = new[] { "trx" },
    ResultsDirectory = artifacts + Directory("tests"),
};

RunTarget(target);
