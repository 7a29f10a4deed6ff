#if !NET
using System.Security.Cryptography;

#endif
namespace Altogic.Reactive.Internal.Execution;

/// <summary>Random numbers in [0, 1), from any thread.</summary>
internal sealed class JitterSource(Func<double>? source)
{
#if NET
    public double Next() => source is null ? Random.Shared.NextDouble() : source();
#else
    private readonly Random _random = new(Seed());

    public double Next()
    {
        if (source is not null) return source();
        lock (_random) return _random.NextDouble();
    }

    // .NET Framework would seed with the clock: everything that fails in the same moment would be repeated in the same moment
    private static int Seed()
    {
        var bytes = new byte[sizeof(int)];
        using (var random = RandomNumberGenerator.Create()) random.GetBytes(bytes);
        return BitConverter.ToInt32(bytes, 0);
    }
#endif
}
