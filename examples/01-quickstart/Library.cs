using Newtonsoft.Json;

namespace Altogic.Reactive.Examples.Quickstart;

internal sealed record Author
{
    [JsonProperty("_id")]
    public string? Id { get; init; }

    public required string Name { get; init; }

    public required string Country { get; init; }
}

internal sealed record Book
{
    [JsonProperty("_id")]
    public string? Id { get; init; }

    public required string Title { get; init; }

    public required string Genre { get; init; }

    public string? Author { get; init; }

    public int Year { get; init; }

    public int Pages { get; init; }

    public double Rating { get; init; }
}

/// <summary>Made-up books; the same ones at every run.</summary>
internal static class Library
{
    private static readonly string[] Names = ["Kari", "Ola", "Ines", "Tomás", "Aiko", "Ren", "Ayşe", "Emre", "Maud", "Piet", "Ruth", "Sam"];
    private static readonly string[] Countries = ["Norway", "Portugal", "Japan", "Türkiye", "Netherlands", "Ireland"];
    private static readonly string[] Genres = ["novel", "history", "travel", "poetry", "science"];
    private static readonly string[] Things = ["Lighthouse", "Orchard", "Winter", "River", "Letters", "Machine", "Harbour", "Clock", "Garden", "Border"];
    private static readonly string[] Kinds = ["The Last", "A Quiet", "Notes on the", "Beyond the", "The Paper", "An Invisible"];

    public static IReadOnlyList<Author> Authors() =>
        [.. Names.Select((name, n) => new Author { Name = name, Country = Countries[n / 2] })];

    public static IEnumerable<Book> Books(IReadOnlyList<Author> authors)
    {
        var random = new Random(42);
        for (var n = 0; n < 300; n++)
            yield return new Book
            {
                Title = $"{Kinds[random.Next(Kinds.Length)]} {Things[random.Next(Things.Length)]}, vol. {n + 1}",
                Genre = Genres[random.Next(Genres.Length)],
                Author = authors[random.Next(authors.Count)].Id,
                Year = 1950 + random.Next(75),
                Pages = 80 + random.Next(900),
                Rating = Math.Round(1 + random.NextDouble() * 4, 1),
            };
    }
}
