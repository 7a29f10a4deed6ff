using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules.Messages;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Messages;

public sealed class OutboxFolderTests
{
    [Test]
    public async Task Send_WritesTheDocumentedMembers()
    {
        using var folder = new TemporaryFolder();
        var outbox = new OutboxFolder(Path.Combine(folder.Path, "outbox"));
        await outbox.SendAsync(Message(0) with { Link = "http://127.0.0.1:4180/_auth/verify-email?key=k&x=ü", AccessToken = "k" }, default);
        var text = await File.ReadAllTextAsync(outbox.Files().Single());
        Assert.That(text, Does.Contain("key=k&x=ü"), "links stay readable");
        var json = JsonNode.Parse(text)!.AsObject();
        Assert.That(json.Select(m => m.Key), Is.EqualTo((string[])["channel", "to", "template", "userId", "createdAt", "link", "accessToken", "code"]));
        Assert.That(json["code"], Is.Null);
        Assert.That((string?)json["channel"], Is.EqualTo("email"));
        Assert.That((string?)json["createdAt"], Does.Match(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"));
    }

    [Test]
    public async Task Send_ManyAtOnce_KeepsEachAndTheirOrder()
    {
        using var folder = new TemporaryFolder();
        var outbox = new OutboxFolder(folder.Path);
        for (var i = 0; i < 30; i++) await outbox.SendAsync(Message(i / 10) with { UserId = $"{i:D2}" }, default);
        var messages = outbox.Files().Select(OutboxFolder.Read).ToList();
        Assert.That(messages.Select(m => m.UserId), Is.Ordered);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => outbox.SendAsync(Message(9), default)));
        Assert.That(outbox.Files(), Has.Count.EqualTo(80));
        Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(80), "no half-written files");
    }

    [Test]
    public async Task Send_AfterARestart_GoesOnBehindTheOldMessages()
    {
        using var folder = new TemporaryFolder();
        await new OutboxFolder(folder.Path).SendAsync(Message(5), default);
        await new OutboxFolder(folder.Path).SendAsync(Message(6) with { UserId = "later" }, default);
        Assert.That(new OutboxFolder(folder.Path).Files().Select(OutboxFolder.Read).Last().UserId, Is.EqualTo("later"));
    }

    [Test]
    public void Send_ThatIsGivenUp_LeavesNothing()
    {
        using var folder = new TemporaryFolder();
        var outbox = new OutboxFolder(folder.Path);
        Assert.That(async () => await outbox.SendAsync(Message(0), new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Directory.GetFiles(folder.Path), Is.Empty);
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Unix rights.")]
    public async Task Files_AreTheOwnersAlone()
    {
        using var folder = new TemporaryFolder();
        var outbox = new OutboxFolder(Path.Combine(folder.Path, "outbox"));
        await outbox.SendAsync(Message(0), default);
        if (OperatingSystem.IsWindows()) return;
        Assert.That(File.GetUnixFileMode(outbox.Path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        Assert.That(File.GetUnixFileMode(outbox.Files()[0]), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    private static OutgoingMessage Message(int second) =>
        new("email", "a@b.co", "verifyEmail", "64f1c0d2a9b3e45f6a7b8c90", DateTimeOffset.UnixEpoch.AddSeconds(second), null, null, null);
}
