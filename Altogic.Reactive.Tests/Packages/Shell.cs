using System.Diagnostics;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Packages;

/// <summary>Runs programs as somebody does who knows nothing of this repository.</summary>
internal sealed class Shell(IReadOnlyDictionary<string, string> environment)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    /// <summary>The SDK's command.</summary>
    public Task<CommandResult> DotNetAsync(string folder, params string[] arguments) => RunAsync("dotnet", folder, arguments);

    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public async Task<CommandResult> RunAsync(string program, string folder, params string[] arguments)
    {
        var (code, output, errors) = await Programs.RunAsync(StartOf(program, folder, arguments), Patience);
        return new CommandResult(program + " " + string.Join(' ', arguments), code, output + errors);
    }

    private ProcessStartInfo StartOf(string program, string folder, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder };

        // what a test run sets for its own build must not reach the builds in here
        foreach (var name in start.Environment.Keys.Where(IsOfTheTestRun).ToList()) start.Environment.Remove(name);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return start;
    }

    private static bool IsOfTheTestRun(string name) =>
        name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("VSTest", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("ALTOGIC_", StringComparison.OrdinalIgnoreCase);
}
