using System.Diagnostics;

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
        using var limit = new CancellationTokenSource(Patience);
        using var process = Process.Start(StartOf(program, folder, arguments))!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new CommandResult(program + " " + string.Join(' ', arguments), process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private ProcessStartInfo StartOf(string program, string folder, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

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
