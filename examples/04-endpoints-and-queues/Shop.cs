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
        Queues =
        [
            new() { Name = "mailing", Service = "mail" },
            new() { Name = "thumbnails", Service = "thumbnail", Concurrency = 4, MaxAttempts = 1 },
        ],
        Tasks = [new() { Name = "nightly", Cron = "0 3 * * *", TimeZone = "Europe/Istanbul", Service = "cleanUp" }],
        Services = new Dictionary<string, ServiceDefinition> { ["price"] = new() { Url = prices + "/price", TimeoutSeconds = 5 } },
    };

    public static void AddServices(IDictionary<string, Func<ServiceContext, CancellationToken, Task<ServiceResponse>>> services)
    {
        services["order"] = OrderAsync;
        services["photo"] = PhotoAsync;
        services["mail"] = MailAsync;
        services["thumbnail"] = ThumbnailAsync;
        services["cleanUp"] = (_, _) => Task.FromResult(ServiceResponse.Empty());
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

    /// <summary>The mail server is busy at the first attempt; the queue comes back a second later.</summary>
    private static Task<ServiceResponse> MailAsync(ServiceContext context, CancellationToken cancel) => Task.FromResult(
        context.Attempt == 1 ? ServiceResponse.Error(503, "mail_server_busy", "Try again later.") : ServiceResponse.Empty());

    private static Task<ServiceResponse> ThumbnailAsync(ServiceContext context, CancellationToken cancel) => Task.FromResult(
        (string?)context.Message!["photo"] is { Length: > 0 } ? ServiceResponse.Empty() : ServiceResponse.Error(400, "no_photo", "There is no photo."));

    private static async Task<ServiceResponse> PhotoAsync(ServiceContext context, CancellationToken cancel)
    {
        var file = context.Request!.Files[0];
        await using var content = file.OpenRead();
        var hash = await System.Security.Cryptography.SHA256.HashDataAsync(content, cancel);
        return ServiceResponse.From(new { file.FileName, file.ContentType, file.Size, sha256 = Convert.ToHexStringLower(hash)[..16] });
    }
}
