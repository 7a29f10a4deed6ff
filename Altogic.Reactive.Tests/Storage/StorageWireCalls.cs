using System.Reactive.Linq;
using Altogic.Reactive.Database;
using Altogic.Reactive.Storage;

namespace Altogic.Reactive.Tests.Storage;

/// <summary>The storage calls of the official client as ours.</summary>
internal static class StorageWireCalls
{
    private const string NeedsArgument = "A required argument is missing; it is refused before sending.";
    private const string AsForm = "JavaScript sends anything but a form as JSON, and the server has to guess; we always send the bytes in a form (rest §8.6).";
    private const string AllMembers = "We send every member; null leaves a value as it is.";

    public static readonly IReadOnlyDictionary<string, StorageWireCall> Table = new Dictionary<string, StorageWireCall>
    {
        ["storage.createBucket/plain"] = StorageWireCall.Bucket(s => s.CreateBucket("photos")),
        ["storage.createBucket/tags"] = StorageWireCall.Bucket(s => s.CreateBucket("photos", true, ["a", "é +&"])),
        ["storage.createBucket/error"] = StorageWireCall.Refused(NeedsArgument, s => s.CreateBucket("")),
        ["storage.listBuckets/plain"] = StorageWireCall.Buckets(s => s.ListBuckets()),
        ["storage.listBuckets/expression"] = StorageWireCall.Buckets(s => s.ListBuckets("isPublic == true")),
        ["storage.listBuckets/null-options"] = StorageWireCall.Counted(s => s.ListBucketsWithCountInfo()),
        ["storage.getStats/plain"] = StorageWireCall.Stats(s => s.GetStats()),
        ["storage.searchFiles/plain"] = StorageWireCall.Files(s => s.SearchFiles("size > 100")),
        ["storage.searchFiles/options"] = StorageWireCall.Counted(s => s.SearchFilesWithCountInfo(
            "INCLUDES(tags, 'x')", new ListOptions { Page = 2, Limit = 5, SortBy = "uploadedAt", Direction = SortDirection.Descending })),
        ["storage.deleteFile/plain"] = StorageWireCall.Nothing(s => s.DeleteFile("https://files.example.com/a.png")),
        ["storage.root/plain"] = StorageWireCall.Bucket(s => s.Root.GetInfo()),
        ["storage.bucket.exists/plain"] = StorageWireCall.Flag(s => Photos(s).Exists()),
        ["storage.bucket.exists/false"] = StorageWireCall.Flag(s => Photos(s).Exists()),
        ["storage.bucket.getInfo/plain"] = StorageWireCall.Bucket(s => Photos(s).GetInfo()),
        ["storage.bucket.getInfo/detailed"] = StorageWireCall.Bucket(s => Photos(s).GetInfo(detailed: true)),
        ["storage.bucket.getInfo/special-name"] = StorageWireCall.Bucket(s => s.Bucket("a+b&c=d %41?#é 漢 😀\"'\\/").GetInfo()),
        ["storage.bucket.empty/plain"] = StorageWireCall.Nothing(s => Photos(s).Empty()),
        ["storage.bucket.rename/plain"] = StorageWireCall.Bucket(s => Photos(s).Rename("pics")),
        ["storage.bucket.delete/plain"] = StorageWireCall.Nothing(s => Photos(s).Delete()),
        ["storage.bucket.makePublic/plain"] = StorageWireCall.Bucket(s => Photos(s).MakePublic()),
        ["storage.bucket.makePublic/include-files"] = StorageWireCall.Bucket(s => Photos(s).MakePublic(includeFiles: true)),
        ["storage.bucket.makePrivate/plain"] = StorageWireCall.Bucket(s => Photos(s).MakePrivate()),
        ["storage.bucket.listFiles/plain"] = StorageWireCall.Files(s => Photos(s).ListFiles()),
        ["storage.bucket.listFiles/undefined-then-options"] = StorageWireCall.Files(s => Photos(s).ListFiles(new ListOptions { Limit = 2 })),
        ["storage.bucket.deleteFiles/plain"] = StorageWireCall.Nothing(s => Photos(s).DeleteFiles("a.png", "b.png")),
        ["storage.bucket.addTags/plain"] = StorageWireCall.Bucket(s => Photos(s).AddTags("red")),
        ["storage.bucket.removeTags/plain"] = StorageWireCall.Bucket(s => Photos(s).RemoveTags("red")),
        ["storage.bucket.removeTags/array"] = StorageWireCall.Bucket(s => Photos(s).RemoveTags(["red", "blue"])),
        ["storage.bucket.updateInfo/plain"] = StorageWireCall.Bucket(s => Photos(s).UpdateInfo("pics", true, ["a"])),
        ["storage.bucket.updateInfo/include-files"] = StorageWireCall.Bucket(s => Photos(s).UpdateInfo("pics", false, ["a"], includeFiles: true)) with
        {
            Why = "Several tags are one list in C#, also when there is one.",
            Instead = [("tags", """["a"]""")],
        },
        ["storage.bucket.updateInfo/undefineds"] = StorageWireCall.Bucket(s => Photos(s).UpdateInfo("pics", null, null)) with
        {
            Why = AllMembers,
            Instead = [("isPublic", "null"), ("tags", "null")],
        },
        ["storage.bucket.upload/string-with-options"] = Upload("a.csv", "x,y\n1,2"u8, "text/csv", new UploadOptions
        {
            ContentType = "text/csv",
            IsPublic = true,
            CreateBucket = true,
            Tags = ["t1", "é"],
        }),
        ["storage.bucket.upload/object-with-options"] = Upload("a.json", """{"a":1}"""u8, "application/json", new UploadOptions
        {
            ContentType = "application/json",
            CreateBucket = true,
        }),
        ["storage.bucket.upload/buffer"] = Upload("a.bin", [0, 1, 255], "application/octet-stream", new UploadOptions
        {
            ContentType = "application/octet-stream",
        }),
        ["storage.bucket.upload/uint8array"] = Upload("a.bin", [0, 1, 255], "application/octet-stream"),
        ["storage.bucket.upload/special-file-name"] = Upload("dir/é a+b&c=d%41#.txt", "x"u8, "text/plain"),
        ["storage.bucket.upload/special-bucket"] = Upload("a.txt", "x"u8, "text/plain", bucket: "b & ü"),
        ["storage.bucket.upload/plain"] = Blob("cat.png", "hello blob"u8),
        ["storage.bucket.upload/blob-no-type"] = Blob("x.bin", [0, 255, 13, 10]),
        ["storage.bucket.upload/blob-empty"] = Blob("x.bin", []),
        ["storage.bucket.upload/form-data-progress"] = StorageWireCall.File(s => Photos(s).UploadWithProgress("h.bin", "hello"u8.ToArray()).LastAsync().Select(t => t.Result!)),
        ["storage.bucket.upload/progress-201-is-error"] = StorageWireCall.File(s => Photos(s).UploadWithProgress("cat.png", "hello"u8.ToArray()).LastAsync().Select(t => t.Result!)) with
        {
            Why = "The form has the file's own name and the type of its ending; any success is one, not only 200 (rest Q10).",
            Form = ("cat.png", "image/png", "68656c6c6f"),
        },
        ["storage.bucket.upload/progress-error"] = StorageWireCall.File(s => Photos(s).UploadWithProgress("cat.png", "hello"u8.ToArray()).LastAsync().Select(t => t.Result!)) with
        {
            Why = "The form has the file's own name and the type of its ending.",
            Form = ("cat.png", "image/png", "68656c6c6f"),
        },
        ["storage.file.exists/plain"] = StorageWireCall.Flag(s => Cat(s).Exists()),
        ["storage.file.getInfo/plain"] = StorageWireCall.File(s => Cat(s).GetInfo()),
        ["storage.file.makePublic/plain"] = StorageWireCall.File(s => Cat(s).MakePublic()),
        ["storage.file.makePrivate/plain"] = StorageWireCall.File(s => Cat(s).MakePrivate()),
        ["storage.file.download/plain"] = StorageWireCall.Bytes(s => Cat(s).Download()),
        ["storage.file.rename/plain"] = StorageWireCall.File(s => Cat(s).Rename("dog.png")),
        ["storage.file.duplicate/plain"] = StorageWireCall.File(s => Cat(s).Duplicate()),
        ["storage.file.delete/plain"] = StorageWireCall.Nothing(s => Cat(s).Delete()),
        ["storage.file.delete/error"] = StorageWireCall.Nothing(s => Cat(s).Delete()),
        ["storage.file.moveTo/plain"] = StorageWireCall.File(s => Cat(s).MoveTo("archive")),
        ["storage.file.copyTo/plain"] = StorageWireCall.File(s => Cat(s).CopyTo("archive")),
        ["storage.file.addTags/plain"] = StorageWireCall.File(s => Cat(s).AddTags("red")),
        ["storage.file.addTags/array"] = StorageWireCall.File(s => Cat(s).AddTags(["red", "blue"])),
        ["storage.file.removeTags/plain"] = StorageWireCall.File(s => Cat(s).RemoveTags("red")),
        ["storage.file.updateInfo/plain"] = StorageWireCall.File(s => Cat(s).UpdateInfo("dog.png", true, ["a", "b"])),
        ["storage.file.updateInfo/nulls"] = StorageWireCall.File(s => Cat(s).UpdateInfo(null, null, null)),
        ["storage.file.replace/plain"] = StorageWireCall.File(s => Cat(s).Replace("new"u8.ToArray(), new ReplaceOptions { ContentType = "image/png" })) with
        {
            Why = "The form has the file's own name.",
            Form = ("cat.png", "image/png", "6e6577"),
        },
        ["storage.file.replace/form-data"] = StorageWireCall.File(s => Cat(s).Replace("z"u8.ToArray())) with
        {
            Why = "createBucket means nothing here and is not sent; the form has the file's own name and the type of its ending.",
            Request = "POST /_api/rest/v1/storage/bucket/file/replace-formdata?bucket=photos&file=cat.png&options=%7B%22contentType%22%3A%22text%2Fplain%3Bcharset%3DUTF-8%22%7D",
            Form = ("cat.png", "image/png", "7a"),
        },
        ["storage.file.replace/string"] = StorageWireCall.File(s => Cat(s).Replace("new text"u8.ToArray(), new ReplaceOptions { ContentType = "text/plain" })) with
        {
            Why = AsForm,
            Request = "POST /_api/rest/v1/storage/bucket/file/replace-formdata?bucket=photos&file=cat.png&options=%7B%22contentType%22%3A%22text%2Fplain%22%7D",
            Form = ("cat.png", "text/plain", Convert.ToHexStringLower("new text"u8)),
        },
    };

    private static StorageWireCall Upload(
        string fileName, ReadOnlySpan<byte> bytes, string contentType, UploadOptions? options = null, string bucket = "photos")
    {
        var content = bytes.ToArray();
        return StorageWireCall.File(s => s.Bucket(bucket).Upload(fileName, content, options)) with
        {
            Why = AsForm,
            Form = (fileName, contentType, Convert.ToHexStringLower(content)),
        };
    }

    private static StorageWireCall Blob(string fileName, ReadOnlySpan<byte> bytes)
    {
        var content = bytes.ToArray();
        return StorageWireCall.File(s => Photos(s).Upload(fileName, new MemoryStream(content))) with
        {
            Why = "The form has the file's own name, where browsers call every piece of data blob.",
            Form = (fileName, fileName == "cat.png" ? "image/png" : "application/octet-stream", Convert.ToHexStringLower(content)),
        };
    }

    private static BucketManager Photos(StorageManager storage) => storage.Bucket("photos");

    private static FileManager Cat(StorageManager storage) => Photos(storage).File("cat.png");
}
