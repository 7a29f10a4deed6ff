using Altogic.Reactive.Internal.Execution;

namespace Altogic.Reactive.Storage;

/// <summary>
/// What is uploaded: a stream, bytes, or a file of this machine. A stream or an array of bytes can be passed as it is. Nothing is read
/// before an operation is subscribed to, and then piece by piece.
/// </summary>
public sealed class FileSource
{
    private const int NoBuffer = 1;

    private readonly Func<Stream> _open;
    private readonly Func<long?> _length;
    private readonly bool _isOurs;

    private FileSource(Func<Stream> open, Func<long?> length, bool isOurs, bool canReadAgain)
    {
        _open = open;
        _length = length;
        _isOurs = isOurs;
        CanReadAgain = canReadAgain;
    }

    /// <summary>Whether the same bytes can be read a second time, for another subscription or a repeated attempt.</summary>
    internal bool CanReadAgain { get; }

    /// <summary>The rest of a stream, from where it stands now. It stays yours: it is never disposed.</summary>
    /// <param name="stream">When it can seek, each subscription reads it anew from here; else there can be only one.</param>
    /// <exception cref="ArgumentException">The stream is null or cannot be read.</exception>
    public static FileSource FromStream(Stream stream)
    {
        if (stream is null) throw new ArgumentNullException(nameof(stream));
        if (!stream.CanRead) throw new ArgumentException("The stream cannot be read.", nameof(stream));
        if (!stream.CanSeek) return new FileSource(OnlyOnce(stream), static () => null, isOurs: false, canReadAgain: false);
        var start = stream.Position;
        return new FileSource(
            () =>
            {
                stream.Position = start;
                return stream;
            },
            () => stream.Length - start,
            isOurs: false,
            canReadAgain: true);
    }

    /// <summary>Bytes in memory.</summary>
    /// <param name="bytes">They are not copied: do not change them while an upload runs.</param>
    /// <exception cref="ArgumentException">The array is null.</exception>
    public static FileSource FromBytes(byte[] bytes)
    {
        if (bytes is null) throw new ArgumentNullException(nameof(bytes));
        return new FileSource(() => new MemoryStream(bytes, writable: false), () => bytes.Length, isOurs: true, canReadAgain: true);
    }

    /// <summary>A file of this machine, opened when an upload begins and closed at its end.</summary>
    /// <param name="path">A file that cannot be read then is a failure with <see cref="ErrorCodes.SourceUnreadable"/>.</param>
    /// <exception cref="ArgumentException">The path is blank.</exception>
    public static FileSource FromFile(string path)
    {
        if (string.IsNullOrWhiteSpace(path)) throw new ArgumentException("The path is missing.", nameof(path));
        return new FileSource(
            () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, NoBuffer, useAsync: true),
            () => new FileInfo(path).Length,
            isOurs: true,
            canReadAgain: true);
    }

    /// <summary>The rest of a stream, as <see cref="FromStream"/>.</summary>
    /// <param name="stream">It stays yours.</param>
    public static implicit operator FileSource(Stream stream) => FromStream(stream);

    /// <summary>Bytes in memory, as <see cref="FromBytes"/>.</summary>
    /// <param name="bytes">They are not copied.</param>
    public static implicit operator FileSource(byte[] bytes) => FromBytes(bytes);

    /// <summary>How many bytes there are; null when only reading them can tell.</summary>
    /// <exception cref="TransferException">There is nothing to read.</exception>
    internal long? FindLength() => Guard(_length);

    /// <exception cref="TransferException">There is nothing to read.</exception>
    internal Stream Open() => Guard(_open);

    internal void Close(Stream stream)
    {
        if (_isOurs) stream.Dispose();
    }

    private static Func<Stream> OnlyOnce(Stream stream)
    {
        var isUsed = 0;
        return () => Interlocked.Exchange(ref isUsed, 1) == 0
            ? stream
            : throw new InvalidOperationException("The stream was uploaded already, and it cannot be wound back.");
    }

    private static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        // a stream of the app may throw anything
        catch (Exception exception)
        {
            throw TransferException.OfSource(exception, "The data to upload cannot be read: " + exception.Message);
        }
    }
}
