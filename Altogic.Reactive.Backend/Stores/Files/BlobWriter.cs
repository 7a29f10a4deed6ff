using System.Security.Cryptography;

namespace Altogic.Reactive.Backend.Stores.Files;

/// <summary>Content on its way to the disk, under a temporary name that is gone after dispose unless it was kept.</summary>
internal sealed class BlobWriter : IAsyncDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly FileStream _file;
    private readonly string _target;
    private readonly string _temporary;
    private readonly Action<string> _makeFolder;

    /// <param name="id">The content's name.</param>
    /// <param name="temporary">Where it is written.</param>
    /// <param name="file">The file there.</param>
    /// <param name="target">Where it belongs.</param>
    /// <param name="makeFolder">Makes the folder of the target, durably, when it is not there.</param>
    public BlobWriter(string id, string temporary, FileStream file, string target, Action<string> makeFolder)
    {
        Id = id;
        _temporary = temporary;
        _target = target;
        _makeFolder = makeFolder;
        _file = file;
    }

    public string Id { get; }

    public long Length { get; private set; }

    /// <summary>The SHA-256 of what was written so far.</summary>
    public byte[] Digest => _hash.GetCurrentHash();

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        await _file.WriteAsync(bytes, cancel);
        _hash.AppendData(bytes.Span);
        Length += bytes.Length;
    }

    /// <summary>Puts the whole content durably in its place. Nobody finds it there until its description is committed.</summary>
    public Task<Blob> KeepAsync() => Task.Run(() =>
    {
        _file.Flush(flushToDisk: true);
        _file.Dispose();
        var folder = Path.GetDirectoryName(_target)!;
        _makeFolder(folder);
        File.Move(_temporary, _target, overwrite: true);
        DirectorySync.Flush(folder);
        return new Blob(Id, Length, Digest);
    });

    public async ValueTask DisposeAsync()
    {
        _hash.Dispose();
        try
        {
            await _file.DisposeAsync();
        }
        finally
        {
            File.Delete(_temporary);
        }
    }
}

/// <summary>Content that is safely on the disk.</summary>
internal sealed record Blob(string Id, long Length, byte[] Digest);
