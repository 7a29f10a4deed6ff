namespace Altogic.Reactive.Internal.Rest;

/// <summary>The session of one operation: whoever signs in between two attempts must not have the work of another stored as theirs.</summary>
internal sealed class RequestSession(string? token)
{
    /// <summary>Of the moment in which the operation began; null when signed out.</summary>
    public string? Token => token;

    /// <summary>What the last request has carried; null when it carried none.</summary>
    public string? Sent { get; set; }
}
