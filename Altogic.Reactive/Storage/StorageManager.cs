using System.Reactive;
using Altogic.Reactive.Database;
using Altogic.Reactive.Internal;
using Altogic.Reactive.Internal.Rest;

namespace Altogic.Reactive.Storage;

/// <summary>Creates, lists and searches buckets and files. Thread-safe.</summary>
public sealed class StorageManager
{
    private const string RootName = "root";

    private readonly StorageGateway _gateway;

    internal StorageManager(ClientContext context) => _gateway = new StorageGateway(context);

    /// <summary>The bucket <c>root</c>, which every environment has.</summary>
    public BucketManager Root => Bucket(RootName);

    /// <summary>Addresses one bucket; nothing is sent.</summary>
    /// <param name="nameOrId">Its name, in which case matters, or its id.</param>
    /// <exception cref="ArgumentException">The name is blank.</exception>
    public BucketManager Bucket(string nameOrId) => new(_gateway, Require.Text(nameOrId, nameof(nameOrId)));

    /// <summary>Creates a bucket. Cold.</summary>
    /// <param name="name">A name that no other bucket has, and not <c>root</c>.</param>
    /// <param name="isPublic">Whether files are public unless they say otherwise. The default is true.</param>
    /// <param name="tags">The default is null: none.</param>
    /// <returns>One result with the bucket.</returns>
    /// <exception cref="ArgumentException">The name is blank, or a tag is null.</exception>
    public IObservable<Result<BucketInfo>> CreateBucket(string name, bool isPublic = true, IEnumerable<string>? tags = null)
    {
        var body = new CreateBucketRequest(Require.Text(name, nameof(name)), isPublic, TagList.Of(tags) ?? []);
        return _gateway.Write<BucketInfo>("createBucket", cancellation => _gateway.Storage.CreateBucket(body, cancellation));
    }

    /// <summary>Lists buckets. Cold.</summary>
    /// <param name="expression">Keeps those for which it is true. The default is null: all.</param>
    /// <param name="options">The default is null: the first page in the order of creation.</param>
    /// <returns>One result; an empty list when nothing matches.</returns>
    public IObservable<Result<IReadOnlyList<BucketInfo>>> ListBuckets(string? expression = null, ListOptions? options = null)
    {
        var body = new ListRequest(expression, ListOptions.ToRecord(options, returnCountInfo: false));
        return _gateway.List<BucketInfo>("listBuckets", cancellation => _gateway.Storage.ListBuckets(body, cancellation));
    }

    /// <summary>Lists buckets by an expression with safely quoted values. Cold.</summary>
    /// <param name="expression">For example <c>$"userId == {id}"</c>.</param>
    /// <param name="options">The default is null: the first page in the order of creation.</param>
    /// <returns>One result; an empty list when nothing matches.</returns>
    public IObservable<Result<IReadOnlyList<BucketInfo>>> ListBuckets(ExpressionStringHandler expression, ListOptions? options = null) =>
        ListBuckets(expression.Render(_gateway.Literals), options);

    /// <summary>Lists buckets in another order or a page of them. Cold.</summary>
    /// <param name="options">Page and order.</param>
    /// <returns>One result; an empty list when nothing matches.</returns>
    public IObservable<Result<IReadOnlyList<BucketInfo>>> ListBuckets(ListOptions options) =>
        ListBuckets((string?)null, Require.NotNull(options, nameof(options)));

    /// <summary>Lists buckets and counts all matches. Cold. The SDK's <c>returnCountInfo</c>.</summary>
    /// <param name="expression">Keeps those for which it is true. The default is null: all.</param>
    /// <param name="options">The default is null: the first page in the order of creation.</param>
    /// <returns>One result.</returns>
    public IObservable<Result<ListResult<BucketInfo>>> ListBucketsWithCountInfo(string? expression = null, ListOptions? options = null)
    {
        var body = new ListRequest(expression, ListOptions.ToRecord(options, returnCountInfo: true));
        return _gateway.Counted<BucketInfo>("listBuckets", options, cancellation => _gateway.Storage.ListBuckets(body, cancellation));
    }

    /// <summary>Asks for numbers about all buckets and files. Cold.</summary>
    /// <returns>One result.</returns>
    public IObservable<Result<StorageStats>> GetStats() => _gateway.Read<StorageStats>("getStats", _gateway.Storage.GetStats);

    /// <summary>Searches the files of all buckets. Cold.</summary>
    /// <param name="expression">On the members of <see cref="StoredFile"/>, for example <c>size &gt; 1000 &amp;&amp; IN(tags, 'red')</c>.</param>
    /// <param name="options">The default is null: the first page in the order of creation.</param>
    /// <returns>One result; an empty list when nothing matches.</returns>
    /// <exception cref="ArgumentException">The expression is blank.</exception>
    public IObservable<Result<IReadOnlyList<StoredFile>>> SearchFiles(string expression, ListOptions? options = null)
    {
        var body = new ListRequest(Require.Text(expression, nameof(expression)), ListOptions.ToRecord(options, returnCountInfo: false));
        return _gateway.List<StoredFile>("searchFiles", cancellation => _gateway.Storage.SearchFiles(body, cancellation));
    }

    /// <summary>Searches the files of all buckets by an expression with safely quoted values. Cold.</summary>
    /// <param name="expression">For example <c>$"IN(tags, {tag})"</c>.</param>
    /// <param name="options">The default is null: the first page in the order of creation.</param>
    /// <returns>One result; an empty list when nothing matches.</returns>
    public IObservable<Result<IReadOnlyList<StoredFile>>> SearchFiles(ExpressionStringHandler expression, ListOptions? options = null) =>
        SearchFiles(expression.Render(_gateway.Literals), options);

    /// <summary>Searches the files of all buckets and counts all matches. Cold. The SDK's <c>returnCountInfo</c>.</summary>
    /// <param name="expression">On the members of <see cref="StoredFile"/>.</param>
    /// <param name="options">The default is null: the first page in the order of creation.</param>
    /// <returns>One result.</returns>
    /// <exception cref="ArgumentException">The expression is blank.</exception>
    public IObservable<Result<ListResult<StoredFile>>> SearchFilesWithCountInfo(string expression, ListOptions? options = null)
    {
        var body = new ListRequest(Require.Text(expression, nameof(expression)), ListOptions.ToRecord(options, returnCountInfo: true));
        return _gateway.Counted<StoredFile>("searchFiles", options, cancellation => _gateway.Storage.SearchFiles(body, cancellation));
    }

    /// <summary>Deletes the file behind an address. Cold.</summary>
    /// <param name="fileUrl">Its <see cref="StoredFile.PublicPath"/>; the file need not be public.</param>
    /// <returns>One result; a file that is not there is a failure.</returns>
    /// <exception cref="ArgumentException">The address is blank.</exception>
    public IObservable<Result<Unit>> DeleteFile(string fileUrl)
    {
        var body = new DeleteFileRequest(Require.Text(fileUrl, nameof(fileUrl)));
        return _gateway.WriteUnit("deleteFile", cancellation => _gateway.Storage.DeleteFile(body, cancellation));
    }
}
