// A web server of your own in front of the backend: a browser holds a session cookie and nothing else, the client key stays here.
//
//   dotnet run --project examples/06-server                        two visitors are played, then it ends
//   dotnet run --project examples/06-server -- --serve             it waits for you at the address it prints
using Altogic.Reactive.Backend;
using Altogic.Reactive.Examples;
using Altogic.Reactive.Examples.Server;

await using var backend = await AltogicBackend.StartAsync(new AltogicBackendOptions());
await using var app = WebServer.Build(backend.Url, backend.ClientKey);
await app.StartAsync();
Say.Step($"Web server ready on {app.Urls.First()}");

if (args.Contains("--serve")) await app.WaitForShutdownAsync();
else await Play.RunAsync(new Uri(app.Urls.First()));
