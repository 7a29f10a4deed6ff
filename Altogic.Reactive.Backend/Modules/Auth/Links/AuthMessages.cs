using Altogic.Reactive.Backend.Modules.Messages;

namespace Altogic.Reactive.Backend.Modules.Auth.Links;

/// <summary>Makes and hands over the messages with links and codes.</summary>
internal sealed class AuthMessages(IMessageSender sender, TimeProvider time)
{
    private const string Email = "email";
    private const string Sms = "sms";

    public bool MailIsRemote => sender.IsRemote(Email);

    public bool TextIsRemote => sender.IsRemote(Sms);

    /// <exception cref="ApiException">The message could not be handed over.</exception>
    public Task SendLinkAsync(LinkKind kind, string to, string userId, string key, string baseUrl, CancellationToken cancel = default)
    {
        var link = $"{baseUrl}{kind.Path}?key={key}";
        return HandOverAsync(
            new OutgoingMessage(Email, to, kind.Purpose, userId, time.GetUtcNow(), link, key, null),
            "cannot_send_auth_email", "The e-mail could not be sent.", cancel);
    }

    /// <exception cref="ApiException">The message could not be handed over.</exception>
    public Task SendCodeAsync(string purpose, string to, string userId, string code, CancellationToken cancel = default) => HandOverAsync(
        new OutgoingMessage(Sms, to, purpose, userId, time.GetUtcNow(), null, null, code),
        "cannot_send_sms_code", "The text message could not be sent.", cancel);

    // Cancelled with the backend, but not with the request: a message that is half sent cannot be taken back.
    private async Task HandOverAsync(OutgoingMessage message, string code, string failure, CancellationToken cancel)
    {
        try
        {
            await sender.SendAsync(message, cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OperationCanceledException or HttpRequestException)
        {
            throw new ApiException(400, code, failure);
        }
    }
}
