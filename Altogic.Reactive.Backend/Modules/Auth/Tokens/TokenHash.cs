using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Altogic.Reactive.Backend.Modules.Auth.Tokens;

/// <summary>The SHA-256 of a token, all that is kept of it, and a key for dictionaries.</summary>
internal readonly record struct TokenHash(UInt128 High, UInt128 Low)
{
    private const int Bytes = 32;

    public static TokenHash Of(string token)
    {
        Span<byte> text = stackalloc byte[SecretToken.Length * 3];
        Span<byte> hash = stackalloc byte[Bytes];
        SHA256.HashData(token.Length <= SecretToken.Length ? text[..Encoding.UTF8.GetBytes(token, text)] : Encoding.UTF8.GetBytes(token), hash);
        return From(hash);
    }

    public static TokenHash From(ReadOnlySpan<byte> hash) =>
        new(BinaryPrimitives.ReadUInt128BigEndian(hash), BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));

    public byte[] ToArray()
    {
        var bytes = new byte[Bytes];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(16), Low);
        return bytes;
    }
}
