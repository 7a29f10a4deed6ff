namespace Altogic.Reactive.Internal.Rest;

/// <summary>The header names of rest §2.</summary>
internal static class WireHeaders
{
    public const string Client = "X-Client";
    public const string ClientKey = "X-Client-Key";
    public const string ApiKey = "Authorization";
    public const string Session = "Session";

    /// <summary>Of our backend's answer to a read of the cache: whether the value was wrapped into an object for the way.</summary>
    public const string CacheWrapped = "X-Cache-Wrapped";

    /// <summary>What this library calls itself.</summary>
    public const string ClientName = "altogic-dotnet";
}
