using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Altogic.Reactive.Backend.Modules.Services;

/// <summary>The files of one call; disposing it deletes them.</summary>
internal sealed class CallUploads(CallFiles files, string address, long limit) : IDisposable
{
    private const int BufferSize = 64 << 10;
    private readonly List<(string? Key, string Path)> _added = [];
    private long _total;

    /// <summary>Writes a file to disk and gives it an address that nobody can guess.</summary>
    /// <param name="field">The field of the form.</param>
    /// <param name="fileName">What the client calls it.</param>
    /// <param name="contentType">The content type.</param>
    /// <param name="read">Reads the next bytes; 0 at the end. Whatever else fails is the fault of our disk.</param>
    /// <param name="cancel">The client went away.</param>
    /// <exception cref="ApiException">413 when the call's files are larger than the limit.</exception>
    public async Task<ServiceFile> AddAsync(
        string field, string fileName, string contentType, Func<Memory<byte>, ValueTask<int>> read, CancellationToken cancel)
    {
        var path = files.NewPath();
        _added.Add((null, path));
        var size = await SpoolAsync(path, read, cancel);
        var key = RandomNumberGenerator.GetHexString(64, lowercase: true);
        files.Add(key, new CallFile(path, contentType, size));
        _added[^1] = (key, path);
        return new ServiceFile(field, fileName, contentType, size, address + key) { Path = path };
    }

    public void Dispose()
    {
        foreach (var (key, _) in _added)
            if (key is not null) files.Remove(key);
        files.Delete(_added.Select(file => file.Path));
        _added.Clear();
    }

    private async Task<long> SpoolAsync(string path, Func<Memory<byte>, ValueTask<int>> read, CancellationToken cancel)
    {
        var start = _total;
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            await using var file = files.Create(path);
            while (await read(buffer) is var count and > 0)
            {
                _total += count;
                if (_total > limit) throw TooLarge();
                await file.WriteAsync(buffer.AsMemory(0, count), cancel);
            }

            return _total - start;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private ApiException TooLarge() =>
        new(413, "content_too_large", $"The files of the request are larger than {limit} bytes.", new JsonObject { ["limit"] = limit });
}
