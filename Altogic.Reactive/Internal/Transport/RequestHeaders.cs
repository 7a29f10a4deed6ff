using Altogic.Reactive.Internal.Rest;

namespace Altogic.Reactive.Internal.Transport;

/// <summary>The headers every request carries (rest §2).</summary>
internal sealed class RequestHeaders
{
    private readonly string _clientKey;
    private readonly string? _apiKey;

    /// <exception cref="ArgumentException">A key is missing or cannot stand in a header.</exception>
    public RequestHeaders(string? clientKey, string? apiKey)
    {
        _clientKey = Checked(clientKey, nameof(clientKey))
            ?? throw new ArgumentException("The client key is missing.", nameof(clientKey));
        _apiKey = Checked(apiKey, nameof(apiKey));
    }

    /// <summary>Whether a text can be sent as a header value: visible ASCII.</summary>
    public static bool IsSendable(string value)
    {
        foreach (var character in value)
            if (character is <= ' ' or > '~') return false;
        return true;
    }

    public void Apply(HttpRequestMessage request, string? sessionToken)
    {
        var headers = request.Headers;
        headers.TryAddWithoutValidation(WireHeaders.Client, WireHeaders.ClientName);
        headers.TryAddWithoutValidation(WireHeaders.ClientKey, _clientKey);
        if (_apiKey is not null) headers.TryAddWithoutValidation(WireHeaders.ApiKey, _apiKey);
        if (sessionToken is not null) headers.TryAddWithoutValidation(WireHeaders.Session, sessionToken);
    }

    /// <summary>Sets a header, whatever case it was set in before; null leaves it as it is.</summary>
    public static void Replace(HttpRequestMessage request, string name, string? value)
    {
        if (value is null) return;
        request.Headers.Remove(name);
        request.Headers.TryAddWithoutValidation(name, value);
    }

    private static string? Checked(string? value, string name)
    {
        var text = value?.Trim();
        if (string.IsNullOrEmpty(text)) return null;
        return IsSendable(text!) ? text : throw new ArgumentException("The key has characters that no HTTP header can carry.", name);
    }
}
