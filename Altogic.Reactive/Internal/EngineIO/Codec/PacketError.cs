namespace Altogic.Reactive.Internal.EngineIO.Codec;

/// <summary>Why bytes are no packet. Whoever reads one closes the connection with a parse error (realtime §8.5).</summary>
internal enum PacketError
{
    None,

    /// <summary>There is no packet where one should be.</summary>
    Empty,

    /// <summary>The first character names no type.</summary>
    UnknownType,

    /// <summary>The text after <c>b</c> is not base64.</summary>
    InvalidBase64,

    /// <summary>The number of attachments is missing, zero where there must be some, or not a number.</summary>
    InvalidAttachmentCount,

    /// <summary>More attachments are announced than the limit allows.</summary>
    TooManyAttachments,

    /// <summary>The namespace has no end.</summary>
    InvalidNamespace,

    /// <summary>The acknowledgement id is too large, missing where one must be, or stands where none may be.</summary>
    InvalidId,

    /// <summary>The JSON is of the wrong kind for the type, or plainly not JSON.</summary>
    InvalidPayload,

    /// <summary>The event has no name, or one that is neither text nor number.</summary>
    InvalidEventName,

    /// <summary>The event has a name that Socket.IO keeps for itself.</summary>
    ReservedEventName,

    /// <summary>A text packet came where an attachment was due.</summary>
    UnexpectedText,

    /// <summary>An attachment came that no packet has announced.</summary>
    UnexpectedBinary,

    /// <summary>Packet and attachments together exceed the limit.</summary>
    TooLarge,
}
