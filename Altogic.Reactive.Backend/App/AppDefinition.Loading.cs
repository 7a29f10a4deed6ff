using System.Text;
using Altogic.Reactive.Backend.App.Loading;
using Altogic.Reactive.Backend.App.Validation;

namespace Altogic.Reactive.Backend;

public sealed partial record AppDefinition
{
    /// <summary>Where the definition was read from; null when it was built in code.</summary>
    internal DefinitionSource? Source { get; init; }

    /// <summary>Reads and checks an app definition file, <c>altogic.json</c>. Services that only code knows are checked at start.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="AppDefinitionException">The file has mistakes; all of them are listed with line and cure.</exception>
    /// <exception cref="BackendStartException">The file cannot be read.</exception>
    public static AppDefinition Load(string path) => Load(path, codeServices: null);

    /// <summary>Reads and checks an app definition. Services that only code knows are checked at start.</summary>
    /// <param name="json">The JSON text.</param>
    /// <exception cref="AppDefinitionException">The text has mistakes; all of them are listed with line and cure.</exception>
    public static AppDefinition Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read(Encoding.UTF8.GetBytes(json), "altogic.json", codeServices: null);
    }

    /// <inheritdoc cref="Load(string)"/>
    /// <param name="path">The file.</param>
    /// <param name="codeServices">The services written in C#; null leaves the names of services unchecked.</param>
    internal static AppDefinition Load(string path, IReadOnlyCollection<string>? codeServices)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Read(ReadFile(path), path, codeServices);
    }

    private static AppDefinition Read(byte[] utf8, string file, IReadOnlyCollection<string>? codeServices)
    {
        var source = new DefinitionSource(file);
        var problems = new DefinitionProblems(source);
        var json = LocatedJsonParser.Parse(utf8, source, problems);
        if (json is { Kind: not System.Text.Json.JsonValueKind.Object })
            problems.Add("", $"must be an object in {{ }}, not {SectionReader.Describe(json)}.", json.Line);
        if (json is null || json.Kind != System.Text.Json.JsonValueKind.Object) problems.ThrowIfAny();
        var app = AppDefinitionReader.Read(new SectionReader(json!, problems)) with { Source = source };
        AppDefinitionValidator.Validate(app, codeServices, problems);
        problems.ThrowIfAny();
        return app;
    }

    private static byte[] ReadFile(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BackendStartException($"The app definition {path} does not exist: create it, or name another file with --app FILE.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BackendStartException($"The app definition {path} cannot be read: {e.Message} Change its rights, or name another file with --app FILE.", e);
        }
    }
}
