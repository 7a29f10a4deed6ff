namespace Altogic.Reactive.Internal.Execution;

/// <summary>Random numbers in [0, 1), from any thread.</summary>
internal sealed class JitterSource(Func<double>? source)
{
#if NET
    public double Next() => source is null ? Random.Shared.NextDouble() : source();
#else
    private readonly Random _random = new();

    public double Next()
    {
        if (source is not null) return source();
        lock (_random) return _random.NextDouble();
    }
#endif
}
