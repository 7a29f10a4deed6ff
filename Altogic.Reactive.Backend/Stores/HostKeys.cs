using System.Security.Cryptography;
using System.Text.Json;

namespace Altogic.Reactive.Backend.Stores;

/// <summary>The secrets of <c>keys.json</c>, made on first start.</summary>
/// <param name="ClientKey">The client key with every right.</param>
/// <param name="HostKey">32 random bytes that encrypt what may not be readable in the data folder.</param>
internal sealed record HostKeys(string ClientKey, byte[] HostKey)
{
    private const int HostKeyLength = 32;

    /// <exception cref="BackendStartException">The file cannot be read or written.</exception>
    public static async Task<HostKeys> LoadAsync(string file, string? clientKey, CancellationToken cancel)
    {
        HostKeys keys;
        try
        {
            if (File.Exists(file))
            {
                keys = Read(file, await File.ReadAllBytesAsync(file, cancel));
            }
            else
            {
                keys = new HostKeys(RandomNumberGenerator.GetHexString(32, lowercase: true), RandomNumberGenerator.GetBytes(HostKeyLength));
                var content = new Dictionary<string, string> { ["clientKey"] = keys.ClientKey, ["hostKey"] = Convert.ToBase64String(keys.HostKey) };
                await PrivateFiles.WriteAtomicallyAsync(file, JsonSerializer.SerializeToUtf8Bytes(content), cancel);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BackendStartException($"{file} cannot be read or written: {e.Message} Change its rights, or choose another data folder.", e);
        }

        return clientKey is null ? keys : keys with { ClientKey = clientKey };
    }

    private static HostKeys Read(string file, byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            var clientKey = document.RootElement.GetProperty("clientKey").GetString();
            var hostKey = document.RootElement.GetProperty("hostKey").GetBytesFromBase64();
            if (!string.IsNullOrEmpty(clientKey) && hostKey.Length == HostKeyLength) return new HostKeys(clientKey, hostKey);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw Damaged(file, e);
        }

        throw Damaged(file, null);
    }

    private static BackendStartException Damaged(string file, Exception? inner) => new(
        $"{file} is damaged: it must hold a text \"clientKey\" and a \"hostKey\" of {HostKeyLength} bytes in Base64. Restore it from a backup; " +
        "when it is deleted, a new one is made and every session ends.",
        inner);
}
