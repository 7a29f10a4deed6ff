using System.Runtime.InteropServices;
using Altogic.Reactive.Backend;
using Altogic_App.Backend;

var stop = new TaskCompletionSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

await using var backend = await AppBackend.StartAsync(new AltogicBackendOptions
{
    Url = args.Length > 0 ? args[0] : "http://127.0.0.1:4180",
    DataDirectory = "altogic-data",
});
Console.WriteLine($"The backend listens on {backend.Url}. Ctrl+C stops it.");
await stop.Task;

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.TrySetResult();
}
