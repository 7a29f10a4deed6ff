using Newtonsoft.Json;

namespace Altogic.Reactive.Benchmarks.Realtime;

internal sealed class ChatLine
{
    [JsonProperty("n"), System.Text.Json.Serialization.JsonPropertyName("n")]
    public int N { get; set; }

    [JsonProperty("user"), System.Text.Json.Serialization.JsonPropertyName("user")]
    public string User { get; set; } = "";

    [JsonProperty("text"), System.Text.Json.Serialization.JsonPropertyName("text")]
    public string Text { get; set; } = "";
}
