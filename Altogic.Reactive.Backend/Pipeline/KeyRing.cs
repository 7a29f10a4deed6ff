using System.Security.Cryptography;
using System.Text;

namespace Altogic.Reactive.Backend.Pipeline;

/// <summary>Finds a key among a few without telling by its time how near a wrong one came.</summary>
internal sealed class KeyRing<T>
    where T : class
{
    private const int LongestKey = 1024;
    private readonly (byte[] Hash, T Value)[] _keys;

    public KeyRing(IEnumerable<(string Key, T Value)> keys) =>
        _keys = [.. keys.Select(k => (SHA256.HashData(Encoding.UTF8.GetBytes(k.Key)), k.Value))];

    public T? Find(string? key)
    {
        if (string.IsNullOrEmpty(key) || key.Length > LongestKey) return null;
        Span<byte> utf8 = stackalloc byte[LongestKey * 3];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8[..Encoding.UTF8.GetBytes(key, utf8)], hash);
        T? found = null;
        foreach (var (known, value) in _keys)
            if (CryptographicOperations.FixedTimeEquals(known, hash)) found = value;
        return found;
    }
}
