using Altogic.Reactive.Backend.Pipeline;

namespace Altogic.Reactive.Backend.Api.Storage;

/// <content>What gives content: F5, and the addresses of public files (rest §9).</content>
internal sealed partial class StorageApi
{
    private void MapContents(IEndpointRouteBuilder routes)
    {
        Map(routes, "/bucket/file/download", Read, async (context, body) =>
        {
            var (row, content) = _module.Files.Open(() => _module.Files.Get(body.Bucket, body.File));
            await using (content) await new FileAnswer(context, row, content, _module.Now).SendDownloadAsync();
        });
        foreach (var method in new[] { "GET", "HEAD" })
            routes.MapOperation(method, "/_storage/{environment}/{bucketId}/{fileId}", Everybody, async context =>
            {
                var (row, content) = _module.Files.Open(() => _module.Files.GetPublic(Segment(context, "bucketId"), Segment(context, "fileId")));
                await using (content) await new FileAnswer(context, row, content, _module.Now).SendPublicAsync();
            });
    }

    private static string Segment(HttpContext context, string name) => (string)context.Request.RouteValues[name]!;
}
