using System.Diagnostics;

namespace Altogic.Reactive.Benchmarks;

/// <summary>A process that says <c>ready …</c> on its first line and ends when its input closes, or by its own pid.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process, string ready) => (_process, Ready) = (process, ready);

    /// <summary>What followed the word <c>ready</c>.</summary>
    public string Ready { get; }

    public int Id => _process.Id;

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<ChildProcess> StartAsync(string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardInput = true };
        var process = Process.Start(start) ?? throw new InvalidOperationException("Could not start " + file);
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(file + " ended before it was ready");
        if (!line.StartsWith("ready ", StringComparison.Ordinal)) throw new InvalidOperationException("Unexpected first line: " + line);
        return new ChildProcess(process, line["ready ".Length..]);
    }

    /// <summary>Gives it a line and reads the one that it answers.</summary>
    public async Task<string> AskAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        return await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("It ended without an answer.");
    }

    /// <summary>This program again, with other arguments.</summary>
    public static Task<ChildProcess> StartSelfAsync(params string[] arguments) =>
        StartAsync("dotnet", [typeof(ChildProcess).Assembly.Location, .. arguments]);

    /// <summary>What a process writes; it fails when the process does, with what it said.</summary>
    public static async Task<string> RunAsync(string file, string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("Could not start " + file);
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{file} ended with {process.ExitCode}: {await errors}");
    }

    /// <summary>Ends it without a warning.</summary>
    public void Kill() => _process.Kill();

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5000))
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
