namespace Altogic.Reactive;

/// <summary>Why an operation failed. Mirrors the error object of Altogic's own client libraries. Immutable.</summary>
public sealed class AltogicError
{
    /// <summary>Creates an error; application code needs this only for tests and its own fakes.</summary>
    /// <param name="kind">Where the failure came from.</param>
    /// <param name="status">The HTTP status, or 0 when there was no answer.</param>
    /// <param name="statusText">The HTTP reason phrase, or a short description when there was no answer.</param>
    /// <param name="items">One entry per problem; at least one.</param>
    /// <param name="exception">What was thrown underneath, when something was.</param>
    /// <exception cref="ArgumentException"><paramref name="items"/> is empty.</exception>
    public AltogicError(ErrorKind kind, int status, string statusText, IReadOnlyList<ErrorEntry> items, Exception? exception = null)
    {
        if (items is null || items.Count == 0) throw new ArgumentException("An error needs at least one entry.", nameof(items));
        Kind = kind;
        Status = status;
        StatusText = statusText;
        Items = items;
        Exception = exception;
    }

    /// <summary>Where the failure came from.</summary>
    public ErrorKind Kind { get; }

    /// <summary>The HTTP status code, or 0 when no answer arrived.</summary>
    public int Status { get; }

    /// <summary>The HTTP reason phrase, or a short description when no answer arrived.</summary>
    public string StatusText { get; }

    /// <summary>One entry per problem, at least one; put together by the server, or by the client when there was no usable answer.</summary>
    public IReadOnlyList<ErrorEntry> Items { get; }

    /// <summary>What was thrown underneath (socket, TLS, JSON), for logs; null for a plain server answer.</summary>
    public Exception? Exception { get; }

    /// <summary>How long the server asks to wait (<c>Retry-After</c>); null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// Whether the same request may succeed a moment later: a lost network, a time-out, or the statuses 408, 429, 502, 503 and 504.
    /// It does not say that repeating is safe: a create that timed out may have been carried out.
    /// </summary>
    public bool IsTransient => Kind switch
    {
        ErrorKind.Network => !HasCode(ErrorCodes.TlsFailed),
        ErrorKind.Timeout => true,
        _ => Status is 408 or 429 or 502 or 503 or 504,
    };

    /// <summary>The sentence of the first entry.</summary>
    public string Message => Items[0].Message;

    /// <summary>Whether any entry carries this code; compared exactly.</summary>
    /// <param name="code">For example <c>not_unique</c>.</param>
    public bool HasCode(string code)
    {
        foreach (var item in Items)
            if (string.Equals(item.Code, code, StringComparison.Ordinal)) return true;
        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => Status > 0 ? $"{Kind} {Status} {Items[0].Code}: {Message}" : $"{Kind} {Items[0].Code}: {Message}";
}
