namespace Altogic.Reactive.Storage;

/// <summary>How a new file is stored. Immutable.</summary>
public sealed record UploadOptions
{
    /// <summary>The content type. The default is null: told by the ending of the file name, else <c>application/octet-stream</c>.</summary>
    public string? ContentType { get; init; }

    /// <summary>Whether everybody can read the file. The default is null: as the bucket says.</summary>
    public bool? IsPublic { get; init; }

    /// <summary>The tags of the file. The default is null: none.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Whether a bucket that does not exist is created. The default is false: the upload fails.</summary>
    public bool CreateBucket { get; init; }
}
