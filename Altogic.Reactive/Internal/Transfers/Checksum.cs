using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Altogic.Reactive.Internal.Transfers;

/// <summary>A SHA-256 that is calculated while the bytes pass, in the notation of RFC 9530: <c>sha-256=:…:</c>.</summary>
internal sealed class Checksum : IDisposable
{
    /// <summary>The length of what <see cref="Finish"/> gives.</summary>
    public const int TextLength = 54;

    private const string Begin = "sha-256=:";

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Add(byte[] buffer, int count) => _hash.AppendData(buffer, 0, count);

    public string Finish() => Begin + Convert.ToBase64String(_hash.GetHashAndReset()) + ":";

    public void Dispose() => _hash.Dispose();

    /// <summary>What the server says that the whole file's checksum is; null when it says nothing.</summary>
    public static string? Announced(HttpResponseHeaders headers) => Find(headers, "Repr-Digest") ?? Find(headers, "Content-Digest");

    private static string? Find(HttpResponseHeaders headers, string name)
    {
        if (!headers.TryGetValues(name, out var values)) return null;
        foreach (var member in values.SelectMany(value => value.Split(',')))
        {
            var text = member.Trim();
            if (text.StartsWith(Begin, StringComparison.Ordinal) && text.Length == TextLength && text[TextLength - 1] == ':') return text;
        }

        return null;
    }
}
