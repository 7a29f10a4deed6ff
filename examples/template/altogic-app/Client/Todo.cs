using Newtonsoft.Json;

namespace Altogic_App.Client;

public sealed record Todo
{
    [JsonProperty("_id")]
    public string? Id { get; init; }

    public string? Title { get; init; }

    public bool Done { get; init; }
}
