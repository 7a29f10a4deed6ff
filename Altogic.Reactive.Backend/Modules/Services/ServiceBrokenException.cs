namespace Altogic.Reactive.Backend.Modules.Services;

/// <summary>The body of a service's answer broke off, or paused for too long, after its beginning may have been passed on.</summary>
internal sealed class ServiceBrokenException(string message, Exception? inner = null) : Exception(message, inner);
