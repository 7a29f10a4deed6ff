using RestEase;

namespace Altogic.Reactive.Internal.Rest;

/// <summary>The operations on one bucket, rest §6.5.</summary>
[AllowAnyStatusCode]
internal interface IBucketApi
{
    [Post("_api/rest/v1/storage/bucket/exists")]
    Task<HttpResponseMessage> Exists([Body] BucketRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/storage/bucket/get")]
    Task<HttpResponseMessage> GetInfo([Body] BucketInfoRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/storage/bucket/empty")]
    Task<HttpResponseMessage> Empty([Body] BucketRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/storage/bucket/rename")]
    Task<HttpResponseMessage> Rename([Body] BucketRenameRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/storage/bucket/delete")]
    Task<HttpResponseMessage> Delete([Body] BucketRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/storage/bucket/make-public")]
    Task<HttpResponseMessage> MakePublic([Body] BucketVisibilityRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/storage/bucket/make-private")]
    Task<HttpResponseMessage> MakePrivate([Body] BucketVisibilityRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/storage/bucket/list-files")]
    Task<HttpResponseMessage> ListFiles([Body] ListFilesRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/storage/bucket/upload-formdata")]
    Task<HttpResponseMessage> UploadForm(
        [Query] string bucket, [Query] string fileName, [Query] string options, [Body] HttpContent form, CancellationToken cancellation);

    [Post("_api/rest/v1/storage/bucket/upload-object")]
    Task<HttpResponseMessage> UploadObject(
        [Query] string bucket, [Query] string fileName, [Query] string options, [Body] object body, CancellationToken cancellation);

    [Post("_api/rest/v1/storage/bucket/delete-files")]
    Task<HttpResponseMessage> DeleteFiles([Body] DeleteFilesRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/storage/bucket/add-tags")]
    Task<HttpResponseMessage> AddTags([Body] BucketTagsRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/storage/bucket/remove-tags")]
    Task<HttpResponseMessage> RemoveTags([Body] BucketTagsRequest body, CancellationToken cancellation);

    [Post("_api/rest/v1/storage/bucket/update")]
    Task<HttpResponseMessage> UpdateInfo([Body] BucketUpdateRequest body, CancellationToken cancellation);
}
