using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Pipeline;

namespace Altogic.Reactive.Backend.Api.Storage;

/// <content>One file: F1 to F4, F6 to F8 and F11 to F15.</content>
internal sealed partial class StorageApi
{
    private void MapFiles(IEndpointRouteBuilder routes)
    {
        const string file = "/bucket/file";
        Map(routes, file + "/exists", Read, (context, body) =>
            context.WriteJsonAsync(JsonValue.Create(_module.Files.Exists(body.Bucket, body.File))));
        Map(routes, file + "/get", Read, (context, body) => AnswerFileAsync(context, _module.Files.Get(body.Bucket, body.File).Document));
        Map(routes, file + "/make-public", Write, (context, body) =>
            AnswerFileAsync(context, _module.Files.SetVisibilityAsync(body.Bucket, body.File, true)));
        Map(routes, file + "/make-private", Write, (context, body) =>
            AnswerFileAsync(context, _module.Files.SetVisibilityAsync(body.Bucket, body.File, false)));
        Map(routes, file + "/rename", Write, (context, body) =>
            AnswerFileAsync(context, _module.Files.RenameAsync(body.Bucket, body.File, body.Text("newName"))));
        Map(routes, file + "/duplicate", Write, (context, body) =>
            AnswerFileAsync(context, _module.Files.DuplicateAsync(body.Bucket, body.File, body.OptionalText("duplicateName"), UserOf(context))));
        Map(routes, file + "/delete", Write, async (context, body) =>
        {
            await _module.Files.DeleteAsync(body.Bucket, body.File);
            await context.WriteJsonAsync(Null);
        });
        Map(routes, file + "/move", Write, (context, body) =>
            AnswerFileAsync(context, _module.Files.MoveAsync(body.Bucket, body.File, body.Text("bucketNameOrId"))));
        Map(routes, file + "/copy", Write, (context, body) =>
            AnswerFileAsync(context, _module.Files.CopyAsync(body.Bucket, body.File, body.Text("bucketNameOrId"), UserOf(context))));
        Map(routes, file + "/add-tags", Write, (context, body) =>
            AnswerFileAsync(context, _module.Files.AddTagsAsync(body.Bucket, body.File, body.Texts("tags"))));
        Map(routes, file + "/remove-tags", Write, (context, body) =>
            AnswerFileAsync(context, _module.Files.RemoveTagsAsync(body.Bucket, body.File, body.Texts("tags"))));
        Map(routes, file + "/update", Write, (context, body) => AnswerFileAsync(context, _module.Files.UpdateAsync(
            body.Bucket, body.File, body.OptionalText("newName"), body.OptionalFlag("isPublic"), body.OptionalTexts("tags"))));
    }
}
