namespace Altogic.Reactive.Internal.Tracking;

/// <summary>The argument checks of queues and tasks; they throw at the call.</summary>
internal static class Arguments
{
    public static string Text(string value, string name)
    {
        if (value is null) throw new ArgumentNullException(name);
        if (string.IsNullOrWhiteSpace(value)) throw new ArgumentException("It must not be blank.", name);
        return value;
    }

    public static TrackOptions Options(TrackOptions? options)
    {
        if (options is null) return TrackOptions.Default;
        if (options.FirstInterval <= TimeSpan.Zero) throw Invalid("FirstInterval must be positive.");
        if (options.LongestInterval < options.FirstInterval) throw Invalid("LongestInterval must not be below FirstInterval.");
        if (options.LongestInterval > Waits.Longest) throw Invalid("LongestInterval must be at most 49 days.");
        if (!(options.Growth >= 1 && options.Growth <= 1000)) throw Invalid("Growth must be from 1 to 1000.");
        if (options.MaxFailures < 0) throw Invalid("MaxFailures must not be negative.");
        return options;
    }

    private static ArgumentException Invalid(string message) => new("The options cannot work: " + message);
}
