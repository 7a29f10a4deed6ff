using Altogic.Reactive.Database;
using Altogic.Reactive.Internal.Rest;
using Altogic.Reactive.Internal.Transfers;

namespace Altogic.Reactive.Storage;

public sealed partial class FileManager
{
    /// <summary>Downloads the content into memory. Cold. For files that are small; the others go to a <see cref="FileTarget"/>.</summary>
    /// <returns>One result; a file larger than <see cref="AltogicClientOptions.MaxAnswerBytes"/> is a failure.</returns>
    public IObservable<Result<byte[]>> Download() => _gateway.DownloadBytes(SendDownload);

    /// <summary>Downloads the content, piece by piece, and verifies the server's checksum when there is one. Cold.</summary>
    /// <param name="target">A stream, or <see cref="FileTarget.ToFile"/>.</param>
    /// <returns>One result. Disposing cancels.</returns>
    /// <exception cref="ArgumentException">The target is null.</exception>
    public IObservable<Result<DownloadedFile>> Download(FileTarget target) =>
        _gateway.Download(Require.NotNull(target, nameof(target)), SendDownload);

    /// <summary>Downloads as <see cref="Download(FileTarget)"/> does and says how far it is. Cold.</summary>
    /// <param name="target">A stream, or <see cref="FileTarget.ToFile"/>.</param>
    /// <returns>Progress, at most about 20 times a second by the client's clock, then the result with the last progress.</returns>
    /// <exception cref="ArgumentException">The target is null.</exception>
    public IObservable<Transfer<DownloadedFile>> DownloadWithProgress(FileTarget target) =>
        _gateway.DownloadWithProgress(Require.NotNull(target, nameof(target)), SendDownload);

    /// <summary>
    /// Replaces the content, piece by piece; id, name and address stay. Cold. Whoever reads meanwhile gets all of the old content or all of
    /// the new one. Disposing cancels: the old content stays.
    /// </summary>
    /// <param name="content">A stream, bytes, or <see cref="FileSource.FromFile"/>.</param>
    /// <param name="options">The default is null: everything as <see cref="ReplaceOptions"/> says.</param>
    /// <returns>One result with the file.</returns>
    /// <exception cref="ArgumentException">The content is null, or the content type is none.</exception>
    public IObservable<Result<StoredFile>> Replace(FileSource content, ReplaceOptions? options = null) =>
        _gateway.Upload(CallOf(content, options));

    /// <summary>Replaces the content as <see cref="Replace"/> does and says how far it is. Cold.</summary>
    /// <param name="content">A stream, bytes, or <see cref="FileSource.FromFile"/>.</param>
    /// <param name="options">The default is null: everything as <see cref="ReplaceOptions"/> says.</param>
    /// <returns>Progress, at most about 20 times a second by the client's clock, then the result with the last progress.</returns>
    /// <exception cref="ArgumentException">The content is null, or the content type is none.</exception>
    public IObservable<Transfer<StoredFile>> ReplaceWithProgress(FileSource content, ReplaceOptions? options = null) =>
        _gateway.UploadWithProgress(CallOf(content, options));

    private Task<HttpResponseMessage> SendDownload(CancellationToken cancellation) =>
        _gateway.Files.Download(new FileRequest(NameOrId, _bucket), cancellation);

    private UploadCall CallOf(FileSource content, ReplaceOptions? options)
    {
        Require.NotNull(content, nameof(content));
        var type = options?.ContentType is { } given ? ContentTypes.Check(given, nameof(options)) : null;
        var query = _gateway.WriteOptions(type, createBucket: null, options?.IsPublic, tags: null);
        return new UploadCall("file.replace", NameOrId, type ?? ContentTypes.Of(NameOrId), content, (form, cancellation) =>
            _gateway.Files.ReplaceForm(_bucket, NameOrId, query, form, cancellation));
    }
}
