using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Messages;
using Altogic.Reactive.Backend.Pipeline;
using Altogic.Reactive.Tests.Testing;
using Microsoft.Extensions.Logging;

namespace Altogic.Reactive.Tests.Backend.Messages;

public sealed class SmsHookTests
{
    private static readonly OperationPolicy Open = new(null, SessionNeed.Never) { Body = BodyKind.Raw };
    private static readonly OutgoingMessage Code = new("sms", "+4915112345678", "signInCode", "u", DateTimeOffset.UnixEpoch, null, null, "482913");

    [Test]
    public async Task Send_PostsTheMessageAsJson()
    {
        JsonNode? received = null;
        await using var gateway = await PipelineFixture.StartAsync(routes => routes.MapOperation("POST", "/sms", Open, async context =>
        {
            received = await JsonNode.ParseAsync(context.Request.Body);
            context.Response.StatusCode = 204;
        }));
        using var hook = Hook(gateway.Port, out var log);
        await hook.SendAsync(Code, default);
        Assert.That((string?)received?["code"], Is.EqualTo("482913"));
        Assert.That((string?)received?["to"], Is.EqualTo("+4915112345678"));
        Assert.That((string?)received?["channel"], Is.EqualTo("sms"));
        Assert.That(log.Entries, Is.Empty);
    }

    [TestCase(302)]
    [TestCase(400)]
    [TestCase(500)]
    public async Task Send_ThatIsRefused_IsTheProtocolsError(int status)
    {
        await using var gateway = await PipelineFixture.StartAsync(routes => routes.MapOperation("POST", "/sms", Open, context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/sms";
            return Task.CompletedTask;
        }));
        using var hook = Hook(gateway.Port, out var log);
        await AssertFailsAsync(hook, log, $"status {status}");
    }

    [Test]
    public async Task Send_ToNobody_IsTheProtocolsError()
    {
        int port;
        await using (var gateway = await PipelineFixture.StartAsync(_ => { })) port = gateway.Port;
        using var hook = Hook(port, out var log);
        await AssertFailsAsync(hook, log, nameof(HttpRequestException));
    }

    [Test]
    public async Task Send_ThatTakesTooLong_IsTheProtocolsError()
    {
        await using var gateway = await PipelineFixture.StartAsync(routes =>
            routes.MapOperation("POST", "/sms", Open, context => new TaskCompletionSource().Task.WaitAsync(context.RequestAborted)));
        using var hook = Hook(gateway.Port, out var log, TimeSpan.FromMilliseconds(100));
        await AssertFailsAsync(hook, log, "time limit");
    }

    [Test]
    public async Task Channels_GoTheirOwnWays()
    {
        using var folder = new TemporaryFolder();
        var outbox = new OutboxFolder(folder.Path);
        await using var server = new FakeSmtpServer();
        using var senders = MessageSenders.For(new AppDefinition { SmtpUrl = $"smtp://127.0.0.1:{server.Port}" }, outbox, TimeProvider.System, new LogRecorder());
        await senders.SendAsync(Code, default);
        await senders.SendAsync(Code with { Channel = "email", To = "a@b.co", Template = "magicLink", Link = "http://x/", Code = null }, default);
        Assert.That(outbox.Files().Select(OutboxFolder.Read), Is.EqualTo((OutgoingMessage[])[Code]));
        Assert.That(server.Mails.Single(), Does.Contain("To: a@b.co"));
    }

    private static async Task AssertFailsAsync(SmsHook hook, LogRecorder log, string reason)
    {
        var error = (await Assert.ThrowsAsync<ApiException>(async () => await hook.SendAsync(Code, default)))!;
        Assert.That((error.Status, error.Items[0].Code), Is.EqualTo((400, "cannot_send_sms_code")));
        Assert.That(log.Entries.Single().Text, Does.Contain(reason).And.Not.Contain("482913").And.Not.Contain("49151"));
    }

    private static SmsHook Hook(int port, out LogRecorder log, TimeSpan? limit = null)
    {
        log = new LogRecorder();
        return new SmsHook(new Uri($"http://127.0.0.1:{port}/sms?secret=x"), limit ?? TimeSpan.FromSeconds(30), TimeProvider.System, log.CreateLogger<SmsHook>());
    }
}
