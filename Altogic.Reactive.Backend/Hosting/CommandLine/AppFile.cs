namespace Altogic.Reactive.Backend.Hosting.CommandLine;

/// <summary>Which app definition the command line means.</summary>
internal static class AppFile
{
    private const string Default = "altogic.json";

    /// <summary>The full path of <paramref name="named"/>, or of <c>./altogic.json</c> when that exists; null means schema-less.</summary>
    public static string? Find(string? named) => named is not null ? Path.GetFullPath(named) : File.Exists(Default) ? Path.GetFullPath(Default) : null;

    /// <exception cref="BackendStartException">The file cannot be read or has mistakes.</exception>
    public static AppDefinition? Load(string? file) => file is null ? null : AppDefinition.Load(file, []);
}
