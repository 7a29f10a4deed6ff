using System.Reactive.Linq;
using Altogic.Reactive.Endpoints;
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
            if (errors is not null && !errors.HasCode("product_not_found")) throw new AltogicException(errors);
            Say.Note(product, errors is null ? $"{price!.Amount:0.00} €, says process {price.Process}" : $"{errors.Status} {errors.Items[0].Code}: {errors.Message}");
        }

        Say.Step("A service in C#: a file of 2 MB is streamed to it");
        var photo = new byte[2_000_000];
        new Random(42).NextBytes(photo);
        var form = EndpointForm.Empty.AddText("title", "Summer").AddFile("photo", photo, "summer.png");
        var seen = (await client.Endpoint.Post("photos", form)).ValueOrThrow()!;
        Say.Note("photo", $"{seen["fileName"]}, {seen["contentType"]}, {seen["size"]:#,0} bytes, sha-256 {seen["sha256"]}…");

        Say.Step("Access rules: the backend keeps them before any service runs");
        var rows = new List<string[]> { await TryAsync("order, nobody signed in", 401, client.Endpoint.Post("orders", new { pieces = 2 })) };
        (await client.Auth.SignUpWithEmail("ada@example.com", "secret-1", "Ada")).ValueOrThrow();
        rows.Add(await TryAsync("order, signed in", 200, client.Endpoint.Post("orders", new { pieces = 2 })));
        rows.Add(await TryAsync("order, too many pieces", 400, client.Endpoint.Post("orders", new { pieces = 99 })));
        rows.Add(await TryAsync("delete, no manager", 401, client.Endpoint.Delete($"products/{"apple"}")));
        rows.Add(await TryAsync("sale, switched off", 403, client.Endpoint.Get("sale")));
        rows.Add(await TryAsync("no such endpoint", 404, client.Endpoint.Get("nowhere")));
        await prices.StopAsync();
        rows.Add(await TryAsync("price, its service is down", 502, client.Endpoint.Get($"products/{"apple"}/price")));
        Say.Table(["call", "status", "answer"], rows);
    }

    /// <summary>Shows how a call ends; another end than the expected one ends the example.</summary>
    private static async Task<string[]> TryAsync(string what, int expected, IObservable<Result<JToken?>> call)
    {
        var (answer, errors) = await call;
        if ((errors?.Status ?? 200) != expected) throw new InvalidOperationException($"{what}: {expected} was expected, not {errors?.ToString() ?? "an answer"}.");
        return errors is null ? [what, "ok", answer?.ToString(Formatting.None) ?? ""] : [what, $"{errors.Status}", errors.Items[0].Code];
    }

    private sealed record Price(string Product, [property: JsonProperty("price")] decimal Amount, int Process);
}
