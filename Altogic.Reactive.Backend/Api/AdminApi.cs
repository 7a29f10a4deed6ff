using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Auth;
using Altogic.Reactive.Backend.Pipeline;

namespace Altogic.Reactive.Backend.Api;

/// <summary>What only the app's own servers may do: they show an API key (app definition §6.4).</summary>
internal static class AdminApi
{
    public static readonly OperationPolicy ApiKey = new(null, SessionNeed.Never) { ApiKey = true };

    public static void MapAdmin(this IEndpointRouteBuilder routes, AuthModule auth)
    {
        routes.MapOperation("PUT", "/_admin/v1/users/{id}/access-groups", ApiKey, async context =>
        {
            var id = (string)context.Request.RouteValues["id"]!;
            await context.WriteJsonAsync(await auth.Groups.SetAsync(id, ReadGroups(context.ReadObject())));
        });
        routes.MapOperation("PUT", "/_admin/v1/access-groups", ApiKey, async context =>
        {
            var body = context.ReadObject();
            var email = body["email"] is JsonValue value && value.TryGetValue(out string? text) ? text : "";
            await context.WriteJsonAsync(await auth.Groups.SetByEmailAsync(email, ReadGroups(body)));
        });
    }

    private static List<string> ReadGroups(JsonObject body)
    {
        if (body["accessGroupKeys"] is JsonArray keys && keys.All(key => key?.GetValueKind() == JsonValueKind.String))
            return [.. keys.Select(key => key!.GetValue<string>())];
        throw new ApiException(400, [AuthErrors.Invalid("accessGroupKeys", "The access groups must be a list of texts.")]);
    }
}
