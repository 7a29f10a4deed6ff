using System.Globalization;

namespace Altogic.Reactive.Internal.Expressions;

/// <summary>Points in time as the platform writes them: ISO 8601, UTC, milliseconds (data-model §4).</summary>
internal static class Instants
{
    private const string Pattern = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>A time of unspecified kind counts as UTC, as it does on the server.</summary>
    public static string Format(DateTime time) =>
        (time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time).ToString(Pattern, CultureInfo.InvariantCulture);

    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString(Pattern, CultureInfo.InvariantCulture);
}
