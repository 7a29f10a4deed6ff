using System.Security.Cryptography;

namespace Altogic.Reactive.Backend.Modules.Auth.Passwords;

/// <summary>
/// Hashes and checks passwords. Every check costs the same number of iterations, whether there is a hash to compare with,
/// whether it is an old and cheaper one, and whether the password can be one at all.
/// </summary>
internal sealed class PasswordHasher(int iterations)
{
    private static readonly byte[] Impossible = [0];
    private readonly PasswordHash _nobody = new(iterations, RandomNumberGenerator.GetBytes(PasswordHash.SaltBytes), new byte[PasswordHash.KeyBytes]);
    private long _iterationsDone;

    /// <summary>The work done so far, for tests that compare work instead of time.</summary>
    public long IterationsDone => Interlocked.Read(ref _iterationsDone);

    public PasswordHash Hash(byte[] password)
    {
        Interlocked.Add(ref _iterationsDone, iterations);
        return PasswordHash.Compute(password, iterations);
    }

    /// <summary>Whether the password is the one behind <paramref name="stored"/>; false when either is missing.</summary>
    public bool Check(byte[]? password, PasswordHash? stored)
    {
        var hash = stored ?? _nobody;
        var key = Derive(password ?? Impossible, hash.Salt, hash.Iterations);
        if (hash.Iterations < iterations) Derive(Impossible, hash.Salt, iterations - hash.Iterations);
        var equal = CryptographicOperations.FixedTimeEquals(key, hash.Key);
        return equal && password is not null && stored is not null;
    }

    /// <summary>Whether a hash was made with less work than is asked for today.</summary>
    public bool IsOutdated(PasswordHash hash) => hash.Iterations < iterations;

    private byte[] Derive(byte[] password, byte[] salt, int count)
    {
        Interlocked.Add(ref _iterationsDone, count);
        return PasswordHash.Derive(password, salt, count);
    }
}
