namespace Altogic.Reactive.Tests.Testing;

/// <summary>A value and the virtual time it came at.</summary>
internal readonly record struct Recorded<T>(long Time, T Value)
{
    public override string ToString() => $"{Value}@{Time}";
}

/// <summary>When a test observable was subscribed to, and when that ended.</summary>
internal readonly record struct Subscription(long Subscribe, long Unsubscribe = Subscription.Infinite)
{
    public const long Infinite = long.MaxValue;
}
