namespace Altogic.Reactive.Backend.Modules.Storage;

/// <summary>Where an upload goes and how it is stored.</summary>
internal sealed record UploadRequest
{
    public required string Bucket { get; init; }

    /// <summary>The name of the new file, or name or id of the one that gets new content.</summary>
    public required string File { get; init; }

    /// <summary>Null: as the bucket says.</summary>
    public bool? IsPublic { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public bool CreateBucket { get; init; }

    public string? UserId { get; init; }

    /// <summary>How many bytes the request says that it has; null when it does not say.</summary>
    public long? Announced { get; init; }
}

/// <summary>What came with the content.</summary>
/// <param name="MimeType">The content type.</param>
/// <param name="Encoding">The transfer encoding.</param>
/// <param name="Digest">The SHA-256 that the content should have; null when the client did not say.</param>
internal sealed record UploadedContent(string MimeType, string Encoding, byte[]? Digest);
