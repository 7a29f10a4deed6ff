using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>The backend's program as a child process.</summary>
internal sealed class BackendProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly Task<string> _errors;

    private BackendProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    /// <summary>Starts the program with these arguments, in this folder.</summary>
    public static BackendProcess Start(string folder, params string[] arguments) => Start(folder, new Dictionary<string, string>(), arguments);

    public static BackendProcess Start(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        StartProgram("dotnet", folder, environment, [Path.Combine(AppContext.BaseDirectory, "Altogic.Reactive.Backend.dll"), .. arguments]);

    /// <summary>The same for another build of the program.</summary>
    public static BackendProcess StartProgram(
        string program, string folder, IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments)
    {
        // A process started in the background ignores Ctrl+C, and so do its children unless they are told otherwise.
        var start = new ProcessStartInfo(OperatingSystem.IsLinux() ? "env" : program)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        if (OperatingSystem.IsLinux())
        {
            start.ArgumentList.Add("--default-signal=INT");
            start.ArgumentList.Add(program);
        }

        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new BackendProcess(Process.Start(start)!);
    }

    /// <summary>The JSON of the ready line; fails when the program ends without it.</summary>
    public async Task<JsonObject> ReadyAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        var line = await _process.StandardOutput.ReadLineAsync(limit.Token);
        Assert.That(line, Is.Not.Null.And.StartWith("ready {"), () => "no ready line; standard error: " + _errors.GetAwaiter().GetResult());
        return JsonNode.Parse(line!["ready ".Length..])!.AsObject();
    }

    /// <summary>Waits for the end and gives exit code, the rest of standard output, and standard error.</summary>
    public async Task<(int Code, string Output, string Errors)> EndAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        var output = await _process.StandardOutput.ReadToEndAsync(limit.Token);
        await _process.WaitForExitAsync(limit.Token);
        return (_process.ExitCode, output, await _errors);
    }

    public Task TerminateAsync() => SignalAsync("TERM");

    public Task InterruptAsync() => SignalAsync("INT");

    /// <summary>Lets it hang: connections stay open, nothing is answered.</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    public Task ResumeAsync() => SignalAsync("CONT");

    public void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        Assert.That(kill.ExitCode, Is.Zero);
    }
}
