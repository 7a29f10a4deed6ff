namespace Altogic.Reactive.Backend.Realtime.Hub;

/// <summary>Why an event was not accepted.</summary>
internal sealed record Refusal(string Code, string Message)
{
    public static readonly Refusal TooManyEvents = new("rate_limit_exceeded", "Too many events in a short time.");
    public static readonly Refusal UnknownEvent = new("unknown_event", "The server knows no such event.");
    public static readonly Refusal NoObject = new("invalid_value", "The event needs one object as its argument.");
    public static readonly Refusal MissingEventName = new("missing_required_value", "The eventName is missing or blank.");
    public static readonly Refusal MissingChannel = new("missing_required_value", "The channel is missing or blank.");
    public static readonly Refusal NameTooLong = new("invalid_value", "The name of the channel or the event is too long.");
    public static readonly Refusal InvalidName = new("invalid_value", "The name of the channel or the event is not a well-formed text.");
    public static readonly Refusal ReservedName = new("reserved_event_name", "The eventName is reserved.");
    public static readonly Refusal TooLarge = new("content_too_large", "The message is too large.");
    public static readonly Refusal TooDeep = new("invalid_value", "The message nests too deeply.");
    public static readonly Refusal InvalidAttachments = new("invalid_value", "The attachments do not fit their placeholders.");
    public static readonly Refusal TooManyChannels = new("too_many_channels", "The connection is in too many channels.");
}
