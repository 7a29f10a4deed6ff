using Altogic.Reactive.Internal.Transfers;

namespace Altogic.Reactive.Storage;

/// <summary>Where a download goes: a stream, which can be passed as it is, or a file of this machine.</summary>
public sealed class FileTarget
{
    private readonly Func<TargetWriter> _writer;

    private FileTarget(Func<TargetWriter> writer) => _writer = writer;

    /// <summary>A stream, written from where it stands when the download begins. It stays yours: it is never disposed.</summary>
    /// <param name="stream">What arrived before a failure is in it; a repeated attempt winds it back when it can seek.</param>
    /// <exception cref="ArgumentException">The stream is null or cannot be written.</exception>
    public static FileTarget ToStream(Stream stream)
    {
        if (stream is null) throw new ArgumentNullException(nameof(stream));
        if (!stream.CanWrite) throw new ArgumentException("The stream cannot be written.", nameof(stream));
        return new FileTarget(() => new StreamTargetWriter(stream));
    }

    /// <summary>
    /// A file of this machine. The download goes to a file beside it, which takes its place once it is whole and its checksum is right:
    /// after a failure or a cancellation everything is as it was.
    /// </summary>
    /// <param name="path">Its folder must exist; a file that is there is replaced.</param>
    /// <exception cref="ArgumentException">The path is blank.</exception>
    public static FileTarget ToFile(string path)
    {
        if (string.IsNullOrWhiteSpace(path)) throw new ArgumentException("The path is missing.", nameof(path));
        return new FileTarget(() => new FileTargetWriter(path));
    }

    /// <summary>A stream, as <see cref="ToStream"/>.</summary>
    /// <param name="stream">It stays yours.</param>
    public static implicit operator FileTarget(Stream stream) => ToStream(stream);

    internal TargetWriter CreateWriter() => _writer();
}
