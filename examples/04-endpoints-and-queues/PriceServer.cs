using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Altogic.Reactive.Examples.EndpointsAndQueues;

/// <summary>A service over HTTP: it gets a call as JSON and answers with what the caller is to get.</summary>
internal static class PriceServer
{
    private static readonly Dictionary<string, decimal> Prices = new() { ["apple"] = 0.35m, ["melon"] = 2.90m };

    public static async Task RunAsync()
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/price", (JsonNode call) =>
        {
            var product = (string)call["request"]!["params"]!["product"]!;
            var message = $"There is no {product}.";
            return Prices.TryGetValue(product, out var price)
                ? Results.Json(new { product, price, process = Environment.ProcessId })
                : Results.Json(new { errors = new[] { new { origin = "client_error", code = "product_not_found", message } } }, statusCode: 404);
        });
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());

        // It lives as long as whoever started it keeps its input open.
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }
}
