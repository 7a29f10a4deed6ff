using System.Net.Mail;
using System.Net.Mime;
using System.Net.Sockets;

namespace Altogic.Reactive.Backend.Modules.Messages;

/// <summary>Hands mails to an SMTP server.</summary>
internal sealed class SmtpSender(SmtpAddress server, string from, string appName, TimeSpan limit, TimeProvider time, ILogger<SmtpSender> log) : IMessageSender
{
    public bool IsRemote(string channel) => true;

    public async Task SendAsync(OutgoingMessage message, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancel);
        try
        {
            using var client = new SmtpClient(server.Host, server.Port) { EnableSsl = server.Tls, Credentials = server.Credential };
            using var mail = Compose(message);
            await client.SendMailAsync(mail, both.Token);
        }
        catch (Exception e) when (IsFailure(e) && !cancel.IsCancellationRequested)
        {
            // The server's own words may repeat the mail, so only their kind is told.
            var reason = timeout.IsCancellationRequested ? "time limit" : (e as SmtpException)?.StatusCode.ToString() ?? e.GetType().Name;
            MessageLog.MailFailed(log, message.Template, server.Host, server.Port, reason);
            throw new ApiException(400, "cannot_send_auth_email", "The mail cannot be sent at the moment.");
        }
    }

    private MailMessage Compose(OutgoingMessage message)
    {
        var text = MailText.For(message, appName);
        return new MailMessage(new MailAddress(from), new MailAddress(message.To))
        {
            Subject = text.Subject,
            Body = text.Body,
            BodyTransferEncoding = TransferEncoding.QuotedPrintable,
            BodyEncoding = System.Text.Encoding.UTF8,
            SubjectEncoding = System.Text.Encoding.UTF8,
        };
    }

    private static bool IsFailure(Exception e) =>
        e is SmtpException or IOException or SocketException or OperationCanceledException or FormatException
            or System.Security.Authentication.AuthenticationException;
}
