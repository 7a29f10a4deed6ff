using System.Diagnostics;

namespace Altogic.Reactive.Examples.EndpointsAndQueues;

/// <summary>This program once more, as the price service.</summary>
internal sealed class PriceProcess : IDisposable
{
    private readonly Process _process;

    private PriceProcess(Process process, string url) => (_process, Url) = (process, url);

    public string Url { get; }

    public int Id => _process.Id;

    public static async Task<PriceProcess> StartAsync()
    {
        var self = Environment.ProcessPath!;
        var start = new ProcessStartInfo(self) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(self) == "dotnet") start.ArgumentList.Add(typeof(PriceProcess).Assembly.Location);
        start.ArgumentList.Add("service");
        start.Environment["Logging__LogLevel__Default"] = "None";
        var process = Process.Start(start)!;
        var url = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The price service did not start.");
        return new PriceProcess(process, url);
    }

    /// <summary>Asks it to stop and waits until it has.</summary>
    public async Task StopAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}
