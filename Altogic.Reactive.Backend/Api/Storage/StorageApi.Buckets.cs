using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Pipeline;

namespace Altogic.Reactive.Backend.Api.Storage;

/// <content>One bucket: B1 to B8 and B11 to B14.</content>
internal sealed partial class StorageApi
{
    private const int MostNames = 10_000;

    private void MapBuckets(IEndpointRouteBuilder routes)
    {
        Map(routes, "/bucket/exists", Read, (context, body) => context.WriteJsonAsync(JsonValue.Create(_module.Buckets.Exists(body.Bucket))));
        Map(routes, "/bucket/get", Read, async (context, body) => await context.WriteJsonAsync(body.IsTruthy("detailed")
            ? await _module.Buckets.GetDetailedAsync(body.Bucket, context.RequestAborted)
            : _module.Buckets.Get(body.Bucket)));
        Map(routes, "/bucket/list-files", Read, (context, body) => AnswerAsync(context, output => _module.Lists.Files(
            body.Bucket, body.OptionalText("expression"), body.Options, context.Caller().BaseUrl, output, context.RequestAborted)));
        Map(routes, "/bucket/empty", Write, async (context, body) =>
        {
            await _module.Buckets.EmptyAsync(body.Bucket);
            await context.WriteJsonAsync(Null);
        });
        Map(routes, "/bucket/delete", Write, async (context, body) =>
        {
            await _module.Buckets.DeleteAsync(body.Bucket);
            await context.WriteJsonAsync(Null);
        });
        Map(routes, "/bucket/delete-files", Write, async (context, body) =>
        {
            await _module.Files.DeleteManyAsync(body.Bucket, body.Texts("fileNamesOrIds", MostNames));
            await context.WriteJsonAsync(Null);
        });
        Map(routes, "/bucket/rename", Write, async (context, body) =>
            await context.WriteJsonAsync(await _module.Buckets.RenameAsync(body.Bucket, body.Text("newName"))));
        Map(routes, "/bucket/make-public", Write, async (context, body) =>
            await context.WriteJsonAsync(await _module.Buckets.SetVisibilityAsync(body.Bucket, true, body.IsTruthy("includeFiles"))));
        Map(routes, "/bucket/make-private", Write, async (context, body) =>
            await context.WriteJsonAsync(await _module.Buckets.SetVisibilityAsync(body.Bucket, false, body.IsTruthy("includeFiles"))));
        Map(routes, "/bucket/add-tags", Write, async (context, body) =>
            await context.WriteJsonAsync(await _module.Buckets.AddTagsAsync(body.Bucket, body.Texts("tags"))));
        Map(routes, "/bucket/remove-tags", Write, async (context, body) =>
            await context.WriteJsonAsync(await _module.Buckets.RemoveTagsAsync(body.Bucket, body.Texts("tags"))));
        Map(routes, "/bucket/update", Write, async (context, body) => await context.WriteJsonAsync(await _module.Buckets.UpdateAsync(
            body.Bucket, body.OptionalText("newName"), body.OptionalFlag("isPublic"), body.OptionalTexts("tags"), body.IsTruthy("includeFiles"))));
    }
}
