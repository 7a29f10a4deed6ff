namespace Altogic.Reactive.Internal.Transport;

/// <summary>The parameters of a URL's query and fragment; the first occurrence of a name counts, an empty value counts as none.</summary>
internal sealed class UrlParameters
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public UrlParameters(string url)
    {
        var hash = url.IndexOf('#');
        var address = hash < 0 ? url : url.Substring(0, hash);
        var question = address.IndexOf('?');
        if (question >= 0) Add(address.Substring(question + 1));
        if (hash < 0) return;
        // a fragment may be "access_token=…" or the route of a single-page app, "/back?access_token=…"
        var fragment = url.Substring(hash + 1);
        Add(fragment.Substring(fragment.IndexOf('?') + 1));
    }

    public string? this[string name] => _values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    private void Add(string pairs)
    {
        foreach (var pair in pairs.Split('&'))
        {
            var equals = pair.IndexOf('=');
            var name = Decode(equals < 0 ? pair : pair.Substring(0, equals));
            if (_values.TryGetValue(name, out var known) && known.Length > 0) continue;
            _values[name] = equals < 0 ? "" : Decode(pair.Substring(equals + 1));
        }
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
