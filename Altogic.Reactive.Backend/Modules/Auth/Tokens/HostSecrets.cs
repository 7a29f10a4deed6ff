using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Altogic.Reactive.Backend.Modules.Auth.Tokens;

/// <summary>Keys derived from the host key, one for each purpose, and what is done with them.</summary>
internal sealed class HostSecrets(byte[] hostKey)
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private readonly byte[] _sessions = Derive(hostKey, "session tokens");
    private readonly byte[] _browsers = Derive(hostKey, "provider sign-in");
    private readonly byte[] _codes = Derive(hostKey, "one-time codes");
    private readonly byte[] _grants = Derive(hostKey, "grants of links");

    /// <summary>Encrypts a session token for the data folder; only for the same user does it open again.</summary>
    public byte[] SealSession(string token, string userId) => Seal(_sessions, token, userId);

    /// <summary>The token, or null when it was sealed with another host key or for another user.</summary>
    public string? OpenSession(byte[] box, string userId) => Open(_sessions, box, userId);

    /// <summary>Encrypts what a browser carries through a provider's pages.</summary>
    public string SealForBrowser(string text, string purpose) => Base64Url.EncodeToString(Seal(_browsers, text, purpose));

    public string? OpenFromBrowser(string box, string purpose)
    {
        try
        {
            return Open(_browsers, Base64Url.DecodeFromChars(box), purpose);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>A keyed hash: a million codes are no obstacle to somebody who has read the data folder, the key is.</summary>
    public byte[] HashCode(string phone, string action, string userId, string code) =>
        HMACSHA256.HashData(_codes, Encoding.UTF8.GetBytes(string.Join('\0', phone, action, userId, code)));

    /// <summary>
    /// The access token that a followed link hands on. It follows from the key in the link, so that a repeated click gives
    /// the same redirect although neither is stored in the clear.
    /// </summary>
    public string GrantOf(string linkKey) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(_grants, Encoding.UTF8.GetBytes(linkKey)));

    private static byte[] Derive(byte[] hostKey, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, hostKey, 32, info: Encoding.UTF8.GetBytes("altogic " + purpose));

    private static byte[] Seal(byte[] key, string text, string context)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var box = new byte[NonceBytes + plain.Length + TagBytes];
        var nonce = box.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, plain, box.AsSpan(NonceBytes, plain.Length), box.AsSpan(NonceBytes + plain.Length), Encoding.UTF8.GetBytes(context));
        return box;
    }

    private static string? Open(byte[] key, byte[] box, string context)
    {
        var length = box.Length - NonceBytes - TagBytes;
        if (length < 0) return null;
        var plain = new byte[length];
        using var aes = new AesGcm(key, TagBytes);
        try
        {
            aes.Decrypt(box.AsSpan(0, NonceBytes), box.AsSpan(NonceBytes, length), box.AsSpan(NonceBytes + length), plain, Encoding.UTF8.GetBytes(context));
            return Encoding.UTF8.GetString(plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
