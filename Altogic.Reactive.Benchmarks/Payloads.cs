using Newtonsoft.Json;

namespace Altogic.Reactive.Benchmarks;

internal sealed class Todo
{
    [JsonProperty("_id")]
    public string? Id { get; set; }

    [JsonProperty("title")]
    public string? Title { get; set; }

    [JsonProperty("notes")]
    public string? Notes { get; set; }

    [JsonProperty("priority")]
    public int Priority { get; set; }

    [JsonProperty("done")]
    public bool Done { get; set; }

    [JsonProperty("tags")]
    public List<string>? Tags { get; set; }

    [JsonProperty("createdAt")]
    public string? CreatedAt { get; set; }

    [JsonProperty("updatedAt")]
    public string? UpdatedAt { get; set; }
}

internal static class Payloads
{
    public static string Small { get; } = JsonConvert.SerializeObject(Make(1));

    public static string List { get; } = JsonConvert.SerializeObject(Enumerable.Range(1, 50).Select(Make));

    private static Todo Make(int n) => new()
    {
        Id = $"64f1c0d2a9b3e45f{n:x8}",
        Title = $"Task number {n}",
        Notes = "Bring the long ladder, and ask Ann whether the paint is still good.",
        Priority = n % 5,
        Done = n % 3 == 0,
        Tags = ["home", "spring", "list-" + n],
        CreatedAt = "2026-01-05T08:00:00.000Z",
        UpdatedAt = "2026-01-06T08:00:00.000Z",
    };
}
