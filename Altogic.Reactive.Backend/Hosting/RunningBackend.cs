using System.Text.Json;
using Altogic.Reactive.Backend.Stores;

namespace Altogic.Reactive.Backend.Hosting;

/// <summary>How a command reaches the backend that uses a data folder: the content of <c>running.json</c> while it runs.</summary>
internal sealed record RunningBackend(string Url, string Key)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public Task WriteAsync(string file, CancellationToken cancel) =>
        PrivateFiles.WriteAtomicallyAsync(file, JsonSerializer.SerializeToUtf8Bytes(this, Web), cancel);

    /// <summary>The content of the file; null when it is not there or not whole.</summary>
    public static RunningBackend? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<RunningBackend>(File.ReadAllBytes(file), Web);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
