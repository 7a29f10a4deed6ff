using System.Security.Cryptography;

namespace Altogic.Reactive.Backend.Api.Storage;

/// <summary>Checksums in the notation of RFC 9530, <c>sha-256=:…:</c>; other algorithms are passed over, as it allows.</summary>
internal static class DigestHeader
{
    private const string Sha256 = "sha-256=:";

    public static string Write(ReadOnlySpan<byte> digest) => string.Concat(Sha256, Convert.ToBase64String(digest), ":");

    /// <summary>The SHA-256 in the text; null when there is none.</summary>
    /// <param name="text">The value of a header or of the field <c>digest</c>.</param>
    /// <param name="isValid">False when there is one that cannot be read.</param>
    public static byte[]? Read(string? text, out bool isValid)
    {
        isValid = true;
        foreach (var member in (text ?? "").Split(','))
        {
            var trimmed = member.Trim();
            if (!trimmed.StartsWith(Sha256, StringComparison.Ordinal)) continue;
            var digest = new byte[SHA256.HashSizeInBytes];
            isValid = trimmed.EndsWith(':') && trimmed.Length > Sha256.Length
                && Convert.TryFromBase64String(trimmed[Sha256.Length..^1], digest, out var written) && written == digest.Length;
            return isValid ? digest : null;
        }

        return null;
    }
}
