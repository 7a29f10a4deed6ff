using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend.Modules.Jobs;

/// <summary>A message or a run has another status, and that is durable.</summary>
/// <param name="Id">The id of the message or run.</param>
/// <param name="Info">What a status query answers now; not to be changed.</param>
/// <param name="IsFinal">Whether nothing more will come.</param>
internal sealed record StatusChange(string Id, JsonObject Info, bool IsFinal);
