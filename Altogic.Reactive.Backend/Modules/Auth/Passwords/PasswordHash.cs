using System.Globalization;
using System.Security.Cryptography;

namespace Altogic.Reactive.Backend.Modules.Auth.Passwords;

/// <summary>A salted PBKDF2-HMAC-SHA512 hash that carries its own parameter, so that the parameter can rise later.</summary>
internal sealed record PasswordHash(int Iterations, byte[] Salt, byte[] Key)
{
    public const int SaltBytes = 16;
    public const int KeyBytes = 64;
    private const string Scheme = "pbkdf2-sha512";

    public static PasswordHash Compute(ReadOnlySpan<byte> password, int iterations)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return new PasswordHash(iterations, salt, Derive(password, salt, iterations));
    }

    public static byte[] Derive(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA512, KeyBytes);

    public static PasswordHash Parse(string text)
    {
        var parts = text.Split('$');
        if (parts.Length != 4 || parts[0] != Scheme) throw new FormatException("The stored password hash has an unknown form.");
        return new PasswordHash(
            int.Parse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture),
            Convert.FromBase64String(parts[2]),
            Convert.FromBase64String(parts[3]));
    }

    public string Format() =>
        string.Create(CultureInfo.InvariantCulture, $"{Scheme}${Iterations}${Convert.ToBase64String(Salt)}${Convert.ToBase64String(Key)}");

    /// <summary>Never the hash itself: records print their members.</summary>
    public override string ToString() => $"{Scheme}, {Iterations} iterations";
}
