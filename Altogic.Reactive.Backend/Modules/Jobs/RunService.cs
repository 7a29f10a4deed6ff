namespace Altogic.Reactive.Backend.Modules.Jobs;

/// <summary>Runs a service; throws <see cref="ApiException"/> when it gives no answer, and is cancelled only when asked to.</summary>
internal delegate Task<ServiceResponse> RunService(string service, ServiceContext context, TimeSpan? timeLimit, CancellationToken cancel);
