namespace Altogic.Reactive.Backend.Pipeline;

/// <summary>An entry of <c>allowedDomains</c>: a host, or <c>*.host</c> for everything below it (app definition §6.13).</summary>
internal static class AllowedDomain
{
    public static bool Covers(string allowed, string host)
    {
        if (host.Length == 0) return false;
        if (!allowed.StartsWith("*.", StringComparison.Ordinal)) return string.Equals(allowed, host, StringComparison.OrdinalIgnoreCase);
        var suffix = allowed.AsSpan(1);
        return host.Length > suffix.Length && host.AsSpan().EndsWith(suffix, StringComparison.OrdinalIgnoreCase);
    }
}
