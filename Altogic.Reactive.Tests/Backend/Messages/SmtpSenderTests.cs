using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Messages;
using Altogic.Reactive.Tests.Testing;
using Microsoft.Extensions.Logging;

namespace Altogic.Reactive.Tests.Backend.Messages;

public sealed class SmtpSenderTests
{
    private static readonly OutgoingMessage Link =
        new("email", "ada@example.com", "verifyEmail", "u", DateTimeOffset.UnixEpoch, "http://127.0.0.1:4180/_auth/verify-email?key=the-key", "the-key", null);

    [TestCase("smtp://h", "h", 25, false, null)]
    [TestCase("smtp://h:2525", "h", 2525, false, null)]
    [TestCase("smtp://h?tls=on", "h", 25, true, null)]
    [TestCase("smtp://u:p%40ss@h", "h", 587, true, "u p@ss")]
    [TestCase("smtp://u:p@h:25?tls=off", "h", 25, false, "u p")]
    public void Address_IsTakenApart(string url, string host, int port, bool tls, string? credential)
    {
        var address = SmtpAddress.Parse(url, out _)!;
        Assert.That((address.Host, address.Port, address.Tls), Is.EqualTo((host, port, tls)));
        Assert.That(address.Credential is { } c ? $"{c.UserName} {c.Password}" : null, Is.EqualTo(credential));
    }

    [TestCase("smtps://h")]
    [TestCase("http://h")]
    [TestCase("h:25")]
    [TestCase("smtp://")]
    [TestCase("smtp://h/path")]
    [TestCase("smtp://h?ssl=1")]
    public void Address_ThatIsNone_IsRefused(string url)
    {
        Assert.That(SmtpAddress.Parse(url, out var mistake), Is.Null);
        Assert.That(mistake, Is.Not.Empty);
    }

    [Test]
    public async Task Send_HandsTheMailOver()
    {
        await using var server = new FakeSmtpServer();
        await Sender(server.Port, out _).SendAsync(Link, default);
        var mail = server.Mails.Single();
        Assert.That(mail, Does.Contain("To: ada@example.com").And.Contain("From: shop@example.com").And.Contain("Subject: shop: Confirm your e-mail address"));
        Assert.That(mail.Replace("=\r\n", "", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal), Does.Contain(Link.Link));
    }

    [TestCase("MAIL", "451 try later")]
    [TestCase("RCPT", "550 no such user")]
    [TestCase("DATA", "554 refused")]
    [TestCase("EHLO", "421 closing")]
    public async Task Send_ThatTheServerRefuses_IsTheProtocolsError(string command, string answer)
    {
        await using var server = new FakeSmtpServer { Refusal = (command, answer) };
        await AssertFailsAsync(Sender(server.Port, out var log), log);
    }

    [Test]
    public async Task Send_ToNobody_IsTheProtocolsError()
    {
        int port;
        await using (var server = new FakeSmtpServer()) port = server.Port;
        await AssertFailsAsync(Sender(port, out var log), log);
    }

    [Test]
    public async Task Send_WithoutTheTlsThatWasAskedFor_FailsInsteadOfSendingInClear()
    {
        await using var server = new FakeSmtpServer();
        await AssertFailsAsync(Sender(server.Port, out var log, "?tls=on"), log);
        Assert.That(server.Mails, Is.Empty);
    }

    [Test]
    public async Task Send_ThatTakesTooLong_IsTheProtocolsError()
    {
        await using var server = new FakeSmtpServer { IsSilent = true };
        await AssertFailsAsync(Sender(server.Port, out var log, limit: TimeSpan.FromMilliseconds(100)), log, "time limit");
    }

    [Test]
    public async Task Send_ThatTheCallerGivesUp_IsNoServerFailure()
    {
        await using var server = new FakeSmtpServer { IsSilent = true };
        using var cancel = new CancellationTokenSource();
        var sending = Sender(server.Port, out var log).SendAsync(Link, cancel.Token);
        await cancel.CancelAsync();
        Assert.That(async () => await sending, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(log.Entries, Is.Empty);
    }

    private static async Task AssertFailsAsync(SmtpSender sender, LogRecorder log, string reason = "")
    {
        var error = (await Assert.ThrowsAsync<ApiException>(async () => await sender.SendAsync(Link, default)))!;
        Assert.That((error.Status, error.Items[0].Code), Is.EqualTo((400, "cannot_send_auth_email")));
        var entry = log.Entries.Single();
        Assert.That(entry.Level, Is.EqualTo(LogLevel.Warning));
        Assert.That(entry.Text, Does.Not.Contain("the-key").And.Not.Contain("ada@").And.Contain(reason));
    }

    private static SmtpSender Sender(int port, out LogRecorder log, string query = "", TimeSpan? limit = null)
    {
        log = new LogRecorder();
        return new SmtpSender(
            SmtpAddress.Parse($"smtp://127.0.0.1:{port}{query}", out _)!, "shop@example.com", "shop", limit ?? TimeSpan.FromSeconds(30), TimeProvider.System,
            log.CreateLogger<SmtpSender>());
    }
}
