namespace Altogic.Reactive.Backend.Pipeline;

/// <summary>What the pipeline checks before an operation runs; attached to every route as metadata.</summary>
/// <param name="Right">The right that the client key needs (see <see cref="ClientRights"/>); null needs no client key at all.</param>
/// <param name="Session">Whether a session is needed.</param>
internal sealed record OperationPolicy(string? Right, SessionNeed Session = SessionNeed.WhenEnforced)
{
    /// <summary>What kind of body the operation takes.</summary>
    public BodyKind Body { get; init; } = BodyKind.Json;

    /// <summary>The most bytes of a JSON body, where that is less than the app's limit. The default value is no limit of its own.</summary>
    public long MostBodyBytes { get; init; } = long.MaxValue;

    /// <summary>Whether the client key may be left out; one that is sent must be valid and have <see cref="Right"/> all the same.</summary>
    public bool IsKeyOptional { get; init; }

    /// <summary>Whether an API key must come in <c>Authorization</c>.</summary>
    public bool ApiKey { get; init; }
}

internal enum SessionNeed
{
    /// <summary>Never, even for keys that enforce sessions; an invalid token is ignored (sign-in, grant, reset …).</summary>
    Never,

    /// <summary>Only when the client key enforces sessions.</summary>
    WhenEnforced,

    /// <summary>Always.</summary>
    Always,
}

internal enum BodyKind
{
    /// <summary>JSON or nothing; the pipeline reads and parses it before the key is looked at (rest §5.1).</summary>
    Json,

    /// <summary>Anything; the handler reads the stream and keeps to the size limits itself.</summary>
    Raw,
}
