using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Altogic.Reactive.Tests.EndToEnd;

/// <summary>An HTTP service behind a queue or task that writes down the attempts it is called for.</summary>
internal sealed class QueueWorker : IAsyncDisposable
{
    private readonly WebApplication _app;

    private QueueWorker(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    public ConcurrentBag<(string Id, int Number)> Attempts { get; } = [];

    public static async Task<QueueWorker> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        var app = builder.Build();
        var worker = new QueueWorker(app);
        app.Run(worker.AnswerAsync);
        await app.StartAsync();
        return worker;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var call = (await JsonNode.ParseAsync(context.Request.Body))!;
        Attempts.Add(((string?)call["messageId"] ?? (string)call["taskId"]!, (int?)call["attempt"] ?? 1));
        context.Response.StatusCode = 204;
    }
}
