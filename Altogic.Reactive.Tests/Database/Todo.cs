using Altogic.Reactive.Database;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace Altogic.Reactive.Tests.Database;

/// <summary>A member of every kind that queries can mention.</summary>
[Model("todos")]
public sealed class Todo
{
    [JsonProperty("_id")]
    public string? Id { get; set; }

    public string Title { get; set; } = "";

    public string? Note { get; set; }

    public bool Done { get; set; }

    public bool Hidden { get; set; }

    public bool? Maybe { get; set; }

    public int Count { get; set; }

    public int? Rank { get; set; }

    public decimal Price { get; set; }

    public double Weight { get; set; }

    public char Letter { get; set; }

    public Guid Key { get; set; }

    public DateTime? Due { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public TimeSpan Took { get; set; }

    public Stage Stage { get; set; }

    public Stage? MaybeStage { get; set; }

    [JsonConverter(typeof(StringEnumConverter))]
    public Stage NamedStage { get; set; }

    public List<string> Tags { get; set; } = [];

    public int[] Numbers { get; set; } = [];

    [JsonProperty(ItemConverterType = typeof(StringEnumConverter))]
    public List<Stage> NamedStages { get; set; } = [];

    public List<TodoStep> Steps { get; set; } = [];

    public TodoOwner? Owner { get; set; }

    public GeoPoint Place { get; set; }

    public Dictionary<string, string> Extra { get; set; } = [];

    [JsonProperty("renamed_field")]
    public int Renamed { get; set; }

    public string? Lookup { get; set; }

    [JsonIgnore]
    public int Ignored { get; set; }

    [JsonProperty("not-a-name")]
    public int Unspeakable { get; set; }
}

public enum Stage
{
    Open = 1,
    Done = 2,
}

public sealed class TodoStep
{
    public string? Text { get; set; }

    public int Minutes { get; set; }

    public bool Done { get; set; }

    public int[] Marks { get; set; } = [];
}

public sealed class TodoOwner
{
    [JsonProperty("_id")]
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? Lookup { get; set; }

    public TodoAddress? Address { get; set; }
}

public sealed class TodoAddress
{
    public string? City { get; set; }
}
