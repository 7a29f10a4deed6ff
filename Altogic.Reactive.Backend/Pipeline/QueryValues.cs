namespace Altogic.Reactive.Backend.Pipeline;

/// <summary>
/// Reads a query string as the clients write it (rest §3): keys stand raw, and <c>+</c> is a plus in values that some clients
/// do not encode.
/// </summary>
internal readonly struct QueryValues(string? queryString)
{
    private readonly string _text = queryString ?? "";

    /// <summary>The first value of <paramref name="name"/>, percent-decoded with <c>+</c> kept: for email, key and code. Null when absent.</summary>
    public string? Literal(string name) => Find(name) is { } raw ? Uri.UnescapeDataString(raw) : null;

    /// <summary>The first value of <paramref name="name"/>, form-decoded (<c>+</c> is a space): for bucket and file names. Null when absent.</summary>
    public string? Form(string name) => Find(name) is { } raw ? Uri.UnescapeDataString(raw.Replace('+', ' ')) : null;

    /// <summary>A phone number: a leading space is the plus that a client forgot to encode. Null when absent.</summary>
    public string? Phone(string name = "phone") =>
        Literal(name) is { } value ? (value.StartsWith(' ') ? string.Concat("+", value.AsSpan(1)) : value) : null;

    private string? Find(string name)
    {
        var rest = _text.AsSpan().TrimStart('?');
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf('&');
            var pair = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            var equals = pair.IndexOf('=');
            var key = equals < 0 ? pair : pair[..equals];
            if (Matches(key, name)) return equals < 0 ? "" : pair[(equals + 1)..].ToString();
        }

        return null;
    }

    private static bool Matches(ReadOnlySpan<char> key, string name) =>
        key.SequenceEqual(name) || (key.Contains('%') && string.Equals(Uri.UnescapeDataString(key.ToString()), name, StringComparison.Ordinal));
}
