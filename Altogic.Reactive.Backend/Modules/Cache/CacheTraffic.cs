using Altogic.Reactive.Backend.Stores.Sqlite;

namespace Altogic.Reactive.Backend.Modules.Cache;

/// <summary>Bytes of values that went in and out today and this month (UTC). Not thread-safe.</summary>
internal sealed class CacheTraffic
{
    private CacheTrafficRow _row = new(0, 0, 0, 0, 0);

    /// <summary>Whether there is something that was not taken yet.</summary>
    public bool IsChanged { get; private set; }

    public void Restore(CacheTrafficRow? row) => _row = row ?? _row;

    public void In(long bytes, DateTimeOffset now)
    {
        var today = At(now);
        _row = today with { DailyIngress = today.DailyIngress + bytes, MonthlyIngress = today.MonthlyIngress + bytes };
        IsChanged = true;
    }

    public void Out(long bytes, DateTimeOffset now)
    {
        var today = At(now);
        _row = today with { DailyEgress = today.DailyEgress + bytes, MonthlyEgress = today.MonthlyEgress + bytes };
        IsChanged = true;
    }

    /// <summary>The counts as they are now.</summary>
    public CacheTrafficRow At(DateTimeOffset now)
    {
        var day = (now.Year * 10_000) + (now.Month * 100) + now.Day;
        if (day == _row.Day) return _row;
        return day / 100 == _row.Day / 100
            ? _row with { Day = day, DailyIngress = 0, DailyEgress = 0 }
            : new CacheTrafficRow(day, 0, 0, 0, 0);
    }

    /// <summary>The counts to be kept.</summary>
    public CacheTrafficRow Take()
    {
        IsChanged = false;
        return _row;
    }
}
