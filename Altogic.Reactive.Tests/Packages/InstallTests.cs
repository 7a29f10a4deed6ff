using System.ComponentModel;
using System.Text.Json.Nodes;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Packages;

/// <summary>The packages in new projects, outside this repository: what they lack, nobody else brings.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class InstallTests
{
    private const string Http = """<Reference Include="System.Net.Http" />""";
    private string _tools = null!;

    [OneTimeSetUp]
    public async Task InstallToolAsync()
    {
        _tools = PackedPackages.EmptyFolder("tools");
        var install = await PackedPackages.Shell.DotNetAsync(
            _tools, "tool", "install", "Altogic.Reactive.Backend.Tool", "--version", PackedPackages.Version,
            "--tool-path", _tools, "--add-source", PackedPackages.Feed);
        install.OutputOrFail();
    }

    [Test]
    public async Task Tool_Answers()
    {
        using var backend = StartTool("answers");
        var (url, _) = await AddressAsync(backend);
        using var http = new HttpClient();

        var health = JsonNode.Parse(await http.GetStringAsync(new Uri(url + "/health")));

        Assert.That((string?)health?["status"], Is.EqualTo("ok"));
    }

    [Test]
    public async Task Net10_RunsTheReadme()
    {
        var project = Project.Create(
            "net10", "net10.0", "<OutputType>Exe</OutputType>", Project.Package("Altogic.Reactive") + Project.Package("Altogic.Reactive.Backend"),
            ("Program.cs", ReadmeProgram.WithBackend));
        await project.BuildAsync();

        var run = await PackedPackages.Shell.DotNetAsync(project.Folder, project.Built("net10.0", "net10.dll"));

        Assert.That(run.OutputOrFail(), Does.Match("^" + ReadmeProgram.Output + "$"));
    }

    [Test]
    public async Task NetStandard_RunsTheReadme()
    {
        using var backend = StartTool("netstandard");
        var (url, key) = await AddressAsync(backend);
        var library = Project.Create("library", "netstandard2.0", "", Project.Package("Altogic.Reactive"), ("Lines.cs", ReadmeProgram.AsLibrary),
            ("Options.cs", """public static class Options { public static object Make() => new Altogic.Reactive.AltogicClientOptions { ApiKey = "key" }; }"""));
        var runner = Project.Create(
            "runner", "net10.0", "<OutputType>Exe</OutputType>", $"""<ProjectReference Include="{library.Folder}/library.csproj" />""",
            ("Program.cs", "_ = Options.Make(); await Lines.RunAsync(args[0], args[1]);"));
        await runner.BuildAsync();

        var run = await PackedPackages.Shell.DotNetAsync(runner.Folder, runner.Built("net10.0", "runner.dll"), url, key);

        Assert.That(run.OutputOrFail(), Does.Match("^" + ReadmeProgram.Output + "$"));
    }

    /// <summary>The ten lines, and then everything that frameworks do differently.</summary>
    [Test]
    public async Task Net472_RunsTheReadmeAndTheTour_UnderMono()
    {
        await RequireMonoAsync();
        using var backend = StartTool("net472-data");
        var (url, key) = await AddressAsync(backend);
        var program = ReadmeProgram.ForBackendElsewhere.Replace("public sealed class Todo", """
            await Altogic.Reactive.Tests.Packages.ClientTour.RunAsync(url, key, args[2], Console.Out);

            public sealed class Todo
            """, StringComparison.Ordinal);
        var project = Project.Create(
            "net472", "net472", "<OutputType>Exe</OutputType>", Project.Package("Altogic.Reactive") + Http,
            ("Program.cs", program), ("ClientTour.cs", Repository.Read("Altogic.Reactive.Tests/Packages/ClientTour.cs")));
        await project.BuildAsync();

        var run = await PackedPackages.Shell.RunAsync(
            "mono", project.Folder, "--debug", project.Built("net472", "net472.exe"), url, key, PackedPackages.EmptyFolder("net472-files"));

        Assert.That(run.OutputOrFail(), Does.Match("^" + ReadmeProgram.Output).And.EndWith(ClientTour.End + "\n"));
    }

    [Test]
    public async Task Template_BuildsAndPassesItsTests()
    {
        var hive = PackedPackages.EmptyFolder("hive");
        var folder = PackedPackages.EmptyFolder("my-shop");
        var package = Path.Combine(PackedPackages.Feed, $"Altogic.Reactive.Templates.{PackedPackages.Version}.nupkg");
        (await PackedPackages.Shell.DotNetAsync(folder, "new", "install", package, "--debug:custom-hive", hive)).OutputOrFail();
        (await PackedPackages.Shell.DotNetAsync(folder, "new", "altogic-app", "--debug:custom-hive", hive)).OutputOrFail();
        Assert.That(File.Exists(Path.Combine(folder, "Backend", "my-shop.Backend.csproj")), Is.True, "the app has the folder's name, here one that no namespace can have");

        var tests = await PackedPackages.Shell.DotNetAsync(
            folder, "test", "-warnaserror", "-nologo", "-p:RestoreAdditionalProjectSources=" + PackedPackages.Feed);

        Assert.That(tests.OutputOrFail(), Does.Match(@"Passed!.*Failed:\s+0, Passed:\s+3, Skipped:\s+0"));
    }

    /// <summary>The backend for clients on frameworks that it does not run on itself.</summary>
    private BackendProcess StartTool(string data) => BackendProcess.StartProgram(
        Path.Combine(_tools, "altogic-backend"), _tools, new Dictionary<string, string>(), ["serve", "--url", "http://127.0.0.1:0", "--data", data]);

    private static async Task<(string Url, string Key)> AddressAsync(BackendProcess backend)
    {
        var ready = await backend.ReadyAsync();
        return ((string)ready["url"]!, (string)ready["clientKey"]!);
    }

    private static async Task RequireMonoAsync()
    {
        try
        {
            (await PackedPackages.Shell.RunAsync("mono", PackedPackages.EmptyFolder("mono"), "--version")).OutputOrFail();
        }
        catch (Win32Exception)
        {
            Assert.Ignore("Mono is not installed: the client is run on .NET Framework's side of the world where it is, and always in CI.");
        }
    }
}
