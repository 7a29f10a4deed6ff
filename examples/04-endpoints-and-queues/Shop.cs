using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;

namespace Altogic.Reactive.Examples.EndpointsAndQueues;

/// <summary>The app: which endpoints there are, who may call them, and what they run.</summary>
internal static class Shop
{
    public static AppDefinition Definition(string prices) => new()
    {
        Name = "shop",
        AccessGroups = ["manager"],
        Endpoints =
        [
            new() { Method = "GET", Path = "products/{product}/price", Service = "price" },
            new() { Method = "POST", Path = "orders", Service = "order", SessionRequired = true },
            new() { Method = "POST", Path = "photos", Service = "photo" },
            new() { Method = "DELETE", Path = "products/{product}", Service = "order", AccessGroups = ["manager"] },
            new() { Method = "GET", Path = "sale", Service = "order", Enabled = false },
        ],
        Services = new Dictionary<string, ServiceDefinition> { ["price"] = new() { Url = prices + "/price", TimeoutSeconds = 5 } },
    };

    public static void AddServices(IDictionary<string, Func<ServiceContext, CancellationToken, Task<ServiceResponse>>> services)
    {
        services["order"] = OrderAsync;
        services["photo"] = PhotoAsync;
    }

    private static Task<ServiceResponse> OrderAsync(ServiceContext context, CancellationToken cancel)
    {
        var pieces = (int?)context.Request!.Body?["pieces"] ?? 0;
        if (pieces is < 1 or > 10)
        {
            return Task.FromResult(ServiceResponse.Error(
                400, "invalid_pieces", "Order 1 to 10 pieces.", new JsonObject { ["field"] = "pieces", ["value"] = pieces }));
        }

        return Task.FromResult(ServiceResponse.From(new { customer = context.Session!.UserId, pieces }, status: 201));
    }

    private static async Task<ServiceResponse> PhotoAsync(ServiceContext context, CancellationToken cancel)
    {
        var file = context.Request!.Files[0];
        await using var content = file.OpenRead();
        var hash = await System.Security.Cryptography.SHA256.HashDataAsync(content, cancel);
        return ServiceResponse.From(new { file.FileName, file.ContentType, file.Size, sha256 = Convert.ToHexStringLower(hash)[..16] });
    }
}
