namespace Altogic.Reactive.Examples.Server;

/// <summary>Two visitors at once and one without a cookie, as the server sees them.</summary>
internal static class Play
{
    public static async Task RunAsync(Uri server)
    {
        using var ada = new Browser(server);
        using var ben = new Browser(server);
        using var nobody = new Browser(server);

        Say.Step("Ada and Ben sign up; each gets a cookie that scripts cannot read");
        await Task.WhenAll(
            SendAsync(ada, "sign-up", new Credentials("ada@example.com", "secret-1", "Ada")),
            SendAsync(ben, "sign-up", new Credentials("ben@example.com", "secret-2", "Ben")));
        Say.Note("cookie", ada.LastCookie);

        Say.Step("Both write a note at the same time; the server says whose it is");
        await Task.WhenAll(
            SendAsync(ada, "notes", new { text = "Buy apples" }),
            SendAsync(ben, "notes", new { text = "Call Ada" }));

        Say.Step("Everybody sees their own");
        var rows = new List<string[]>
        {
            await RowAsync("Ada", ada, "me"),
            await RowAsync("Ada", ada, "notes"),
            await RowAsync("Ben", ben, "notes"),
            await RowAsync("nobody", nobody, "notes", 401),
        };
        await SendAsync(ada, "sign-out");
        rows.Add(await RowAsync("Ada, signed out", ada, "notes", 401));
        rows.Add(await RowAsync("Ben", ben, "notes"));
        Say.Table(["who", "asks for", "status", "answer"], rows);
    }

    private static async Task SendAsync(Browser browser, string path, object? body = null)
    {
        var (status, answer) = await browser.SendAsync(HttpMethod.Post, path, body);
        if (status is < 200 or > 299) throw new InvalidOperationException($"{path}: {status} {answer}");
    }

    /// <summary>Shows an answer; one with another status than expected ends the example.</summary>
    private static async Task<string[]> RowAsync(string who, Browser browser, string path, int expected = 200)
    {
        var (status, body) = await browser.SendAsync(HttpMethod.Get, path);
        if (status != expected) throw new InvalidOperationException($"{who}, /{path}: {expected} was expected, not {status}.");
        return [who, "/" + path, $"{status}", body];
    }
}
