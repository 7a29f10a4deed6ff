using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Stores.Json;

namespace Altogic.Reactive.Backend.Pipeline;

/// <summary>What the pipeline has found out about one request.</summary>
internal sealed class RequestScope
{
    public required string Id { get; init; }

    /// <summary>What the answers of all requests share.</summary>
    public required AnswerMemory Answers { get; init; }

    public Caller? Caller { get; set; }

    /// <summary>The JSON body as it came; undefined when there was none.</summary>
    public JsonElement Json { get; set; }

    /// <summary>Whether there was a JSON body; <see cref="Body"/> is null for the literal <c>null</c> too.</summary>
    public bool HasBody => Json.ValueKind != JsonValueKind.Undefined;

    /// <summary>The JSON body as a tree, made on first use.</summary>
    /// <exception cref="Modules.ApiException">400 when the tree would be too large.</exception>
    public JsonNode? Body => field ??= JsonTree.From(BodyWeight.Check(Json));

    /// <summary>The code of the first error answered, for the log.</summary>
    public string? ErrorCode { get; set; }
}
