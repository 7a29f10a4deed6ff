namespace Altogic.Reactive.Database;

/// <summary>The words of the protocol behind the enums of this module.</summary>
internal static class WireNames
{
    public static string Of(SortDirection direction) => direction switch
    {
        SortDirection.Ascending => "asc",
        SortDirection.Descending => "desc",
        _ => throw Unknown(direction, nameof(direction)),
    };

    public static string Of(CacheOption cache) => cache switch
    {
        CacheOption.NoCache => "nocache",
        CacheOption.NoExpiry => "noexpiry",
        CacheOption.ThirtySeconds => "30sec",
        CacheOption.OneMinute => "1min",
        CacheOption.TwoMinutes => "2mins",
        CacheOption.FiveMinutes => "5mins",
        CacheOption.TenMinutes => "10mins",
        CacheOption.FifteenMinutes => "15mins",
        CacheOption.ThirtyMinutes => "30mins",
        CacheOption.OneHour => "1hour",
        CacheOption.SixHours => "6hours",
        CacheOption.TwelveHours => "12hours",
        CacheOption.OneDay => "1day",
        CacheOption.OneWeek => "1week",
        CacheOption.OneMonth => "1month",
        CacheOption.SixMonths => "6months",
        CacheOption.OneYear => "1year",
        _ => throw Unknown(cache, nameof(cache)),
    };

    private static ArgumentOutOfRangeException Unknown(Enum value, string name) => new(name, value, "There is no such option.");
}
