namespace Altogic.Reactive.Storage;

/// <summary>How the new content of a file is stored. Immutable.</summary>
public sealed record ReplaceOptions
{
    /// <summary>The content type. The default is null: told by the ending of the file name, else <c>application/octet-stream</c>.</summary>
    public string? ContentType { get; init; }

    /// <summary>Whether everybody can read the file from now on. The default is null: as the bucket says, whatever it was before.</summary>
    public bool? IsPublic { get; init; }
}
