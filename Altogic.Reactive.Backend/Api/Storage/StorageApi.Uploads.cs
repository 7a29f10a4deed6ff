using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Storage;
using Altogic.Reactive.Backend.Pipeline;

namespace Altogic.Reactive.Backend.Api.Storage;

/// <content>What brings content: B9, B10, F9 and F10.</content>
internal sealed partial class StorageApi
{
    private delegate Task<JsonObject> Storing(
        UploadRequest request, Func<UploadSink, CancellationToken, Task<UploadedContent>> receive, CancellationToken cancel);

    private void MapUploads(IEndpointRouteBuilder routes)
    {
        MapUpload(routes, "/bucket/upload-formdata", "fileName", _module.Uploads.UploadAsync, ReceiveForm);
        MapUpload(routes, "/bucket/upload-object", "fileName", _module.Uploads.UploadAsync, ReceiveObject);
        MapUpload(routes, "/bucket/file/replace-formdata", "file", _module.Uploads.ReplaceAsync, ReceiveForm);
        MapUpload(routes, "/bucket/file/replace-object", "file", _module.Uploads.ReplaceAsync, ReceiveObject);
    }

    private static void MapUpload(
        IEndpointRouteBuilder routes, string path, string nameParameter, Storing store,
        Func<HttpContext, UploadQuery, Func<UploadSink, CancellationToken, Task<UploadedContent>>> receiver) =>
        routes.MapOperation("POST", Prefix + path, Upload, async context =>
        {
            var query = UploadQuery.Read(context, nameParameter);
            var request = query.ToRequest(UserOf(context), context.Request.ContentLength);
            await AnswerFileAsync(context, await store(request, receiver(context, query), context.RequestAborted));
        });

    private Func<UploadSink, CancellationToken, Task<UploadedContent>> ReceiveForm(HttpContext context, UploadQuery query)
    {
        var form = MultipartUpload.Open(context.Request, query.FileName, _limits.FileBytes);
        return form.ReceiveAsync;
    }

    /// <summary>JSON is what the JavaScript SDK made of something else (rest §8.6); any other body is the content itself.</summary>
    private Func<UploadSink, CancellationToken, Task<UploadedContent>> ReceiveObject(HttpContext context, UploadQuery query)
    {
        var sent = context.Request.ContentType;
        var type = ContentTypeText.Checked(query.ContentType ?? (JsonBodyReader.IsJson(sent) ? null : sent))
            ?? throw new ApiException(400, "missing_content_type", "options.contentType is missing: it says what is uploaded.");
        if (!string.IsNullOrEmpty(sent) && !JsonBodyReader.IsJson(sent)) return new RawUpload(context.Request, type).ReceiveAsync;
        return async (sink, cancel) =>
        {
            await JsonBodyReader.ReadAsync(context, context.Scope(), _limits.JsonBodyBytes);
            var json = context.Scope().Json;
            await sink.WriteAsync(ObjectContent.ToBytes(json), cancel);
            return new UploadedContent(type, "utf8", null);
        };
    }
}
