using System.Collections.Concurrent;
using System.Reactive.Linq;
using Altogic.Reactive.Storage;
using Altogic.Reactive.Tests.Backend.Storage;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.EndToEnd;

/// <summary>
/// The backend is killed in the middle of uploads and started again on the same folder: every upload that was acknowledged is whole, and
/// of the others nothing is to be seen.
/// </summary>
[Parallelizable(ParallelScope.Self)]
public sealed class FileKillTests
{
    private const int Rounds = 5;
    private const int Writers = 8;
    private const string Key = "kill-test-key";

    [Test]
    public async Task Kill_WhileUploading_LosesNoFileAndShowsNoPart()
    {
        var random = new Random(11);
        using var folder = new TemporaryFolder();
        var acknowledged = new ConcurrentDictionary<string, int>();
        for (var round = 0; round < Rounds; round++) await UploadUntilKilledAsync(folder.Path, acknowledged, round, random.Next(5, 60));
        using var backend = Start(folder.Path);
        using var client = new AltogicClient((string)(await backend.ReadyAsync())["url"]!, Key);
        await AssertAllAreWholeAsync(client, acknowledged);
        var stored = (await client.Storage.GetStats().ShouldSucceed()).ObjectsCount;
        Assert.That(StorageCalls.ContentsOf(Path.Combine(folder.Path, "data")), Has.Length.EqualTo(stored), "every content is described");
        await backend.TerminateAsync();
        Assert.That((await backend.EndAsync()).Code, Is.Zero);
    }

    private static BackendProcess Start(string folder) =>
        BackendProcess.Start(folder, "serve", "--url", "http://127.0.0.1:0", "--data", "data", "--client-key", Key);

    private static async Task UploadUntilKilledAsync(string folder, ConcurrentDictionary<string, int> acknowledged, int round, int acknowledgements)
    {
        using var backend = Start(folder);
        using var client = new AltogicClient((string)(await backend.ReadyAsync())["url"]!, Key, new AltogicClientOptions { RetryPolicy = RetryPolicy.None });
        await AssertAllAreWholeAsync(client, acknowledged);
        var left = acknowledgements;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var n = 0; ; n++)
            {
                var (name, size) = ($"{round}-{writer}-{n}", 1 + (n * 37_123 % 300_000));
                var result = await client.Storage.Root.Upload(name, Bytes(name, size));
                if (!result.IsSuccess)
                {
                    Assert.That(result.Errors.Kind, Is.EqualTo(ErrorKind.Network), result.Errors.ToString());
                    return; // the connection broke: the backend is dead
                }

                acknowledged[name] = size;
                if (Interlocked.Decrement(ref left) == 0) backend.Kill();
            }
        })));
        await backend.EndAsync();
    }

    private static async Task AssertAllAreWholeAsync(AltogicClient client, ConcurrentDictionary<string, int> acknowledged)
    {
        var listed = new Dictionary<string, long>();
        for (var page = 1; ; page++)
        {
            var files = await client.Storage.Root.ListFiles(new ListOptions { Page = page, Limit = 1000 }).ShouldSucceed();
            foreach (var file in files) listed.Add(file.FileName, file.Size);
            if (files.Count < 1000) break;
        }

        Assert.That(acknowledged.Keys.Except(listed.Keys), Is.Empty, "acknowledged uploads are gone");
        foreach (var (name, size) in listed)
            Assert.That(await client.Storage.Root.File(name).Download().ShouldSucceed(), Is.EqualTo(Bytes(name, (int)size)), "a part of a file is there");
    }

    private static byte[] Bytes(string name, int size) => [.. Enumerable.Range(0, size).Select(n => (byte)(n * 7 + name.Length))];
}
