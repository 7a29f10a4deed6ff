namespace Altogic.Reactive.Storage;

/// <summary>What a finished download says about itself. Immutable.</summary>
/// <param name="Bytes">How many bytes were written.</param>
/// <param name="ContentType">The type that the server names; null when it names none.</param>
/// <param name="IsVerified">Whether the server sent a checksum, with which the bytes agree; a wrong one is a failure.</param>
public sealed record DownloadedFile(long Bytes, string? ContentType, bool IsVerified);
