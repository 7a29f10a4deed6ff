namespace Altogic.Reactive.Backend.Modules.Messages;

/// <summary>Delivers messages to users: outbox, SMTP or an HTTP hook.</summary>
internal interface IMessageSender
{
    /// <summary>Whether messages of this channel go to another machine, which takes time that callers can see.</summary>
    bool IsRemote(string channel);

    /// <exception cref="ApiException">The message could not be handed over.</exception>
    Task SendAsync(OutgoingMessage message, CancellationToken cancel);
}
