using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend.Modules.Storage;

/// <summary>The refusals of storage (errors §7.5).</summary>
internal static class StorageErrors
{
    public static ApiException BucketNotFound(string bucket) =>
        new(400, "bucket_not_found", $"There is no bucket '{Shown.Of(bucket)}'.", new JsonObject { ["bucket"] = Shown.Of(bucket) });

    public static ApiException BucketExists(string name) =>
        new(400, "bucket_already_exists", $"There is a bucket '{Shown.Of(name)}' already.", new JsonObject { ["bucket"] = Shown.Of(name) });

    public static ApiException RootBucket(string message) => new(400, "invalid_operation", message, new JsonObject { ["bucket"] = "root" });

    public static ApiException FileNotFound(string file) =>
        new(400, "file_not_found", $"There is no file '{Shown.Of(file)}'.", new JsonObject { ["file"] = Shown.Of(file) });

    public static ApiException FileExists(string name) =>
        new(400, "file_already_exists", $"There is a file '{Shown.Of(name)}' in the bucket already.", new JsonObject { ["file"] = Shown.Of(name) });

    public static ApiException InvalidName(string field, string name, string reason) =>
        new(400, "validation_error", $"'{Shown.Of(name)}' cannot be used as a name: {reason}.", new JsonObject { ["field"] = field, ["value"] = Shown.Of(name) });

    public static ApiException FileTooLarge(long limit) =>
        new(413, "content_too_large", $"The file is larger than {limit} bytes.", new JsonObject { ["limit"] = limit });

    public static ApiException TooManyFiles(long limit) =>
        new(413, "too_many_files", $"The bucket is full: it may hold {limit} files.", new JsonObject { ["limit"] = limit });

    public static ApiException TooManyBuckets(long limit) =>
        new(413, "too_many_buckets", $"There may be {limit} buckets.", new JsonObject { ["limit"] = limit });

    public static ApiException StorageFull(long limit) =>
        new(413, "storage_full", $"All files together may take {limit} bytes.", new JsonObject { ["limit"] = limit });

    public static ApiException ChecksumMismatch() =>
        new(400, "checksum_mismatch", "The bytes that arrived are not those that the checksum describes; nothing was stored.");

    public static ApiException BrokenUpload(string reason) => new(400, "file_upload_error", $"The upload cannot be read: {reason}.");

    public static ApiException NotPublic() => new(403, "not_public", "The file is not public.");

    public static ApiException InvalidIdentifier() => new(404, "invalid_file_identifier", "There is no file at this address.");
}
