using System.Reactive.Linq;
using Altogic.Reactive.Backend;
using Spectre.Console;

namespace Altogic.Reactive.Examples.Chat;

/// <summary>Two windows side by side with a conversation in them, and a backend that is stopped and started again under it.</summary>
internal static class Scene
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static async Task PlayAsync()
    {
        var folder = Directory.CreateTempSubdirectory("altogic-chat").FullName;
        var backend = await StartAsync("http://127.0.0.1:0", folder);
        var url = backend.Url;
        try
        {
            using var adaClient = new AltogicClient(url, backend.ClientKey);
            using var bobClient = new AltogicClient(url, backend.ClientKey);
            var (ada, bob) = (new ChatRoom(adaClient, "ada", "tea"), new ChatRoom(bobClient, "bob", "tea"));
            using var adaSees = new Pane("ada");
            using var bobSees = new Pane("bob");
            using var adaIsHere = ada.Enter(adaSees.Show, adaSees.ShowPresent);
            using var bobIsHere = bob.Enter(bobSees.Show, bobSees.ShowPresent);
            await Task.WhenAll(adaSees.UntilPresentAsync(2, Patience), bobSees.UntilPresentAsync(2, Patience));

            (await ada.Say("Is the kettle on?")).ValueOrThrow();
            using (bob.ReportTyping(Observable.Interval(TimeSpan.FromMilliseconds(150)).Take(10).Select(_ => 'x'), bobSees.Show))
                await adaSees.UntilAsync("… bob is typing", Patience);
            (await bob.Say("It is. Mint or black?")).ValueOrThrow();
            await adaSees.UntilAsync("bob: It is. Mint or black?", Patience);

            AnsiConsole.MarkupLine("[yellow]The backend stops. Ada answers all the same.[/]");
            await backend.DisposeAsync();
            await Task.WhenAll(adaSees.UntilAsync("* connection lost, trying again", Patience), bobSees.UntilAsync("* connection lost, trying again", Patience));
            await Task.WhenAll(adaSees.UntilPresentAsync(0, Patience), bobSees.UntilPresentAsync(0, Patience));
            var answer = ada.Say("Mint, please.").FirstAsync().GetAwaiter();
            backend = await StartAsync(url, folder);
            AnsiConsole.MarkupLine("[yellow]The backend is back.[/]");
            (await answer).ValueOrThrow();
            await Task.WhenAll(adaSees.UntilPresentAsync(2, Patience), bobSees.UntilPresentAsync(2, Patience));
            (await bob.Say("Coming.")).ValueOrThrow();
            await adaSees.UntilAsync("bob: Coming.", Patience);
            AnsiConsole.Write(new Columns(adaSees.ToPanel(), bobSees.ToPanel()));
        }
        finally
        {
            await backend.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<AltogicBackend> StartAsync(string url, string folder) =>
        AltogicBackend.StartAsync(new AltogicBackendOptions { Url = url, DataDirectory = folder });
}
