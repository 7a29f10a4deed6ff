using System.Reactive;
using Altogic.Reactive.Database;
using Altogic.Reactive.Internal.Rest;
using Altogic.Reactive.Internal.Transfers;

namespace Altogic.Reactive.Storage;

public sealed partial class BucketManager
{
    /// <summary>Lists files of the bucket. Cold.</summary>
    /// <param name="expression">Keeps those for which it is true. The default is null: all.</param>
    /// <param name="options">The default is null: the first page in the order of creation.</param>
    /// <returns>One result; an empty list when nothing matches.</returns>
    public IObservable<Result<IReadOnlyList<StoredFile>>> ListFiles(string? expression = null, ListOptions? options = null)
    {
        var body = new ListFilesRequest(expression, ListOptions.ToRecord(options, returnCountInfo: false), NameOrId);
        return _gateway.List<StoredFile>("bucket.listFiles", cancellation => _gateway.Buckets.ListFiles(body, cancellation));
    }

    /// <summary>Lists files of the bucket by an expression with safely quoted values. Cold.</summary>
    /// <param name="expression">For example <c>$"IN(tags, {tag})"</c>.</param>
    /// <param name="options">The default is null: the first page in the order of creation.</param>
    /// <returns>One result; an empty list when nothing matches.</returns>
    public IObservable<Result<IReadOnlyList<StoredFile>>> ListFiles(ExpressionStringHandler expression, ListOptions? options = null) =>
        ListFiles(expression.Render(_gateway.Literals), options);

    /// <summary>Lists files of the bucket in another order or a page of them. Cold.</summary>
    /// <param name="options">Page and order.</param>
    /// <returns>One result; an empty list when there is nothing.</returns>
    public IObservable<Result<IReadOnlyList<StoredFile>>> ListFiles(ListOptions options) =>
        ListFiles((string?)null, Require.NotNull(options, nameof(options)));

    /// <summary>Lists files of the bucket and counts all matches. Cold. The SDK's <c>returnCountInfo</c>.</summary>
    /// <param name="expression">Keeps those for which it is true. The default is null: all.</param>
    /// <param name="options">The default is null: the first page in the order of creation.</param>
    /// <returns>One result.</returns>
    public IObservable<Result<ListResult<StoredFile>>> ListFilesWithCountInfo(string? expression = null, ListOptions? options = null)
    {
        var body = new ListFilesRequest(expression, ListOptions.ToRecord(options, returnCountInfo: true), NameOrId);
        return _gateway.Counted<StoredFile>("bucket.listFiles", options, cancellation => _gateway.Buckets.ListFiles(body, cancellation));
    }

    /// <summary>
    /// Uploads a file, piece by piece, with a checksum that the server verifies if it knows how. Cold. When the name is taken the server
    /// stores the file under a similar one. Disposing cancels: the server keeps nothing.
    /// </summary>
    /// <param name="fileName">The name in the bucket.</param>
    /// <param name="content">A stream, bytes, or <see cref="FileSource.FromFile"/>.</param>
    /// <param name="options">The default is null: everything as <see cref="UploadOptions"/> says.</param>
    /// <returns>One result with the stored file.</returns>
    /// <exception cref="ArgumentException">The name is blank, the content is null, or the content type is none.</exception>
    public IObservable<Result<StoredFile>> Upload(string fileName, FileSource content, UploadOptions? options = null) =>
        _gateway.Upload(CallOf(fileName, content, options));

    /// <summary>Uploads as <see cref="Upload"/> does and says how far it is. Cold.</summary>
    /// <param name="fileName">The name in the bucket.</param>
    /// <param name="content">A stream, bytes, or <see cref="FileSource.FromFile"/>.</param>
    /// <param name="options">The default is null: everything as <see cref="UploadOptions"/> says.</param>
    /// <returns>Progress, at most about 20 times a second by the client's clock, then the result with the last progress.</returns>
    /// <exception cref="ArgumentException">The name is blank, the content is null, or the content type is none.</exception>
    public IObservable<Transfer<StoredFile>> UploadWithProgress(string fileName, FileSource content, UploadOptions? options = null) =>
        _gateway.UploadWithProgress(CallOf(fileName, content, options));

    /// <summary>Deletes files; those that are not there do not matter. Cold.</summary>
    /// <param name="fileNamesOrIds">At least one name or id.</param>
    /// <returns>One result.</returns>
    /// <exception cref="ArgumentException">There is no name, or one is null.</exception>
    public IObservable<Result<Unit>> DeleteFiles(params IEnumerable<string> fileNamesOrIds)
    {
        var body = new DeleteFilesRequest(Require.Items(fileNamesOrIds, nameof(fileNamesOrIds)), NameOrId);
        return _gateway.WriteUnit("bucket.deleteFiles", cancellation => _gateway.Buckets.DeleteFiles(body, cancellation));
    }

    private UploadCall CallOf(string fileName, FileSource content, UploadOptions? options)
    {
        Require.Text(fileName, nameof(fileName));
        Require.NotNull(content, nameof(content));
        options ??= new UploadOptions();
        var type = options.ContentType is { } given ? ContentTypes.Check(given, nameof(options)) : null;
        var query = _gateway.WriteOptions(type, options.CreateBucket, options.IsPublic, TagList.Of(options.Tags));
        return new UploadCall("bucket.upload", fileName, type ?? ContentTypes.Of(fileName), content, (form, cancellation) =>
            _gateway.Buckets.UploadForm(NameOrId, fileName, query, form, cancellation));
    }
}
