// Clean · Format · Build · Test · Examples · Pack · Bench. Default is what CI runs: dotnet tool restore && dotnet cake

var target = Argument("target", "Default");
var configuration = Argument("configuration", "Release");
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
    DotNetBuild(solution, new DotNetBuildSettings { Configuration = configuration, NoLogo = true }));

Task("Test").IsDependentOn("Build").Does(() =>
    DotNetTest(solution, new DotNetTestSettings
    {
        Configuration = configuration,
        NoBuild = true,
        NoLogo = true,
        Loggers = new[] { "trx" },
        ResultsDirectory = artifacts + Directory("tests"),
    }));

Task("Examples").IsDependentOn("Build").DoesForEach(() => GetFiles("examples/*/*.csproj"), project =>
    DotNetRun(project.FullPath, new ProcessArgumentBuilder(), new DotNetRunSettings { Configuration = configuration, NoBuild = true }));

Task("Pack").IsDependentOn("Build").Does(() =>
    DotNetPack(solution, new DotNetPackSettings
    {
        Configuration = configuration,
        NoBuild = true,
        OutputDirectory = artifacts + Directory("packages"),
    }));

Task("Bench").Does(() =>
    DotNetRun(
        "Altogic.Reactive.Benchmarks/Altogic.Reactive.Benchmarks.csproj",
        new ProcessArgumentBuilder().Append(Argument("suite", "all")),
        new DotNetRunSettings { Configuration = "Release" }));

Task("Default").IsDependentOn("Format").IsDependentOn("Test").IsDependentOn("Examples");

RunTarget(target);
