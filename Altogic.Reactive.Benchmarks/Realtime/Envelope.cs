using Newtonsoft.Json;

namespace Altogic.Reactive.Benchmarks.Realtime;

internal sealed class Envelope
{
    [JsonProperty("channel"), System.Text.Json.Serialization.JsonPropertyName("channel")]
    public string? Channel { get; set; }

    [JsonProperty("message"), System.Text.Json.Serialization.JsonPropertyName("message")]
    public ChatLine Message { get; set; } = new();
}
