namespace Altogic.Reactive.Backend.Modules.Services;

/// <summary>How callers are told that a service gave no answer. Never more than that: what happened is in the log.</summary>
internal static class ServiceErrors
{
    public static ApiException Failed() => new(500, "service_error", "The service failed.");

    public static ApiException Unreachable() => new(502, "service_unavailable", "The service cannot be reached.");

    public static ApiException Late(Task rest) => new(504, "service_timeout", "The service did not answer in time.") { Rest = rest };
}
