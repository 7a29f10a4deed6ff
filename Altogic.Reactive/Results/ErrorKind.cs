namespace Altogic.Reactive;

/// <summary>Where a failure came from, so that callers can branch without reading English text.</summary>
public enum ErrorKind
{
    /// <summary>The server answered and refused: see <see cref="AltogicError.Status"/> and the codes of <see cref="AltogicError.Items"/>.</summary>
    Api,

    /// <summary>No answer: refused connection, unknown host, TLS failure, or a connection that broke in the middle of a body.</summary>
    Network,

    /// <summary>The time limit of one attempt or of the whole operation ran out.</summary>
    Timeout,

    /// <summary>An answer arrived, but it was not what was promised: other JSON, or a file whose checksum is wrong.</summary>
    Serialization,

    /// <summary>The server no longer accepts the session (<c>invalid_session_token</c> or <c>missing_session_token</c>); it has been cleared.</summary>
    Session,

    /// <summary>
    /// The client's side: something could not be sent, for example because a session cookie is missing, or the stream or file of a transfer
    /// failed.
    /// </summary>
    Client,
}
