namespace Altogic.Reactive.Backend.Modules.Jobs;

/// <summary>What queues and tasks write to the log; event ids 1700 to 1719. Never messages or answers.</summary>
internal static partial class JobLog
{
    [LoggerMessage(1700, LogLevel.Error, "A listener to status changes threw an exception")]
    public static partial void ListenerFailed(ILogger logger, Exception exception);

    [LoggerMessage(1701, LogLevel.Error, "The work on {Owner} is held up; it goes on in a second")]
    public static partial void StepFailed(ILogger logger, Exception exception, string owner);

    [LoggerMessage(1702, LogLevel.Error, "The service of {Owner} failed unexpectedly at {Id}")]
    public static partial void AttemptFailed(ILogger logger, Exception exception, string owner, string id);

    [LoggerMessage(1703, LogLevel.Information, "{Owner}: {Id} failed at attempt {Attempt} with {Code}; the next one in {Seconds:0.0} s")]
    public static partial void Retrying(ILogger logger, string owner, string id, int attempt, string code, double seconds);

    [LoggerMessage(1704, LogLevel.Warning, "{Owner}: {Id} was given up after attempt {Attempt} with {Code}")]
    public static partial void GivenUp(ILogger logger, string owner, string id, int attempt, string code);

    [LoggerMessage(1705, LogLevel.Warning, "{Owner}: {Count} were being worked on when the backend stopped")]
    public static partial void Recovered(ILogger logger, string owner, int count);

    [LoggerMessage(1706, LogLevel.Warning, "{Owner}: runs were missed for so long that none is made up for")]
    public static partial void Missed(ILogger logger, string owner);

    [LoggerMessage(1707, LogLevel.Warning, "{Owner}: the run before is still waiting, so this one is left out")]
    public static partial void Merged(ILogger logger, string owner);

    [LoggerMessage(1708, LogLevel.Warning, "{Owner}: the backend stops in the middle of {Id}, attempt {Attempt}")]
    public static partial void CutOff(ILogger logger, string owner, string id, int attempt);

    [LoggerMessage(1709, LogLevel.Warning, "{Owner}: the clock was set back, so the schedule begins again now")]
    public static partial void ClockSetBack(ILogger logger, string owner);

    [LoggerMessage(1710, LogLevel.Warning, "{Owner}: the clock was set back, so {Count} that waited by the old time wait by the new one")]
    public static partial void DelaysFollowed(ILogger logger, string owner, int count);

    [LoggerMessage(1711, LogLevel.Warning, "{Owner}: the service goes on with {Id} after its time; until it ends, there is room for one less")]
    public static partial void Lingers(ILogger logger, string owner, string id);
}
