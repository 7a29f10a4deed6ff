using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend.Pipeline;

/// <summary>What the pipeline has found out about one request.</summary>
internal sealed class RequestScope
{
    public required string Id { get; init; }

    public Caller? Caller { get; set; }

    /// <summary>Whether there was a JSON body; <see cref="Body"/> is null for the literal <c>null</c> too.</summary>
    public bool HasBody { get; set; }

    public JsonNode? Body { get; set; }

    /// <summary>The code of the first error answered, for the log.</summary>
    public string? ErrorCode { get; set; }
}
