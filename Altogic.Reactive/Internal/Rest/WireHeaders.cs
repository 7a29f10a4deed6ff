namespace Altogic.Reactive.Internal.Rest;

/// <summary>The header names of rest §2.</summary>
internal static class WireHeaders
{
    public const string Client = "X-Client";
    public const string ClientKey = "X-Client-Key";
    public const string ApiKey = "Authorization";
    public const string Session = "Session";

    /// <summary>What this library calls itself.</summary>
    public const string ClientName = "altogic-dotnet";
}
