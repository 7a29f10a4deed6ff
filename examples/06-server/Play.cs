using Altogic.Reactive.Examples.Quickstart;

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
            ada.SendAsync(HttpMethod.Post, "sign-up", new Credentials("ada@example.com", "secret-1", "Ada")),
            ben.SendAsync(HttpMethod.Post, "sign-up", new Credentials("ben@example.com", "secret-2", "Ben")));
        Say.Note("cookie", ada.LastCookie);

        Say.Step("Both write a note at the same time; the server says whose it is");
        await Task.WhenAll(
            ada.SendAsync(HttpMethod.Post, "notes", new { text = "Buy apples" }),
            ben.SendAsync(HttpMethod.Post, "notes", new { text = "Call Ada" }));

        Say.Step("Everybody sees their own");
        var rows = new List<string[]>
        {
            await RowAsync("Ada", ada, "me"),
            await RowAsync("Ada", ada, "notes"),
            await RowAsync("Ben", ben, "notes"),
            await RowAsync("nobody", nobody, "notes"),
        };
        await ada.SendAsync(HttpMethod.Post, "sign-out");
        rows.Add(await RowAsync("Ada, signed out", ada, "notes"));
        rows.Add(await RowAsync("Ben", ben, "notes"));
        Say.Table(["who", "asks for", "status", "answer"], rows);
    }

    private static async Task<string[]> RowAsync(string who, Browser browser, string path)
    {
        var (status, body) = await browser.SendAsync(HttpMethod.Get, path);
        return [who, "/" + path, $"{status}", body];
    }
}
