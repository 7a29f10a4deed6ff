namespace Altogic.Reactive.Backend.Hosting.CommandLine;

/// <summary>What the command line asks for.</summary>
internal abstract record Command;

/// <summary><c>--help</c></summary>
internal sealed record HelpCommand : Command;

/// <summary><c>--version</c></summary>
internal sealed record VersionCommand : Command;

/// <summary><c>serve</c>; an absent option keeps its default.</summary>
internal sealed record ServeCommand(string Url, string DataDirectory, string? AppFile, string? ClientKey, LogLevel LogLevel) : Command
{
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];
}

/// <summary><c>import</c></summary>
internal sealed record ImportCommand(string Model, string File, string DataDirectory, string? AppFile) : Command;

/// <summary><c>users grant</c></summary>
internal sealed record GrantCommand(string Email, IReadOnlyList<string> Groups, string DataDirectory, string? AppFile) : Command;
