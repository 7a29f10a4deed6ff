namespace Altogic.Reactive;

/// <summary>How often <c>Track</c> asks for a status. Immutable: change a copy with <c>with { … }</c>.</summary>
public sealed record TrackOptions
{
    /// <summary>The default options, used when none are given.</summary>
    public static TrackOptions Default { get; } = new();

    /// <summary>The wait before the second question, and after each change of the status. The default is 250 ms.</summary>
    public TimeSpan FirstInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>By what the wait grows with each answer that says nothing new, from 1. The default is 1.5.</summary>
    public double Growth { get; init; } = 1.5;

    /// <summary>Where the growth stops, 49 days at most. The default is 10 seconds.</summary>
    public TimeSpan LongestInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How many questions in a row may fail for reasons that pass by themselves (a lost network, a time-out, a busy server), on top of
    /// the client's own repetitions. The default is 10; with 0 the first failure ends the stream.
    /// </summary>
    public int MaxFailures { get; init; } = 10;
}
