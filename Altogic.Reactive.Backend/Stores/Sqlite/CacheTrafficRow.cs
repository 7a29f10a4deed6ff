namespace Altogic.Reactive.Backend.Stores.Sqlite;

/// <summary>Bytes of values that went into the cache and out of it.</summary>
/// <param name="Day">The day of the daily counts as a number, for example 20240131; the month of the others is in it.</param>
/// <param name="DailyIngress">Stored that day.</param>
/// <param name="DailyEgress">Read that day.</param>
/// <param name="MonthlyIngress">Stored that month.</param>
/// <param name="MonthlyEgress">Read that month.</param>
internal sealed record CacheTrafficRow(int Day, long DailyIngress, long DailyEgress, long MonthlyIngress, long MonthlyEgress);
