namespace Altogic.Reactive.Tests.Packages;

/// <summary>A new project in a folder of its own that installs packages by name.</summary>
internal sealed record Project(string Folder)
{
    public static Project Create(string name, string framework, string properties, string items, params (string Name, string Text)[] files)
    {
        var project = new Project(PackedPackages.EmptyFolder(name));
        foreach (var (file, text) in files) File.WriteAllText(Path.Combine(project.Folder, file), text);
        File.WriteAllText(Path.Combine(project.Folder, name + ".csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>{framework}</TargetFramework>
                <LangVersion>latest</LangVersion>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <RestoreAdditionalProjectSources>{PackedPackages.Feed}</RestoreAdditionalProjectSources>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                {items}
              </ItemGroup>
            </Project>
            """);
        return project;
    }

    public static string Package(string name) => $"""<PackageReference Include="{name}" Version="{PackedPackages.Version}" />""";

    public async Task BuildAsync() => (await PackedPackages.Shell.DotNetAsync(Folder, "build", "-nologo", "-v", "q")).OutputOrFail();

    /// <summary>The path of a built file.</summary>
    public string Built(string framework, string file) => Path.Combine(Folder, "bin", "Debug", framework, file);
}
