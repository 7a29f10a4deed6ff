namespace Altogic.Reactive.Backend.Modules.Messages;

/// <summary>Sends each message by the way of its channel.</summary>
internal sealed class MessageSenders(IMessageSender mail, IMessageSender text) : IMessageSender, IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>The senders that the app configures; the outbox for channels without one.</summary>
    public static MessageSenders For(AppDefinition app, OutboxFolder outbox, TimeProvider time, ILoggerFactory logs)
    {
        var smtp = app.SmtpUrl is null ? null : SmtpAddress.Parse(app.SmtpUrl, out _);
        return new MessageSenders(
            smtp is null ? outbox : new SmtpSender(smtp, app.MailFrom ?? "no-reply@localhost", app.Name, Limit, time, logs.CreateLogger<SmtpSender>()),
            app.SmsUrl is null ? outbox : new SmsHook(new Uri(app.SmsUrl), Limit, time, logs.CreateLogger<SmsHook>()));
    }

    public bool IsRemote(string channel) => For(channel).IsRemote(channel);

    public Task SendAsync(OutgoingMessage message, CancellationToken cancel) => For(message.Channel).SendAsync(message, cancel);

    public void Dispose() => (text as IDisposable)?.Dispose();

    private IMessageSender For(string channel) => channel == "sms" ? text : mail;
}
