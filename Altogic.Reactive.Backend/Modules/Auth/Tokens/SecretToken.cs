using System.Buffers.Text;
using System.Security.Cryptography;

namespace Altogic.Reactive.Backend.Modules.Auth.Tokens;

/// <summary>Makes secrets that are handed out: tokens of 256 random bits in URL-safe letters, and short codes.</summary>
internal static class SecretToken
{
    /// <summary>Characters of a token: 32 bytes in base64url without padding.</summary>
    public const int Length = 43;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string NewCode(int digits)
    {
        var code = new char[digits];
        for (var i = 0; i < digits; i++) code[i] = (char)('0' + RandomNumberGenerator.GetInt32(10));
        return new string(code);
    }

    /// <summary>Whether a text can be a token at all; anything else need not be hashed and looked up.</summary>
    public static bool IsPossible(string? token) => token is { Length: Length };
}
