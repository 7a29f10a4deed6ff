using Newtonsoft.Json;

namespace Altogic.Reactive.Tests.Snippets;

public sealed class Todo
{
    [JsonProperty("_id")]
    public string? Id { get; set; }

    public string? Title { get; set; }

    public int Priority { get; set; }

    public bool Done { get; set; }

    public List<string>? Tags { get; set; }
}
