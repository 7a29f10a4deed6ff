using System.Runtime.InteropServices;
using System.Text.Json;
using Altogic.Reactive.Backend.Hosting.Logging;
using Altogic.Reactive.Backend.Pipeline;

namespace Altogic.Reactive.Backend.Hosting.CommandLine;

/// <summary>Runs the backend until it is told to stop.</summary>
internal static class Server
{
    public static async Task RunAsync(ServeCommand command, TextWriter output, TextWriter error)
    {
        using var stop = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop));
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop));
        await using var log = new LineLog(error, LineFormat.ForStandardError(), command.LogLevel);
        var file = AppFile.Find(command.AppFile);
        try
        {
            var options = new AltogicBackendOptions
            {
                Url = command.Url,
                DataDirectory = command.DataDirectory,
                ClientKey = command.ClientKey,
                App = AppFile.Load(file),
                TrustedProxies = command.TrustedProxies,
                LoggerFactory = log,
            };
            await using var backend = await AltogicBackend.StartAsync(options, stop.Token);
            await output.WriteLineAsync(ReadyLine(backend, file));
            await output.FlushAsync(stop.Token);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop: by now the backend has drained.
        }
    }

    private static string ReadyLine(AltogicBackend backend, string? file) => "ready " + JsonSerializer.Serialize(
        new Dictionary<string, string?>
        {
            ["url"] = backend.Url,
            ["clientKey"] = backend.ClientKey,
            ["data"] = backend.DataDirectory,
            ["app"] = file,
        },
        JsonText.Options);

    private static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
    {
        // The second signal is not held back: somebody is in a hurry.
        if (stop.IsCancellationRequested) return;
        signal.Cancel = true;
        stop.Cancel();
    }
}
