namespace Altogic.Reactive.Backend.Hosting;

/// <summary>Leaves signals to the program: a library must not take Ctrl+C away from its host.</summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
