using Altogic.Reactive.Backend.Stores.Files;

namespace Altogic.Reactive.Backend.Modules.Storage;

/// <summary>Takes the bytes of one upload, up to the limit.</summary>
internal sealed class UploadSink(BlobWriter writer, long limit)
{
    /// <exception cref="ApiException">413 when there are too many.</exception>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel) =>
        writer.Length + bytes.Length > limit ? throw StorageErrors.FileTooLarge(limit) : writer.WriteAsync(bytes, cancel);
}
