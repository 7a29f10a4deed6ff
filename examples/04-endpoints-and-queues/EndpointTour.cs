using System.Reactive.Linq;
using Altogic.Reactive.Endpoints;
using Altogic.Reactive.Examples.Quickstart;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Examples.EndpointsAndQueues;

/// <summary>Endpoints of the app, called through the client.</summary>
internal static class EndpointTour
{
    public static async Task RunAsync(AltogicClient client, PriceProcess prices)
    {
        Say.Step("A service in another process; the path has a parameter");
        foreach (var product in (string[])["apple", "melon", "pear / plum"])
        {
            var (price, errors) = await client.Endpoint.Get<Price>($"products/{product}/price");
            Say.Note(product, errors is null ? $"{price!.Amount:0.00} €, says process {price.Process}" : $"{errors.Status} {errors.Items[0].Code}: {errors.Message}");
        }

        Say.Step("A service in C#: a file of 2 MB is streamed to it");
        var photo = new byte[2_000_000];
        new Random(42).NextBytes(photo);
        var form = EndpointForm.Empty.AddText("title", "Summer").AddFile("photo", photo, "summer.png");
        var seen = (await client.Endpoint.Post("photos", form)).ValueOrThrow()!;
        Say.Note("photo", $"{seen["fileName"]}, {seen["contentType"]}, {seen["size"]:#,0} bytes, sha-256 {seen["sha256"]}…");

        Say.Step("Access rules: the backend keeps them before any service runs");
        var rows = new List<string[]> { await TryAsync("order, nobody signed in", client.Endpoint.Post("orders", new { pieces = 2 })) };
        (await client.Auth.SignUpWithEmail("ada@example.com", "secret-1", "Ada")).ValueOrThrow();
        rows.Add(await TryAsync("order, signed in", client.Endpoint.Post("orders", new { pieces = 2 })));
        rows.Add(await TryAsync("order, too many pieces", client.Endpoint.Post("orders", new { pieces = 99 })));
        rows.Add(await TryAsync("delete, no manager", client.Endpoint.Delete($"products/{"apple"}")));
        rows.Add(await TryAsync("sale, switched off", client.Endpoint.Get("sale")));
        rows.Add(await TryAsync("no such endpoint", client.Endpoint.Get("nowhere")));
        await prices.StopAsync();
        rows.Add(await TryAsync("price, its service is down", client.Endpoint.Get($"products/{"apple"}/price")));
        Say.Table(["call", "status", "answer"], rows);
    }

    private static async Task<string[]> TryAsync(string what, IObservable<Result<JToken?>> call) => (await call).Match(
        answer => new[] { what, "ok", answer?.ToString(Formatting.None) ?? "" },
        errors => [what, $"{errors.Status}", errors.Items[0].Code]);

    private sealed record Price(string Product, [property: JsonProperty("price")] decimal Amount, int Process);
}
