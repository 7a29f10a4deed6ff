using Newtonsoft.Json;

namespace Altogic.Reactive.Internal.Rest;

/// <summary>R1.</summary>
internal sealed record GetMembersRequest([property: JsonProperty("channel")] string Channel);
