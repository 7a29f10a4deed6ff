using System.Text;
using Altogic.Reactive.Backend;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Altogic.Reactive.Benchmarks.Modules;

/// <summary>
/// In a process of their own: a backend with an endpoint and a queue whose service does nothing, and beside it what they are compared
/// with, a minimal API for the endpoint and for files.
/// </summary>
internal static class ModuleServer
{
    public const string Key = "bench-key";
    private const int Piece = 64 * 1024;

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("altogic-bench").FullName;
        try
        {
            await using var backend = await AltogicBackend.StartAsync(new AltogicBackendOptions
            {
                ClientKey = Key,
                DataDirectory = folder,
                App = new AppDefinition
                {
                    Endpoints = [new EndpointDefinition { Method = "GET", Path = "hello/{name}", Service = "hello" }],
                    Queues = [new QueueDefinition { Name = "work", Service = "work", Concurrency = 16 }],
                },
                Services =
                {
                    ["hello"] = (context, _) => Task.FromResult(ServiceResponse.Text("hello " + context.Request!.Params["name"])),
                    ["work"] = (_, _) => Task.FromResult(ServiceResponse.Empty()),
                },
            });
            var bare = await StartBareAsync();
            Console.WriteLine($"ready {backend.Url} {bare.Urls.First()}");
            await Console.In.ReadLineAsync();
            await bare.StopAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<WebApplication> StartBareAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var app = builder.Build();
        app.MapGet("/hello/{name}", (string name) => Results.Bytes(Encoding.UTF8.GetBytes("hello " + name), "text/plain; charset=utf-8"));
        app.MapPost("/upload", async (HttpContext context) => await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted));
        app.MapGet("/download/{bytes:long}", async (HttpContext context, long bytes) =>
        {
            context.Response.ContentLength = bytes;
            var piece = new byte[Piece];
            for (var left = bytes; left > 0; left -= Piece)
                await context.Response.Body.WriteAsync(piece.AsMemory(0, (int)Math.Min(left, Piece)), context.RequestAborted);
        });
        await app.StartAsync();
        return app;
    }
}
