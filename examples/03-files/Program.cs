using System.Globalization;
using System.Reactive.Linq;
using Altogic.Reactive;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Examples.Files;
using Altogic.Reactive.Storage;
using Spectre.Console;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// A real backend in this process, with its data in a temporary folder. Point the client anywhere else instead.
await using var backend = await AltogicBackend.StartAsync(new AltogicBackendOptions());
using var client = new AltogicClient(backend.Url, backend.ClientKey);
using var folder = new WorkFolder();
Say.Step($"Backend ready on {backend.Url}");

Say.Step("Upload three files at once; nobody holds a whole file in memory");
(await client.Storage.CreateBucket("holiday", isPublic: false)).ValueOrThrow();
var bucket = client.Storage.Bucket("holiday");
await AnsiConsole.Progress().HideCompleted(false).StartAsync(async progress =>
{
    string[] names = ["beach.mp4", "dinner.mp4", "notes.txt"];
    await names.ToObservable().SelectMany(name =>
    {
        var bar = progress.AddTask(name);
        var options = new UploadOptions { Tags = [Path.GetExtension(name).Trim('.')] };
        return bucket.UploadWithProgress(name, FileSource.FromFile(folder.Make(name)), options)
            .Do(transfer => bar.Show(transfer.Progress))
            .LastAsync();
    }).Do(transfer => transfer.Result!.ValueOrThrow()).LastAsync();
});

Say.Step("List the bucket, largest first");
var files = (await bucket.ListFiles(new ListOptions { SortBy = "size", Direction = Altogic.Reactive.Database.SortDirection.Descending })).ValueOrThrow();
Say.Table(["name", "bytes", "type", "tags"], files.Select(f => new[] { f.FileName, $"{f.Size:N0}", f.MimeType ?? "", string.Join(", ", f.Tags) }));

Say.Step("Search all buckets by tag");
var tag = "mp4";
var videos = (await client.Storage.SearchFiles($"IN(tags, {tag}) && size > 1000")).ValueOrThrow();
Say.Note("found", string.Join(", ", videos.Select(f => f.FileName)));

Say.Step("Download one of them; its checksum is verified on the way");
await AnsiConsole.Progress().HideCompleted(false).StartAsync(async progress =>
{
    var bar = progress.AddTask("beach.mp4");
    var last = await bucket.File("beach.mp4").DownloadWithProgress(FileTarget.ToFile(folder.PathOf("copy.mp4")))
        .Do(transfer => bar.Show(transfer.Progress))
        .LastAsync();
    if (!last.Result!.ValueOrThrow().IsVerified) throw new InvalidOperationException("The copy is not what was uploaded.");
    Say.Note("verified", "the copy is what was uploaded");
});

Say.Step("A link for everybody");
using var browser = new HttpClient();
var notes = (await bucket.File("notes.txt").GetInfo()).ValueOrThrow();
using (var refused = await browser.GetAsync(new Uri(notes.PublicPath!)))
{
    if (refused.IsSuccessStatusCode) throw new InvalidOperationException("A private file was given to everybody.");
    Say.Note("private", $"{(int)refused.StatusCode}");
}

(await bucket.File("notes.txt").MakePublic()).ValueOrThrow();
Say.Note("public", await browser.GetStringAsync(new Uri(notes.PublicPath!)));
