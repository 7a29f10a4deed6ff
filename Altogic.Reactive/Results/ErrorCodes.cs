namespace Altogic.Reactive;

/// <summary>The codes this library gives to failures the server did not describe itself, and the two that end a session.</summary>
public static class ErrorCodes
{
    /// <summary>The server has no session for this request. Ends the session.</summary>
    public const string MissingSessionToken = "missing_session_token";

    /// <summary>The server no longer knows the session. Ends the session.</summary>
    public const string InvalidSessionToken = "invalid_session_token";

    /// <summary>Nobody listens at the address; nothing was sent.</summary>
    public const string ConnectionFailed = "connection_failed";

    /// <summary>The host name is unknown; nothing was sent.</summary>
    public const string HostNotFound = "host_not_found";

    /// <summary>No trusted encrypted connection could be made; nothing was sent.</summary>
    public const string TlsFailed = "tls_failed";

    /// <summary>The connection broke after something had been sent; the server may have done the work.</summary>
    public const string ConnectionLost = "connection_lost";

    /// <summary>A time limit ran out; the server may have done the work.</summary>
    public const string TimedOut = "timed_out";

    /// <summary>An answer came, but not the JSON that was promised.</summary>
    public const string InvalidResponse = "invalid_response";

    /// <summary>A success came without the data it should carry.</summary>
    public const string EmptyResponse = "empty_response";

    /// <summary>A success is larger than <see cref="AltogicClientOptions.MaxAnswerBytes"/>.</summary>
    public const string ResponseTooLarge = "response_too_large";

    /// <summary>The server refused and gave no code.</summary>
    public const string Unspecified = "unspecified_error";

    /// <summary>The data to send cannot be written as JSON; nothing was sent.</summary>
    public const string UnwritableValue = "unwritable_value";

    /// <summary>The app's own stream or file cannot be read, or gave another number of bytes than it had announced.</summary>
    public const string SourceUnreadable = "source_unreadable";

    /// <summary>The app's own stream or file cannot be written.</summary>
    public const string TargetUnwritable = "target_unwritable";

    /// <summary>
    /// The bytes at one end are not those of the other end. After a download the client noticed it; after an upload the server did, and
    /// stored nothing.
    /// </summary>
    public const string ChecksumMismatch = "checksum_mismatch";

    /// <summary>A <c>Cookie</c> header carries no session token; nothing was sent (errors §4).</summary>
    public const string SessionTokenNotFound = "session_token_not_found";

    /// <summary>The browser came back with a failure: consent was denied, or a link has expired.</summary>
    public const string RedirectFailed = "redirect_failed";

    /// <summary>A redirect has no access token; nothing was sent.</summary>
    public const string MissingAccessToken = "missing_access_token";

    /// <summary>There is no status to follow: the message or run is unknown to the server, or was forgotten.</summary>
    public const string StatusNotFound = "status_not_found";

    /// <summary>The browser for a provider sign-in cannot be opened.</summary>
    public const string BrowserNotOpened = "browser_not_opened";

    /// <summary>No port of this machine can be opened for a provider sign-in.</summary>
    public const string LoopbackUnavailable = "loopback_unavailable";

    /// <summary>The server has refused the realtime connection and gave no code.</summary>
    public const string ConnectionRefused = "connection_refused";

    /// <summary>The server has ended the realtime connection on purpose.</summary>
    public const string DisconnectedByServer = "disconnected_by_server";

    /// <summary>The realtime connection is made anew, because there is another session now, or none.</summary>
    public const string SessionChanged = "session_changed";

    /// <summary>There is no realtime connection, and the message is not kept for one; nothing was sent.</summary>
    public const string NotConnected = "not_connected";

    /// <summary>As many messages as are allowed wait to be sent already; nothing was sent.</summary>
    public const string SendBufferFull = "send_buffer_full";

    /// <summary>The connection was lost after the message had been written; it may have arrived.</summary>
    public const string DeliveryUnknown = "delivery_unknown";

    /// <summary>It is larger than the server takes.</summary>
    public const string ContentTooLarge = "content_too_large";

    /// <summary>A message has more binary values than Socket.IO takes; nothing was sent.</summary>
    public const string TooManyAttachments = "too_many_attachments";

    /// <summary>A command is executing already, or may not be executed now; nothing was sent.</summary>
    public const string CannotExecute = "cannot_execute";
}
