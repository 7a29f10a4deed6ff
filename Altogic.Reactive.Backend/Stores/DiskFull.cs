using Microsoft.Data.Sqlite;

namespace Altogic.Reactive.Backend.Stores;

/// <summary>Recognises that there was no room left, whoever found out.</summary>
internal static class DiskFull
{
    private const int OnWindows = 112;
    private const int HandleOnWindows = 39;
    private const int OnUnix = 28;
    private const int QuotaOnLinux = 122;
    private const int QuotaOnMac = 69;

    // The index of the log is a file in memory that has to grow as well.
    private const int IndexOfTheLog = 10 | (19 << 8);

    /// <summary>Whether a full disk, or a quota that is used up, is behind a failure.</summary>
    public static bool IsCauseOf(Exception? failure) => failure switch
    {
        null => false,
        SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_FULL } or SqliteException { SqliteExtendedErrorCode: IndexOfTheLog } => true,
        IOException file when IsFull(file.HResult & 0xFFFF) => true,
        _ => IsCauseOf(failure.InnerException),
    };

    private static bool IsFull(int error) => OperatingSystem.IsWindows()
        ? error is OnWindows or HandleOnWindows
        : error == OnUnix || error == (OperatingSystem.IsMacOS() ? QuotaOnMac : QuotaOnLinux);
}
