using System.Reactive;
using Altogic.Reactive.Database;
using Altogic.Reactive.Internal.Rest;

namespace Altogic.Reactive.Storage;

/// <summary>The operations on one file. Immutable and thread-safe.</summary>
public sealed partial class FileManager
{
    private readonly StorageGateway _gateway;
    private readonly string _bucket;

    internal FileManager(StorageGateway gateway, string bucket, string nameOrId)
    {
        _gateway = gateway;
        _bucket = bucket;
        NameOrId = nameOrId;
    }

    /// <summary>The name or id this file is addressed by.</summary>
    public string NameOrId { get; }

    /// <summary>Asks whether the file exists. Cold.</summary>
    /// <returns>One result.</returns>
    public IObservable<Result<bool>> Exists() =>
        _gateway.Read<bool>("file.exists", cancellation => _gateway.Files.Exists(new FileRequest(NameOrId, _bucket), cancellation));

    /// <summary>Reads the description of the file. Cold.</summary>
    /// <returns>One result; a file that does not exist is a failure.</returns>
    public IObservable<Result<StoredFile>> GetInfo() =>
        _gateway.Read<StoredFile>("file.getInfo", cancellation => _gateway.Files.GetInfo(new FileRequest(NameOrId, _bucket), cancellation));

    /// <summary>Lets everybody read the file at its address. Cold.</summary>
    /// <returns>One result with the file.</returns>
    public IObservable<Result<StoredFile>> MakePublic() =>
        _gateway.Write<StoredFile>("file.makePublic", cancellation => _gateway.Files.MakePublic(new FileRequest(NameOrId, _bucket), cancellation));

    /// <summary>Keeps everybody from reading the file at its address. Cold.</summary>
    /// <returns>One result with the file.</returns>
    public IObservable<Result<StoredFile>> MakePrivate() =>
        _gateway.Write<StoredFile>("file.makePrivate", cancellation => _gateway.Files.MakePrivate(new FileRequest(NameOrId, _bucket), cancellation));

    /// <summary>Gives the file another name. Cold. This object goes on using the one it was made with.</summary>
    /// <param name="newName">A name that no other file of the bucket has.</param>
    /// <returns>One result with the file; a name that is taken is a failure.</returns>
    /// <exception cref="ArgumentException">The name is blank.</exception>
    public IObservable<Result<StoredFile>> Rename(string newName)
    {
        var body = new FileRenameRequest(Require.Text(newName, nameof(newName)), NameOrId, _bucket);
        return _gateway.Write<StoredFile>("file.rename", cancellation => _gateway.Files.Rename(body, cancellation));
    }

    /// <summary>Makes a second file with the same content in the same bucket. Cold.</summary>
    /// <param name="duplicateName">Its name; one that is taken is varied. The default is null: a variation of this file's name.</param>
    /// <returns>One result with the new file.</returns>
    public IObservable<Result<StoredFile>> Duplicate(string? duplicateName = null)
    {
        var body = new FileDuplicateRequest(duplicateName, NameOrId, _bucket);
        return _gateway.Write<StoredFile>("file.duplicate", cancellation => _gateway.Files.Duplicate(body, cancellation));
    }

    /// <summary>Deletes the file. Cold.</summary>
    /// <returns>One result; a file that does not exist is a failure.</returns>
    public IObservable<Result<Unit>> Delete() =>
        _gateway.WriteUnit("file.delete", cancellation => _gateway.Files.Delete(new FileRequest(NameOrId, _bucket), cancellation));

    /// <summary>Moves the file to another bucket; a name that is taken there is varied. Cold.</summary>
    /// <param name="bucketNameOrId">Where it goes.</param>
    /// <returns>One result with the file, which keeps its id and gets another address.</returns>
    /// <exception cref="ArgumentException">The name is blank.</exception>
    public IObservable<Result<StoredFile>> MoveTo(string bucketNameOrId)
    {
        var body = new FileTargetRequest(Require.Text(bucketNameOrId, nameof(bucketNameOrId)), NameOrId, _bucket);
        return _gateway.Write<StoredFile>("file.moveTo", cancellation => _gateway.Files.MoveTo(body, cancellation));
    }

    /// <summary>Copies the file to another bucket; a name that is taken there is varied. Cold.</summary>
    /// <param name="bucketNameOrId">Where the copy goes.</param>
    /// <returns>One result with the new file.</returns>
    /// <exception cref="ArgumentException">The name is blank.</exception>
    public IObservable<Result<StoredFile>> CopyTo(string bucketNameOrId)
    {
        var body = new FileTargetRequest(Require.Text(bucketNameOrId, nameof(bucketNameOrId)), NameOrId, _bucket);
        return _gateway.Write<StoredFile>("file.copyTo", cancellation => _gateway.Files.CopyTo(body, cancellation));
    }

    /// <summary>Adds a tag; one that is there already stays as it is. Cold.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>One result with the file.</returns>
    /// <exception cref="ArgumentException">The tag is blank.</exception>
    public IObservable<Result<StoredFile>> AddTags(string tag) => AddTags((object)Require.Text(tag, nameof(tag)));

    /// <summary>Adds tags; those that are there already stay as they are. Cold.</summary>
    /// <param name="tags">At least one.</param>
    /// <returns>One result with the file.</returns>
    /// <exception cref="ArgumentException">There is no tag, or one is null.</exception>
    public IObservable<Result<StoredFile>> AddTags(IEnumerable<string> tags) => AddTags((object)TagList.AtLeastOne(tags));

    /// <summary>Removes a tag; one that is not there does not matter. Cold.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>One result with the file.</returns>
    /// <exception cref="ArgumentException">The tag is blank.</exception>
    public IObservable<Result<StoredFile>> RemoveTags(string tag) => RemoveTags((object)Require.Text(tag, nameof(tag)));

    /// <summary>Removes tags; those that are not there do not matter. Cold.</summary>
    /// <param name="tags">At least one.</param>
    /// <returns>One result with the file.</returns>
    /// <exception cref="ArgumentException">There is no tag, or one is null.</exception>
    public IObservable<Result<StoredFile>> RemoveTags(IEnumerable<string> tags) => RemoveTags((object)TagList.AtLeastOne(tags));

    /// <summary>Changes name, privacy and tags in one step. Cold.</summary>
    /// <param name="newName">Null leaves it as it is.</param>
    /// <param name="isPublic">Null leaves it as it is.</param>
    /// <param name="tags">They replace all tags; null leaves them as they are.</param>
    /// <returns>One result with the file.</returns>
    public IObservable<Result<StoredFile>> UpdateInfo(string? newName, bool? isPublic, IEnumerable<string>? tags)
    {
        var body = new FileUpdateRequest(newName, isPublic, TagList.Of(tags), NameOrId, _bucket);
        return _gateway.Write<StoredFile>("file.updateInfo", cancellation => _gateway.Files.UpdateInfo(body, cancellation));
    }

    private IObservable<Result<StoredFile>> AddTags(object tags)
    {
        var body = new FileTagsRequest(tags, NameOrId, _bucket);
        return _gateway.Write<StoredFile>("file.addTags", cancellation => _gateway.Files.AddTags(body, cancellation));
    }

    private IObservable<Result<StoredFile>> RemoveTags(object tags)
    {
        var body = new FileTagsRequest(tags, NameOrId, _bucket);
        return _gateway.Write<StoredFile>("file.removeTags", cancellation => _gateway.Files.RemoveTags(body, cancellation));
    }
}
