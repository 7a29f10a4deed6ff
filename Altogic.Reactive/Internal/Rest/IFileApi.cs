using RestEase;

namespace Altogic.Reactive.Internal.Rest;

/// <summary>The operations on one file, rest §6.6.</summary>
[AllowAnyStatusCode]
internal interface IFileApi
{
    [Post("_api/rest/v1/storage/bucket/file/exists")]
    Task<HttpResponseMessage> Exists([Body] FileRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/storage/bucket/file/get")]
    Task<HttpResponseMessage> GetInfo([Body] FileRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/storage/bucket/file/make-public")]
    Task<HttpResponseMessage> MakePublic([Body] FileRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/storage/bucket/file/make-private")]
    Task<HttpResponseMessage> MakePrivate([Body] FileRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/storage/bucket/file/download")]
    Task<HttpResponseMessage> Download([Body] FileRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/storage/bucket/file/rename")]
    Task<HttpResponseMessage> Rename([Body] FileRenameRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/storage/bucket/file/duplicate")]
    Task<HttpResponseMessage> Duplicate([Body] FileDuplicateRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/storage/bucket/file/delete")]
    Task<HttpResponseMessage> Delete([Body] FileRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/storage/bucket/file/replace-formdata")]
    Task<HttpResponseMessage> ReplaceForm(
        [Query] string bucket, [Query] string file, [Query] string options, [Body] HttpContent form, CancellationToken cancellation);

    [Post("_api/rest/v1/storage/bucket/file/replace-object")]
    Task<HttpResponseMessage> ReplaceObject(
        [Query] string file, [Query] string bucket, [Query] string options, [Body] object body, CancellationToken cancellation);

    [Post("_api/rest/v1/storage/bucket/file/move")]
    Task<HttpResponseMessage> MoveTo([Body] FileTargetRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/storage/bucket/file/copy")]
    Task<HttpResponseMessage> CopyTo([Body] FileTargetRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/storage/bucket/file/add-tags")]
    Task<HttpResponseMessage> AddTags([Body] FileTagsRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/storage/bucket/file/remove-tags")]
    Task<HttpResponseMessage> RemoveTags([Body] FileTagsRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/storage/bucket/file/update")]
    Task<HttpResponseMessage> UpdateInfo([Body] FileUpdateRequest body, CancellationToken cancellation);
}
