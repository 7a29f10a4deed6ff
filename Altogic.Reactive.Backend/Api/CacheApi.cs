using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Cache;
using Altogic.Reactive.Backend.Pipeline;

namespace Altogic.Reactive.Backend.Api;

/// <summary>The routes of the cache, C1 to C8 of rest §6.9.</summary>
internal sealed class CacheApi
{
    private const string Path = "/_api/rest/v1/cache";

    /// <summary>Says whether a value that is no object or list was wrapped into one, which the value itself may look like too.</summary>
    private const string WrappedHeader = "X-Cache-Wrapped";

    private static readonly OperationPolicy Policy = new(ClientRights.Cache);
    private static readonly ReadOnlyMemory<byte> Null = "null"u8.ToArray();

    private readonly CacheModule _module;

    private CacheApi(CacheModule module) => _module = module;

    public static void Map(IEndpointRouteBuilder routes, CacheModule module)
    {
        var api = new CacheApi(module);
        routes.MapOperation("GET", Path, Policy, api.GetAsync);
        routes.MapOperation("POST", Path, Policy, api.SetAsync);
        routes.MapOperation("DELETE", Path, Policy, api.DeleteAsync);
        routes.MapOperation("POST", Path + "/increment", Policy, context => api.AddAsync(context, "increment"));
        routes.MapOperation("POST", Path + "/decrement", Policy, context => api.AddAsync(context, "decrement"));
        routes.MapOperation("POST", Path + "/expire", Policy, api.ExpireAsync);
        routes.MapOperation("GET", Path + "/stats", Policy, api.StatsAsync);
        routes.MapOperation("POST", Path + "/list-keys", Policy, api.ListKeysAsync);
    }

    private Task GetAsync(HttpContext context)
    {
        var value = _module.Get(CacheBody.RequireKey(context.QueryValues().Literal("key")));
        var isWrapped = value is not null && value[0] is not ((byte)'{' or (byte)'[');
        context.Response.Headers[WrappedHeader] = isWrapped ? "true" : "false";
        return isWrapped ? WriteWrappedAsync(context, value!) : context.WriteJsonAsync(value ?? Null);
    }

    private async Task SetAsync(HttpContext context)
    {
        var body = CacheBody.Of(context);
        await _module.SetAsync(body.Key(), body.Value(), body.TimeToLive(), context.RequestAborted);
        await context.WriteJsonAsync(Null);
    }

    private async Task DeleteAsync(HttpContext context)
    {
        // Early versions of the JavaScript SDK name the key in the query (rest §11).
        var keys = CacheBody.Of(context).Keys() ?? [CacheBody.RequireKey(context.QueryValues().Literal("key"))];
        await _module.DeleteAsync(keys, context.RequestAborted);
        await context.WriteJsonAsync(Null);
    }

    private async Task AddAsync(HttpContext context, string member)
    {
        var body = CacheBody.Of(context);
        var sum = await _module.AddAsync(body.Key(), body.Amount(member), member == "decrement", body.TimeToLive(), context.RequestAborted);
        await WriteWrappedAsync(context, sum);
    }

    private async Task ExpireAsync(HttpContext context)
    {
        var body = CacheBody.Of(context);
        await _module.ExpireAsync(body.Key(), body.RequiredTimeToLive(), context.RequestAborted);
        await context.WriteJsonAsync(Null);
    }

    private Task StatsAsync(HttpContext context)
    {
        var (keys, bytes, traffic) = _module.Stats();
        return context.WriteJsonAsync(new JsonObject
        {
            ["totalKeys"] = keys,
            ["totalStorageSize"] = bytes,
            ["dailyIngress"] = traffic.DailyIngress,
            ["dailyEgress"] = traffic.DailyEgress,
            ["monthlyIngress"] = traffic.MonthlyIngress,
            ["monthlyEgress"] = traffic.MonthlyEgress,
        });
    }

    private async Task ListKeysAsync(HttpContext context)
    {
        var body = CacheBody.Of(context);
        var page = _module.List(body.Pattern(), body.After());
        using var answer = context.Answer();
        using (var writer = new Utf8JsonWriter((IBufferWriter<byte>)answer, JsonText.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("data");
            foreach (var (key, value) in page.Items)
            {
                writer.WriteStartObject();
                writer.WriteString("key", key);
                writer.WritePropertyName("value");
                writer.WriteRawValue(value, skipInputValidation: true);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            if (page.Last is null) writer.WriteNull("next");
            else writer.WriteString("next", CacheCursor.Write(page.Last));
            writer.WriteEndObject();
        }

        await context.WriteJsonAsync(answer.Written);
    }

    private static async Task WriteWrappedAsync(HttpContext context, byte[] value)
    {
        using var answer = context.Answer();
        answer.Write("{\"value\":"u8);
        answer.Write(value);
        answer.Write("}"u8);
        await context.WriteJsonAsync(answer.Written);
    }
}
