using Altogic.Reactive.Backend;
using Altogic.Reactive.Examples.Chat;

// Without arguments: a conversation in two windows that survives the backend's restart.
// A window of your own, as often as you like:
//   dotnet run --project examples/02-chat -- serve                       a backend for the windows; prints their command
//   dotnet run --project examples/02-chat -- URL KEY NAME [ROOM]         a window
switch (args)
{
    case []:
        await Scene.PlayAsync();
        return 0;
    case ["serve"]:
        await using (var backend = await AltogicBackend.StartAsync(new AltogicBackendOptions { DataDirectory = "chat-data", Url = "http://127.0.0.1:4180" }))
        {
            Console.WriteLine($"dotnet run --project examples/02-chat -- {backend.Url} {backend.ClientKey} ada tea");
            Console.WriteLine("Enter stops the backend. Start it again, and the windows go on.");
            Console.ReadLine();
        }

        return 0;
    case [var url, var key, var name, .. var rest]:
        await Window.RunAsync(url, key, name, rest.FirstOrDefault() ?? "lobby");
        return 0;
    default:
        Console.Error.WriteLine("Usage: no arguments, or serve, or URL KEY NAME [ROOM]");
        return 2;
}
