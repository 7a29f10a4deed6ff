using Altogic.Reactive.Backend.Stores;
using Altogic.Reactive.Backend.Stores.Sqlite;
using Microsoft.Data.Sqlite;

namespace Altogic.Reactive.Backend.Modules;

/// <summary>How callers are told that the data folder failed: that it is our fault, and whether the disk is full. What exactly failed is in the log.</summary>
internal static class StoreErrors
{
    /// <summary>Whether a failure is one of the data folder.</summary>
    public static bool IsStoreFailure(Exception failure) =>
        failure is SqliteException or TransactionLostException or UnauthorizedAccessException or IOException;

    public static ApiException Of(Exception failure) => DiskFull.IsCauseOf(failure)
        ? new ApiException(507, "insufficient_storage", "The server's disk is full.")
        : new ApiException(500, "internal_error", "The data could not be read or written.");
}
