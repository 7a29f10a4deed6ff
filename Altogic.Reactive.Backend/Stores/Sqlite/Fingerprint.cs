using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Altogic.Reactive.Backend.Stores.Sqlite;

/// <summary>Half a SHA-256 of a stored object: bytes that users choose cannot be made to look like others.</summary>
internal readonly record struct Fingerprint(UInt128 Bits)
{
    public static Fingerprint Of(ReadOnlySpan<byte> stored)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(stored, hash);
        return new Fingerprint(BinaryPrimitives.ReadUInt128LittleEndian(hash));
    }
}
