namespace Altogic.Reactive.Tests.Backend.Auth;

/// <summary>Where a browser was sent, and with which parameters.</summary>
internal sealed record Redirect(int Status, string? Location, string Body, IReadOnlyList<string> Cookies)
{
    public IReadOnlyDictionary<string, string> Query { get; } = Parse(Location);

    public string? this[string name] => Query.GetValueOrDefault(name);

    public static async Task<Redirect> ReadAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        response.Headers.Location?.OriginalString,
        await response.Content.ReadAsStringAsync(),
        response.Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : []);

    private static Dictionary<string, string> Parse(string? url)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (url is null || url.IndexOf('?', StringComparison.Ordinal) is not (>= 0 and var start)) return values;
        foreach (var pair in url[(start + 1)..].Split('#')[0].Split('&'))
        {
            var parts = pair.Split('=', 2);
            values[parts[0]] = Uri.UnescapeDataString(parts.ElementAtOrDefault(1) ?? "");
        }

        return values;
    }
}
