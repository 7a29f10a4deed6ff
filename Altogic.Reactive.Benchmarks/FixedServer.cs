using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Altogic.Reactive.Benchmarks;

/// <summary>Answers calls with constant bytes, so that only the client's work differs between contenders.</summary>
internal static class FixedServer
{
    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        var app = builder.Build();
        Map(app, "/_api/rest/v1/db/get-list", Payloads.List);
        Map(app, "/_api/rest/v1/db/object/get", Payloads.Small);
        MapDownload(app);
        await app.StartAsync();
        Console.WriteLine("ready " + app.Urls.First());
        await Console.In.ReadLineAsync();
        await app.StopAsync();
    }

    /// <summary>A file of 10 MB with its checksum, as the backend sends it.</summary>
    private static void MapDownload(WebApplication app)
    {
        var body = new byte[10_000_000];
        new Random(1).NextBytes(body);
        var digest = "sha-256=:" + Convert.ToBase64String(SHA256.HashData(body)) + ":";
        app.MapPost("/_api/rest/v1/storage/bucket/file/download", async (HttpContext context) =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            context.Response.ContentType = "application/octet-stream";
            context.Response.ContentLength = body.Length;
            context.Response.Headers["Repr-Digest"] = digest;
            await context.Response.Body.WriteAsync(body);
        });
    }

    private static void Map(WebApplication app, string path, string json)
    {
        var body = Encoding.UTF8.GetBytes(json);
        app.MapPost(path, async (HttpContext context) =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.ContentLength = body.Length;
            await context.Response.Body.WriteAsync(body);
        });
    }
}
