namespace Altogic.Reactive.Database;

/// <summary>Whether and for how long an object also goes into the app's cache, under its id (data-model §10).</summary>
public enum CacheOption
{
    /// <summary><c>nocache</c>: the object is not cached.</summary>
    NoCache,

    /// <summary><c>noexpiry</c>: cached until it is removed.</summary>
    NoExpiry,

    /// <summary><c>30sec</c></summary>
    ThirtySeconds,

    /// <summary><c>1min</c></summary>
    OneMinute,

    /// <summary><c>2mins</c></summary>
    TwoMinutes,

    /// <summary><c>5mins</c></summary>
    FiveMinutes,

    /// <summary><c>10mins</c></summary>
    TenMinutes,

    /// <summary><c>15mins</c></summary>
    FifteenMinutes,

    /// <summary><c>30mins</c></summary>
    ThirtyMinutes,

    /// <summary><c>1hour</c></summary>
    OneHour,

    /// <summary><c>6hours</c></summary>
    SixHours,

    /// <summary><c>12hours</c></summary>
    TwelveHours,

    /// <summary><c>1day</c></summary>
    OneDay,

    /// <summary><c>1week</c></summary>
    OneWeek,

    /// <summary><c>1month</c></summary>
    OneMonth,

    /// <summary><c>6months</c></summary>
    SixMonths,

    /// <summary><c>1year</c></summary>
    OneYear,
}
