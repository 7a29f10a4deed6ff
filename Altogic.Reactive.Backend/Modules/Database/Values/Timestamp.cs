using System.Globalization;

namespace Altogic.Reactive.Backend.Modules.Database.Values;

/// <summary>The one form of instants in answers: ISO 8601, UTC, milliseconds.</summary>
internal static class Timestamp
{
    public static string Of(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
