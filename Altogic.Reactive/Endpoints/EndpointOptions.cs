namespace Altogic.Reactive.Endpoints;

/// <summary>What one call of an endpoint does differently. Immutable.</summary>
public sealed record EndpointOptions
{
    /// <summary>An API key for this call, sent as it is in <c>Authorization</c>. The default is null: the client's, if it has one.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The token of a session for this call. The default is null: the client's current session, if there is one.</summary>
    public string? Session { get; init; }

    /// <summary>
    /// More headers, or others in the place of the client's own; their names in any case. The content type follows from the body and cannot
    /// be set. The default is empty.
    /// </summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The name of the type only: a key does not belong in a log.</summary>
    public override string ToString() => nameof(EndpointOptions);
}
