using Altogic.Reactive.Backend.Modules.Database.Query.Values;

namespace Altogic.Reactive.Backend.Modules.Database.Values;

/// <summary>The one form of instants in answers: ISO 8601, UTC, milliseconds.</summary>
internal static class Timestamp
{
    public static string Of(DateTimeOffset instant) => IsoDate.ToText(instant.ToUnixTimeMilliseconds());
}
