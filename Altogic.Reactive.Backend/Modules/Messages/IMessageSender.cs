namespace Altogic.Reactive.Backend.Modules.Messages;

/// <summary>Delivers messages to users: outbox, SMTP or an HTTP hook.</summary>
internal interface IMessageSender
{
    /// <exception cref="ApiException">The message could not be handed over.</exception>
    Task SendAsync(OutgoingMessage message, CancellationToken cancel);
}
