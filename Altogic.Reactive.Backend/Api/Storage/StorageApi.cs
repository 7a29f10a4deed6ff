using System.Buffers;
using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules.Storage;
using Altogic.Reactive.Backend.Pipeline;

namespace Altogic.Reactive.Backend.Api.Storage;

/// <summary>The routes of storage: S1 to S5, B1 to B14, F1 to F15 of rest §6.4 to §6.6, and the addresses of public files.</summary>
internal sealed partial class StorageApi
{
    private const string Prefix = "/_api/rest/v1/storage";

    private static readonly OperationPolicy Read = new(ClientRights.StorageRead);
    private static readonly OperationPolicy Write = new(ClientRights.StorageWrite);
    private static readonly OperationPolicy Upload = new(ClientRights.StorageWrite) { Body = BodyKind.Raw };
    private static readonly OperationPolicy Everybody = new(null, SessionNeed.Never) { Body = BodyKind.Raw };
    private static readonly ReadOnlyMemory<byte> Null = "null"u8.ToArray();

    private readonly StorageModule _module;
    private readonly LimitsDefinition _limits;

    private StorageApi(StorageModule module, LimitsDefinition limits) => (_module, _limits) = (module, limits);

    public static void Map(IEndpointRouteBuilder routes, StorageModule module, LimitsDefinition limits)
    {
        var api = new StorageApi(module, limits);
        api.MapStorage(routes);
        api.MapBuckets(routes);
        api.MapFiles(routes);
        api.MapUploads(routes);
        api.MapContents(routes);
    }

    private void MapStorage(IEndpointRouteBuilder routes)
    {
        Map(routes, "/create-bucket", Write, async (context, body) => await context.WriteJsonAsync(await _module.Buckets.CreateAsync(
            body.Text("name"), body.OptionalFlag("isPublic") ?? true, body.OptionalTexts("tags") ?? [], UserOf(context))));
        Map(routes, "/list-buckets", Read, (context, body) => AnswerAsync(context, output => _module.Lists.Buckets(
            body.OptionalText("expression"), body.Options, context.Caller().BaseUrl, output, context.RequestAborted)));
        Map(routes, "/search-files", Read, (context, body) => AnswerAsync(context, output => _module.Lists.Search(
            body.Text("expression"), body.Options, context.Caller().BaseUrl, output, context.RequestAborted)));
        Map(routes, "/delete-file", Write, async (context, body) =>
        {
            await _module.Files.DeleteByUrlAsync(body.Text("fileUrl"));
            await context.WriteJsonAsync(Null);
        });
        routes.MapOperation("GET", Prefix + "/stats", Read, async context =>
            await context.WriteJsonAsync(await _module.StatisticsAsync(context.RequestAborted)));
    }

    private static void Map(IEndpointRouteBuilder routes, string path, OperationPolicy policy, Func<HttpContext, StorageBody, Task> handler) =>
        routes.MapOperation("POST", Prefix + path, policy, context => handler(context, StorageBody.Of(context)));

    private static async Task AnswerAsync(HttpContext context, Func<IBufferWriter<byte>, Task> write)
    {
        using var answer = context.Answer();
        await write(answer);
        await context.WriteJsonAsync(answer.Written);
    }

    private static async Task AnswerFileAsync(HttpContext context, Task<JsonObject> file) => await AnswerFileAsync(context, await file);

    private static Task AnswerFileAsync(HttpContext context, JsonObject file)
    {
        file["publicPath"] = context.Caller().BaseUrl + (string)file["publicPath"]!;
        return context.WriteJsonAsync(file);
    }

    private static string? UserOf(HttpContext context) => context.Caller().Session?.UserId;
}
