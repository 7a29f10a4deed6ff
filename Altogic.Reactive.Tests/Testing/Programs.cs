using System.Diagnostics;

namespace Altogic.Reactive.Tests.Testing;

/// <summary>Programs that a test runs to their end: none is waited for without a limit, and none outlives it.</summary>
internal static class Programs
{
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(ProcessStartInfo start, TimeSpan patience)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var limit = new CancellationTokenSource(patience);
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            throw new AssertionException($"{start.FileName} {string.Join(' ', start.ArgumentList)} was not over after {patience}.");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
