using System.Reactive;
using System.Reactive.Linq;
using Altogic.Reactive.Database;
using Altogic.Reactive.Internal.Rest;

namespace Altogic.Reactive.Storage;

/// <summary>The operations on one bucket. Immutable and thread-safe.</summary>
public sealed partial class BucketManager
{
    private const string RootName = "root";

    private readonly StorageGateway _gateway;

    internal BucketManager(StorageGateway gateway, string nameOrId)
    {
        _gateway = gateway;
        NameOrId = nameOrId;
    }

    /// <summary>The name or id this bucket is addressed by.</summary>
    public string NameOrId { get; }

    /// <summary>Addresses one file; nothing is sent.</summary>
    /// <param name="nameOrId">Its name, in which case matters, or its id.</param>
    /// <exception cref="ArgumentException">The name is blank.</exception>
    public FileManager File(string nameOrId) => new(_gateway, NameOrId, Require.Text(nameOrId, nameof(nameOrId)));

    /// <summary>Asks whether the bucket exists. Cold.</summary>
    /// <returns>One result; for <c>root</c> it is true without asking the server, as in the official SDK.</returns>
    public IObservable<Result<bool>> Exists()
    {
        if (NameOrId == RootName) return Observable.Return(Result.Success(true));
        var body = new BucketRequest(NameOrId);
        return _gateway.Read<bool>("bucket.exists", cancellation => _gateway.Buckets.Exists(body, cancellation));
    }

    /// <summary>Reads the description of the bucket. Cold.</summary>
    /// <param name="detailed">Whether to count its files as well. The default is false.</param>
    /// <returns>One result; a bucket that does not exist is a failure.</returns>
    public IObservable<Result<BucketInfo>> GetInfo(bool detailed = false)
    {
        var body = new BucketInfoRequest(detailed, NameOrId);
        return _gateway.Read<BucketInfo>("bucket.getInfo", cancellation => _gateway.Buckets.GetInfo(body, cancellation));
    }

    /// <summary>Deletes all files of the bucket. Cold.</summary>
    /// <returns>One result.</returns>
    public IObservable<Result<Unit>> Empty()
    {
        var body = new BucketRequest(NameOrId);
        return _gateway.WriteUnit("bucket.empty", cancellation => _gateway.Buckets.Empty(body, cancellation));
    }

    /// <summary>Gives the bucket another name. Cold. This object goes on using the one it was made with.</summary>
    /// <param name="newName">A name that no other bucket has.</param>
    /// <returns>One result with the bucket; <c>root</c> cannot be renamed.</returns>
    /// <exception cref="ArgumentException">The name is blank.</exception>
    public IObservable<Result<BucketInfo>> Rename(string newName)
    {
        var body = new BucketRenameRequest(Require.Text(newName, nameof(newName)), NameOrId);
        return _gateway.Write<BucketInfo>("bucket.rename", cancellation => _gateway.Buckets.Rename(body, cancellation));
    }

    /// <summary>Deletes the bucket with all its files. Cold.</summary>
    /// <returns>One result; <c>root</c> cannot be deleted.</returns>
    public IObservable<Result<Unit>> Delete()
    {
        var body = new BucketRequest(NameOrId);
        return _gateway.WriteUnit("bucket.delete", cancellation => _gateway.Buckets.Delete(body, cancellation));
    }

    /// <summary>Makes files that are added from now on public. Cold.</summary>
    /// <param name="includeFiles">Whether the files that are there become public as well. The default is false.</param>
    /// <returns>One result with the bucket.</returns>
    public IObservable<Result<BucketInfo>> MakePublic(bool includeFiles = false)
    {
        var body = new BucketVisibilityRequest(includeFiles, NameOrId);
        return _gateway.Write<BucketInfo>("bucket.makePublic", cancellation => _gateway.Buckets.MakePublic(body, cancellation));
    }

    /// <summary>Makes files that are added from now on private. Cold.</summary>
    /// <param name="includeFiles">Whether the files that are there become private as well. The default is false.</param>
    /// <returns>One result with the bucket.</returns>
    public IObservable<Result<BucketInfo>> MakePrivate(bool includeFiles = false)
    {
        var body = new BucketVisibilityRequest(includeFiles, NameOrId);
        return _gateway.Write<BucketInfo>("bucket.makePrivate", cancellation => _gateway.Buckets.MakePrivate(body, cancellation));
    }

    /// <summary>Adds a tag; one that is there already stays as it is. Cold.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>One result with the bucket.</returns>
    /// <exception cref="ArgumentException">The tag is blank.</exception>
    public IObservable<Result<BucketInfo>> AddTags(string tag) => AddTags((object)Require.Text(tag, nameof(tag)));

    /// <summary>Adds tags; those that are there already stay as they are. Cold.</summary>
    /// <param name="tags">At least one.</param>
    /// <returns>One result with the bucket.</returns>
    /// <exception cref="ArgumentException">There is no tag, or one is null.</exception>
    public IObservable<Result<BucketInfo>> AddTags(IEnumerable<string> tags) => AddTags((object)TagList.AtLeastOne(tags));

    /// <summary>Removes a tag; one that is not there does not matter. Cold.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>One result with the bucket.</returns>
    /// <exception cref="ArgumentException">The tag is blank.</exception>
    public IObservable<Result<BucketInfo>> RemoveTags(string tag) => RemoveTags((object)Require.Text(tag, nameof(tag)));

    /// <summary>Removes tags; those that are not there do not matter. Cold.</summary>
    /// <param name="tags">At least one.</param>
    /// <returns>One result with the bucket.</returns>
    /// <exception cref="ArgumentException">There is no tag, or one is null.</exception>
    public IObservable<Result<BucketInfo>> RemoveTags(IEnumerable<string> tags) => RemoveTags((object)TagList.AtLeastOne(tags));

    /// <summary>Changes name, privacy and tags in one step. Cold.</summary>
    /// <param name="newName">Null leaves it as it is.</param>
    /// <param name="isPublic">Null leaves it as it is.</param>
    /// <param name="tags">They replace all tags; null leaves them as they are.</param>
    /// <param name="includeFiles">Whether <paramref name="isPublic"/> holds for the files that are there as well. The default is false.</param>
    /// <returns>One result with the bucket.</returns>
    public IObservable<Result<BucketInfo>> UpdateInfo(string? newName, bool? isPublic, IEnumerable<string>? tags, bool includeFiles = false)
    {
        var body = new BucketUpdateRequest(newName, isPublic, TagList.Of(tags), includeFiles, NameOrId);
        return _gateway.Write<BucketInfo>("bucket.updateInfo", cancellation => _gateway.Buckets.UpdateInfo(body, cancellation));
    }

    private IObservable<Result<BucketInfo>> AddTags(object tags)
    {
        var body = new BucketTagsRequest(tags, NameOrId);
        return _gateway.Write<BucketInfo>("bucket.addTags", cancellation => _gateway.Buckets.AddTags(body, cancellation));
    }

    private IObservable<Result<BucketInfo>> RemoveTags(object tags)
    {
        var body = new BucketTagsRequest(tags, NameOrId);
        return _gateway.Write<BucketInfo>("bucket.removeTags", cancellation => _gateway.Buckets.RemoveTags(body, cancellation));
    }
}
